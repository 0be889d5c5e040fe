"""Acting on several rows at once, and taking it back."""

from datetime import timedelta
from urllib.parse import urlencode

from contactapp.clock import local_today
from contactapp.events.log import events_of
from contactapp.tasks.models import TaskStatus
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, tasks
from tests.support.queries import assert_same_query_count, recorded_queries


def test_claiming_a_choice_can_be_undone(browser: Browser, cast: Cast) -> None:
    first, second = tasks.task(cast.techniek), tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    page = browser.post("/tasks/claims", {"task": [first.number, second.number]})
    assert "2 taken opgepakt." in page.text
    page = page.submit("Ongedaan maken")
    assert "2 taken staan weer in de lijst." in page.text
    assert {first.status, second.status} == {TaskStatus.OPEN}


def test_making_a_choice_urgent_and_back(browser: Browser, cast: Cast) -> None:
    urgent, ordinary = tasks.task(cast.techniek, urgent=True), tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    page = browser.post("/tasks/urgencies", {"task": [urgent.number, ordinary.number]})
    assert "1 taak gewijzigd." in page.text
    assert (urgent.urgent, ordinary.urgent) == (True, True)
    page.submit("Ongedaan maken")
    assert (urgent.urgent, ordinary.urgent) == (True, False)


def test_one_task_of_strangers_stops_the_whole_choice(browser: Browser, cast: Cast) -> None:
    mine, foreign = tasks.task(cast.techniek), tasks.task(cast.verhuur)
    browser.sign_in(cast.carla)
    for path in ("/tasks/claims", "/tasks/urgencies", "/tasks/handovers", "/tasks/deadlines"):
        assert browser.post(path, {"task": [mine.number, foreign.number]}).status == 404
    assert (mine.status, mine.urgent) == (TaskStatus.OPEN, False)


def test_choosing_nothing_says_so(browser: Browser, cast: Cast) -> None:
    _ = cast.techniek
    browser.sign_in(cast.carla)
    for path in ("/tasks/claims", "/tasks/handovers", "/tasks/deadlines"):
        assert "Kies eerst een of meer taken." in browser.post(path).text


def test_handing_over_a_choice_asks_to_whom_and_why_and_can_be_undone(browser: Browser, cast: Cast) -> None:
    chosen = [tasks.task(cast.techniek, "Huur"), tasks.task(cast.techniek, "Servicekosten", assignee=cast.carla)]
    _ = cast.verhuur
    browser.sign_in(cast.carla)
    page = browser.post("/tasks/handovers", {"task": [task.number for task in chosen]})
    assert "Servicekosten" in page.text
    refused = page.submit("Overdragen", {"Waarom draag je over?": "Voor Verhuur."})
    assert refused.status == 422
    assert refused.form("Overdragen").data()["reason"] == "Voor Verhuur."
    page = refused.submit("Overdragen", {"Aan wie?": "Team Verhuur"})
    assert {task.team for task in chosen} == {cast.verhuur}
    assert events_of(chosen[0])[-1].data["reason"] == "Voor Verhuur."
    assert "2 taken staan weer zoals ze waren." in page.submit("Ongedaan maken").text
    assert [(task.team, task.assignee) for task in chosen] == [(cast.techniek, None), (cast.techniek, cast.carla)]


def test_another_deadline_for_a_choice_can_be_undone(browser: Browser, cast: Cast) -> None:
    chosen = [tasks.task(cast.techniek), tasks.task(cast.techniek)]
    before = [task.deadline_at for task in chosen]
    moment = f"{local_today() + timedelta(days=30)}T12:00"
    browser.sign_in(cast.carla)
    page = browser.post("/tasks/deadlines", {"task": [task.number for task in chosen]})
    assert page.submit("Deadline wijzigen", {"Nieuwe deadline": moment}).status == 422
    page = page.submit("Deadline wijzigen", {"Nieuwe deadline": moment, "Waarom?": "Materiaal is laat."})
    assert all(task.deadline_at - old > timedelta(days=7) for task, old in zip(chosen, before, strict=True))
    page.submit("Ongedaan maken")
    assert [task.deadline_at for task in chosen] == before
    assert [event.verb for event in events_of(chosen[0])] == ["task.deadline-changed", "task.deadline-undone"]


def test_a_larger_choice_is_not_read_row_by_row(browser: Browser, cast: Cast) -> None:
    chosen: list[str] = []

    def choose(more: int) -> None:
        for _ in range(more):
            household = contacts.address(contacts.household()).contact
            task = tasks.task(cast.techniek, contact=household, assignee=accounts.user("Daan"))
            chosen.append(task.number)

    browser.sign_in(cast.carla)
    assert_same_query_count(lambda: browser.post("/tasks/handovers", {"task": chosen}), choose)
    values = {"task": chosen, "to": f"team:{cast.techniek.id}", "reason": "Van ons allemaal."}
    undo = f"/tasks/undo?{urlencode({'task': chosen}, doseq=True)}"
    for path in ("/tasks/claims", "/tasks/urgencies", "/tasks/deadlines", "/tasks/handovers", undo):
        with recorded_queries() as queries:
            browser.post(path, values)
        assert sum(_reads_whole_tasks(one) for one in queries) <= 2, path


def _reads_whole_tasks(statement: str) -> bool:
    return statement.startswith("SELECT") and "task.description" in statement


def test_after_a_choice_one_is_back_in_the_list_with_its_filter(browser: Browser, cast: Cast) -> None:
    task, listed = tasks.task(cast.verhuur, "Taak"), "/tasks?team=verhuur&q=Taak"
    _ = cast.techniek
    browser.sign_in(cast.anna).client.environ_base["HTTP_REFERER"] = f"http://localhost{listed}"
    page = browser.post("/tasks/handovers", {"task": task.number})
    browser.client.environ_base["HTTP_REFERER"] = "http://localhost/tasks/handovers"
    page = page.submit("Overdragen", {"Aan wie?": "Team Techniek", "Waarom draag je over?": "Reparatie."})
    assert page.url == listed
