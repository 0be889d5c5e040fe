"""Another working calendar moves the deadlines that were counted, after showing which."""

from datetime import timedelta

from contactapp.clock import local_today, to_local
from contactapp.events.log import events_of
from contactapp.tasks import claiming, closing, office, planning, waiting
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, WaitingFor
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import tasks

PATH = "/admin/working-calendar"


def due_tomorrow(cast: Cast) -> Task:
    """A task with a term of one working day."""
    kind = tasks.task_type("Uitzoeken", team=cast.techniek, term=1)
    return create_task(TaskValues(type=kind, title="Lekkende kraan"), by=cast.anna)


def closes_on_its_deadline(browser: Browser, task: Task) -> Page:
    day = to_local(task.deadline_at).date().isoformat()
    return browser.get(PATH).submit("Dag toevoegen", {"Dag": day, "Waarom dicht?": "Studiedag"})


def test_it_shows_what_would_move_before_anything_is_stored(browser: Browser, cast: Cast) -> None:
    task = due_tomorrow(cast)
    before = task.deadline_at
    page = closes_on_its_deadline(browser.sign_in(cast.dirk), task)
    assert "verschuift de deadline van 1 taak" in page.text
    assert "Uitzoeken" in page.text
    assert "Lekkende kraan" not in page.text
    assert task.deadline_at == before
    assert "Studiedag" not in browser.get(PATH).text


def test_the_deadlines_move_when_the_administrator_says_so(browser: Browser, cast: Cast) -> None:
    task = due_tomorrow(cast)
    before = task.deadline_at
    closes_on_its_deadline(browser.sign_in(cast.dirk), task).submit("Bewaren en deadlines verschuiven")
    assert to_local(task.deadline_at).date() == office.load_calendar().next_working_day(to_local(before).date())
    assert events_of(task)[-1].data["reason"] == "De werkkalender is gewijzigd."
    closed = to_local(before).date().isoformat()
    browser.post(f"{PATH}/closing-days/{closed}/removal", {"deadlines": "move"})
    assert task.deadline_at == before


def test_the_deadlines_may_stay_as_promised(browser: Browser, cast: Cast) -> None:
    task = due_tomorrow(cast)
    before = task.deadline_at
    page = closes_on_its_deadline(browser.sign_in(cast.dirk), task).submit("Bewaren, deadlines laten staan")
    assert task.deadline_at == before
    assert page.heading == "Werkkalender"
    assert not office.load_calendar().is_working_day(to_local(before).date())


def test_other_hours_move_what_ends_at_closing_time(browser: Browser, cast: Cast) -> None:
    task = due_tomorrow(cast)
    before = task.deadline_at
    weekday = to_local(before).weekday()
    page = browser.sign_in(cast.dirk).get(PATH).submit("Openingstijden bewaren", {f"d{weekday}-closes": "18:00"})
    page.submit("Bewaren en deadlines verschuiven")
    assert task.deadline_at == before + timedelta(hours=1)


def test_a_chosen_deadline_a_moved_one_and_a_closed_task_stay(browser: Browser, cast: Cast) -> None:
    chosen, moved, closed = due_tomorrow(cast), due_tomorrow(cast), due_tomorrow(cast)
    for task in (chosen, moved, closed):
        claiming.claim(task, by=cast.carla)
    planning.change_deadline(chosen, chosen.deadline_at + timedelta(minutes=1), by=cast.carla, reason="Afspraak")
    waiting.wait(moved, WaitingFor.SUPPLIER, until=chosen.deadline_at + timedelta(days=20), by=cast.carla)
    closing.cancel(closed, reason="Dubbel", by=cast.carla)
    page = closes_on_its_deadline(browser.sign_in(cast.dirk), closed)
    assert "De sluitingsdag is toegevoegd." in page.text


def test_a_day_that_changes_nothing_does_not_ask(browser: Browser, cast: Cast) -> None:
    due_tomorrow(cast)
    day = (local_today() + timedelta(days=200)).isoformat()
    page = browser.sign_in(cast.dirk).get(PATH).submit("Dag toevoegen", {"Dag": day, "Waarom dicht?": "Studiedag"})
    assert "De sluitingsdag is toegevoegd." in page.text
