"""Callbacks: the number, the window, and attempts that are counted (R49)."""

from datetime import timedelta

import pytest
from flask import Flask

from contactapp.clock import local_today, to_local, utcnow
from contactapp.events.log import events_of
from contactapp.tasks import calling, waiting
from contactapp.tasks.callbacks import Call, calls_for, numbers_for
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import contacts, tasks


def callback(cast: Cast, title: str = "Bel terug over de ketel", hours: int = 1, **values: object) -> Task:
    kind = tasks.task_type("Terugbelverzoek", is_callback=True, call_attempts_asked=2)
    start = utcnow() + timedelta(hours=hours)
    window = {"call_from": start, "call_until": start + timedelta(hours=1)}
    return tasks.task(cast.techniek, title, type=kind, phone_number="+31612345678", **window | values)


def phone_links(page: Page) -> list[str]:
    return [str(link.get("href")) for link in page.find_all("a") if link.get("href", "").startswith("tel:")]


def test_no_answer_twice_then_reached(browser: Browser, cast: Cast) -> None:
    task = callback(cast, assignee=cast.carla)
    first_window = task.call_from
    browser.sign_in(cast.carla)
    page = browser.get(f"/tasks/{task.number}")
    assert "06 12 34 56 78" in page.text
    page = page.submit("Geen gehoor")
    assert "1 poging" in page.text
    assert task.call_from is not None
    assert first_window is not None
    assert task.call_from > first_window
    page = page.submit("Geen gehoor")
    assert "Al 2 keer gebeld. Wat wil je doen?" in page.text
    assert "Geen gehoor" not in [button.text for button in page.find_all("button")]
    assert browser.post(f"/tasks/{task.number}/call-attempts").status == 409
    page = browser.get(f"/tasks/{task.number}").submit("Gebeld")
    assert "open" in page.find("details", id="finish").attrib
    assert [event.verb for event in events_of(task)] == ["task.not-reached", "task.not-reached", "task.reached"]
    assert task.call_attempts == 2


def test_after_the_set_number_one_can_still_try_again(browser: Browser, cast: Cast) -> None:
    task = callback(cast, assignee=cast.carla, call_attempts=2, call_from=None)
    page = browser.sign_in(cast.carla).get("/tasks/callbacks").click(f"Kies wat je doet {task.number}")
    page = page.submit("Nog een keer bellen")
    assert (task.call_attempts, task.call_from is not None) == (2, True)
    page.submit("Geen gehoor")
    assert (task.call_attempts, task.call_from) == (3, None)


def test_another_appointment_takes_the_deadline_along_and_can_be_taken_back(browser: Browser, cast: Cast) -> None:
    task = callback(cast, assignee=cast.carla)
    before = (task.call_from, task.deadline_at, task.phone_number)
    day = (local_today() + timedelta(days=9)).isoformat()
    values = {"Wanneer?": day, "Vanaf": "14:00", "Tot": "15:30", "Telefoonnummer": "06 87654321"}
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    wrong = page.submit("Belafspraak bewaren", values | {"Tot": "13:00", "Telefoonnummer": "06 1"})
    assert (wrong.status, wrong.form("Belafspraak bewaren").data()["phone"]) == (422, "06 1")
    page = page.submit("Belafspraak bewaren", values)
    assert task.call_until == task.deadline_at
    assert (task.phone_number, f"{to_local(task.deadline_at):%H:%M}") == ("+31687654321", "15:30")
    page.submit("Ongedaan maken")
    assert (task.call_from, task.deadline_at, task.phone_number) == before


def test_who_calls_for_the_team_has_the_task_from_then_on(browser: Browser, cast: Cast) -> None:
    task = callback(cast)
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Geen gehoor")
    assert (task.assignee, task.status) == (cast.carla, TaskStatus.IN_PROGRESS)


