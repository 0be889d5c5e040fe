"""Passing a task on, back, or away (R43)."""

from contactapp.clock import local_today
from contactapp.events.log import events_of
from contactapp.tasks import handing_over
from contactapp.tasks.models import TaskStatus
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, tasks

WHY = "Dit gaat over de huur, niet over techniek."


def test_handing_over_to_a_team_puts_it_in_their_queue_with_the_reason(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Huurverlaging", assignee=cast.carla)
    verhuur = cast.verhuur
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit(
        "Overdragen", {"Aan wie?": "Team Verhuur", "Waarom draag je over?": WHY}
    )
    assert (task.team, task.assignee, task.status) == (verhuur, None, TaskStatus.OPEN)
    assert browser.get(f"/tasks/{task.number}").status == 404
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur")
    assert WHY in page.click("Huurverlaging").text


def test_handing_over_without_a_reason_is_refused_and_keeps_the_choice(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    _ = cast.verhuur
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Overdragen", {"Aan wie?": "Team Verhuur"})
    assert page.status == 422
    assert "Vul in waarom je de taak overdraagt" in page.text
    assert page.form("Overdragen").data()["to"] == f"team:{cast.verhuur.id}"
    assert task.team == cast.techniek


def test_a_colleague_gets_it_at_once(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek])
    task = tasks.task(cast.techniek, assignee=cast.carla)
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit(
        "Overdragen", {"Aan wie?": "Daan van den Berg", "Waarom draag je over?": "Jij kent deze mevrouw."}
    )
    assert (task.assignee, task.status) == (daan, TaskStatus.IN_PROGRESS)


def test_not_for_us_goes_back_to_the_team_that_sent_it(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, created_by=cast.anna, sent_by_team_id=cast.verhuur.id)
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit(
        "Niet voor ons", {"Waarom draag je over?": "Wij doen geen contracten."}
    )
    assert (task.team, task.status) == (cast.verhuur, TaskStatus.OPEN)
    event = events_of(task)[-1]
    assert (event.verb, event.data["reason"]) == ("task.returned", "Wij doen geen contracten.")


def test_not_for_us_needs_a_reason(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, sent_by_team_id=cast.verhuur.id)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Niet voor ons")
    assert page.status == 422
    assert task.team == cast.techniek


def test_what_came_from_my_own_team_cannot_be_returned(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, created_by=cast.carla)
    browser.sign_in(cast.carla)
    assert browser.post(f"/tasks/{task.number}/return", {"reason": "Nee"}).status == 409


def test_giving_back_returns_it_to_the_queue(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Teruggeven")
    assert (task.assignee, task.status) == (None, TaskStatus.OPEN)
    assert browser.post(f"/tasks/{task.number}/give-back").status == 200
    assert [event.verb for event in events_of(task)] == ["task.given-back"]


def test_taking_over_from_a_colleague_asks_why(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek])
    task = tasks.task(cast.techniek, assignee=cast.carla)
    page = browser.sign_in(daan).get(f"/tasks/{task.number}")
    assert "Bij Carla Öztürk" in page.text
    page = page.submit("Overnemen")
    assert page.status == 422
    page.submit("Overnemen", {"Waarom neem je de taak over?": "Carla is ziek."})
    assert task.assignee == daan


def test_an_absent_colleague_gets_nothing(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan", teams=[cast.techniek], absent_until=local_today())
    task = tasks.task(cast.techniek, assignee=cast.carla)
    browser.sign_in(cast.carla)
    answer = browser.post(f"/tasks/{task.number}/handover", {"to": f"user:{daan.id}", "reason": "Voor jou"})
    assert answer.status == 409
    assert task.assignee == cast.carla


def test_who_is_marked_absent_takes_over_all_the_same(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan", teams=[cast.techniek], absent_until=local_today())
    task = tasks.task(cast.techniek, assignee=cast.carla)
    page = browser.sign_in(daan).get(f"/tasks/{task.number}")
    page.submit("Overnemen", {"Waarom neem je de taak over?": "Ik ben er even."})
    assert task.assignee == daan


def test_a_hand_made_receiver_is_refused(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    browser.sign_in(cast.carla)
    for to in ("user:999999", "team:x", f"user:{cast.anna.id}", ""):
        assert browser.post(f"/tasks/{task.number}/handover", {"to": to, "reason": "Hier"}).status == 422
    assert task.assignee == cast.carla


def test_what_is_typed_when_giving_it_back_stands_in_the_messages(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    page.submit("Teruggeven", {"Waarom draag je over?": "Ik ben morgen vrij."})
    assert task.assignee is None
    assert [message.text for message in task.messages] == ["Ik ben morgen vrij."]


def test_who_left_the_association_gets_nothing_back(cast: Cast) -> None:
    task = tasks.task(cast.techniek, created_by=cast.anna)
    assert handing_over.sender_of(task) == cast.anna
    cast.anna.active = False
    assert handing_over.sender_of(task) is None
