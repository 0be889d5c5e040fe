"""What a lead sees and does: spreading work, and who is away (R43, R51)."""

from datetime import timedelta

from contactapp.clock import local_today, utcnow
from contactapp.tasks import handing_over
from contactapp.tasks.models import TaskStatus
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, interactions, knowledge, tasks
from tests.support.queries import assert_same_query_count


def test_the_lead_sees_open_and_late_work_per_colleague(browser: Browser, cast: Cast) -> None:
    tasks.task(cast.verhuur)
    tasks.task(cast.verhuur, assignee=cast.anna, deadline_at=utcnow() - timedelta(days=1))
    tasks.task(cast.verhuur, assignee=cast.anna, status=TaskStatus.DONE, outcome="Klaar")
    page = browser.sign_in(cast.bram).get("/tasks?team=verhuur").click("Werkverdeling")
    spread = [" ".join("".join(row.itertext()).split()) for row in page.find("ul", id="loads").iter("li")]
    assert spread == [
        "Nog niet opgepakt oudste 0 minuten 1 open",
        "Anna de Wit 1 te laat oudste 0 minuten 1 open",
        "Bram Jansen 0 open",
    ]


def test_the_lead_gives_a_task_to_a_colleague(browser: Browser, cast: Cast) -> None:
    _anna, task, next_one = cast.anna, tasks.task(cast.verhuur), tasks.task(cast.verhuur)
    page = browser.sign_in(cast.bram).get("/tasks/workload?team=verhuur")
    page = page.submit(f"Geven {task.number}", {"Geven aan": "Bram Jansen"})
    assert (task.assignee, task.status) == (cast.bram, TaskStatus.IN_PROGRESS)
    page.submit(f"Geven {next_one.number}")  # whoever was chosen stays chosen
    assert next_one.assignee == cast.bram


def test_giving_what_somebody_has_already_offers_no_undo_of_what_came_before(browser: Browser, cast: Cast) -> None:
    anna, task = cast.anna, tasks.task(cast.verhuur)
    browser.sign_in(cast.bram)
    for offered in (1, 0):
        page = browser.post(f"/tasks/{task.number}/assignment", {"colleague": str(anna.id)})
        assert len(page.find_all("form", action=f"/tasks/{task.number}/undo")) == offered


def test_only_a_lead_of_the_team_spreads_its_work(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    browser.sign_in(cast.bram)
    assert browser.get("/tasks/workload?team=techniek").status == 404
    assert browser.post(f"/tasks/{task.number}/assignment", {"colleague": str(cast.carla.id)}).status == 404
    browser.sign_in(cast.carla)
    assert browser.get("/tasks/workload").status == 403
    assert browser.post(f"/tasks/{task.number}/assignment", {"colleague": str(cast.carla.id)}).status == 403


def test_work_goes_to_members_of_the_team_only(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur)
    browser.sign_in(cast.bram)
    for colleague in (str(cast.carla.id), "", "x"):
        assert browser.post(f"/tasks/{task.number}/assignment", {"colleague": colleague}).status == 422
    assert task.assignee is None


def test_whoever_is_away_gets_nothing_and_the_substitute_sees_the_tasks(browser: Browser, cast: Cast) -> None:
    wim = accounts.user("Wim Post", teams=[cast.verhuur])
    task = tasks.task(cast.verhuur, "Sleutels", assignee=cast.anna)
    until = local_today() + timedelta(days=5)
    browser.sign_in(cast.bram)
    page = browser.get(f"/tasks/workload/verhuur/{cast.anna.id}")
    page = page.submit("Bewaren", {"Afwezig tot en met": until.isoformat(), "Vervanger": "Wim Post"})
    assert "afwezig tot en met" in page.text
    assert (
        browser.post(f"/tasks/{tasks.task(cast.verhuur).number}/assignment", {"colleague": str(cast.anna.id)}).status
        == 409
    )
    browser.sign_in(wim)
    page = browser.get("/tasks/mine")
    assert "Sleutels" in page.text
    assert browser.post(f"/tasks/{task.number}/outcome", {"outcome": "Opgehaald", "informed": "no"}).status == 200
    assert task.status is TaskStatus.DONE


def test_a_substitute_of_another_team_sees_them_only_meanwhile(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    cast.anna.substitute_id, cast.anna.absent_until = cast.carla.id, local_today()
    browser.sign_in(cast.carla)
    assert browser.get(f"/tasks/{task.number}").status == 200
    cast.anna.absent_until = local_today() - timedelta(days=1)
    assert browser.get(f"/tasks/{task.number}").status == 404


def test_an_absence_in_the_past_is_refused(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.bram)
    path, past = f"/tasks/workload/verhuur/{cast.anna.id}/absence", local_today() - timedelta(days=1)
    page = browser.post(path, {"until": past.isoformat()})
    assert (page.status, page.find("input", name="until").get("value")) == (422, past.isoformat())
    assert browser.post(path, {"until": "", "substitute": str(cast.carla.id)}).status == 422
    assert cast.anna.absent_until is None


def test_what_was_not_for_us_is_counted_per_subject(browser: Browser, cast: Cast) -> None:
    for _ in range(2):
        task = tasks.task(cast.verhuur, "Lekkage", sent_by_team_id=cast.techniek.id)
        handing_over.return_to_sender(task, by=cast.bram, reason="Dit is techniek.")
    page = browser.sign_in(cast.bram).get("/tasks/workload")
    counted = "".join(page.find("section", aria_labelledby="returns").itertext()).split()
    assert counted[-1] == "Lekkage2"


def test_what_came_to_the_wrong_team_is_counted_per_answer_of_the_knowledge_base(browser: Browser, cast: Cast) -> None:
    faq = knowledge.faq("Lekkage melden")
    for title in ("Kraan lekt", "Dak lekt"):
        ticket = interactions.ticket(faq=faq, subject=title)
        task = tasks.task(cast.verhuur, title, ticket=ticket, sent_by_team_id=cast.techniek.id)
        handing_over.return_to_sender(task, by=cast.bram, reason="Dit is techniek.")
    page = browser.sign_in(cast.bram).get("/tasks/workload")
    counted = "".join(page.find("section", aria_labelledby="returns").itertext()).split()
    assert counted[-2:] == ["Lekkage", "melden2"]
    assert page.click("Lekkage melden").status == 200


def test_the_page_asks_as_much_for_many_colleagues_as_for_few(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.bram)

    def add(amount: int) -> None:
        for number in range(amount):
            tasks.task(cast.verhuur, assignee=accounts.user(f"Collega {number}", teams=[cast.verhuur]))

    assert_same_query_count(lambda: browser.get("/tasks/workload?team=verhuur"), add)


def test_an_absence_that_is_over_stands_in_no_form(browser: Browser, cast: Cast) -> None:
    cast.anna.absent_until, cast.anna.substitute_id = local_today() - timedelta(days=1), cast.bram.id
    page = browser.sign_in(cast.bram).get(f"/tasks/workload/verhuur/{cast.anna.id}")
    assert page.find("input", name="until").get("value") in (None, "")
    assert page.submit("Bewaren").status == 200