def test_an_ordinary_task_has_nothing_to_call(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    browser.sign_in(cast.carla)
    assert "Geen gehoor" not in browser.get(f"/tasks/{task.number}").text
    refused = browser.post(f"/tasks/{task.number}/call-attempts")
    assert refused.status == 409
    assert "Zet in een bericht dat je gebeld hebt" in refused.text


def test_the_list_to_call_is_ordered_by_window(browser: Browser, cast: Cast) -> None:
    later, sooner = callback(cast, "Later", 5), callback(cast, "Eerst", 1)
    callback(cast, "Van een ander", assignee=cast.anna)
    tasks.task(cast.techniek, "Geen telefoontje")
    page = browser.sign_in(cast.carla).get("/tasks/callbacks")
    listed = [row.get("data-task") for row in page.find_all("li") if row.get("data-task")]
    assert listed == [sooner.number, later.number]
    page.submit(f"Geen gehoor {sooner.number}")
    assert sooner.call_attempts == 1


@pytest.mark.parametrize(
    ("hour", "left", "window"),
    [
        (8, "later vandaag", "14.00–15.00"),
        (13, "nog 60 minuten", "14.00–15.00"),
        (14, "nu bellen", "14.00–15.00"),
        (23, "te laat", "14.00–15.00"),
    ],
)
def test_a_promise_reads_the_same_wherever_it_stands(app: Flask, cast: Cast, hour: int, left: str, window: str) -> None:
    start = to_local(utcnow()).replace(hour=14, minute=0, second=0, microsecond=0)
    task = callback(cast, assignee=cast.carla, call_from=start, call_until=start + timedelta(hours=1))
    call = Call.of(task, start.replace(hour=hour))
    assert (call.window, call.left) == (window, left)


def test_the_list_and_the_workday_say_the_same_of_a_window_that_is_over(browser: Browser, cast: Cast) -> None:
    task = callback(cast, hours=-30, assignee=cast.carla)
    browser.sign_in(cast.carla)
    for address in ("/tasks/callbacks", "/"):
        row = browser.get(address).within("ul", class_="callbacks").within("li", data_task=task.number)
        assert text_of(row.find("small")) == "te laat", address


def test_only_the_attempts_that_were_made_are_counted(browser: Browser, cast: Cast) -> None:
    task = callback(cast, assignee=cast.carla)
    page = browser.sign_in(cast.carla).get("/tasks/callbacks")
    assert "poging" not in page.text
    calling.note_call_attempt(task, by=cast.carla)
    assert "1 poging" in browser.get("/tasks/callbacks").text


def test_a_number_is_no_link_for_who_would_rather_not_be_called(browser: Browser, cast: Cast) -> None:
    household = contacts.household(do_not_call=True)
    task = callback(cast, assignee=cast.carla, contact=household)
    browser.sign_in(cast.carla)
    addresses = ("/tasks/callbacks", f"/tasks/{task.number}", "/")
    for address in addresses:
        page = browser.get(address)
        assert "06 12 34 56 78, liever niet bellen" in page.text, address
        assert phone_links(page) == [], address
    household.do_not_call = False
    for address in addresses:
        assert phone_links(browser.get(address)) == ["tel:+31612345678"], address


def test_what_waits_for_a_day_takes_no_place_in_the_list_to_call(cast: Cast) -> None:
    resting, now = callback(cast, hours=1, assignee=cast.carla), callback(cast, hours=2, assignee=cast.carla)
    waiting.wait(resting, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=2), by=cast.carla)
    assert [call.task for call in calls_for(cast.carla, limit=1)] == [now]
    assert numbers_for(cast.carla, besides=resting) == [resting.number, now.number]


def test_no_answer_that_is_sent_twice_is_one_attempt(browser: Browser, cast: Cast) -> None:
    task = callback(cast, assignee=cast.carla)
    browser.sign_in(cast.carla)
    for address, button in (
        ("/tasks/callbacks", f"Geen gehoor {task.number}"),
        (f"/tasks/{task.number}", "Geen gehoor"),
    ):
        page, made = browser.get(address), task.call_attempts + 1
        page.submit(button)
        page.submit(button)
        assert task.call_attempts == made, address
