"""Waiting on somebody until a day, and coming back by itself (R46)."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

import pytest

from contactapp.clock import AMSTERDAM, local_today, utcnow
from contactapp.events.log import events_of
from contactapp.tasks import claiming, handing_over, office, planning, waiting
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from contactapp.tasks.sweeping import wake_waiting
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks


def opening_of(day: date) -> datetime:
    window = office.calendar().window(day)
    return window[0] if window else datetime.combine(day, time(9), AMSTERDAM)


def waiting_task(cast: Cast, *, until: timedelta, pauses: bool = True, late: bool = True) -> Task:
    deadline = utcnow() + timedelta(days=-1 if late else 3)
    kind = tasks.task_type(waiting_pauses=pauses)
    task = tasks.task(cast.techniek, "Onderdeel", type=kind, assignee=cast.carla, deadline_at=deadline)
    waiting.wait(task, WaitingFor.SUPPLIER, until=utcnow() + until, by=cast.carla)
    return task


def test_waiting_on_a_supplier_leaves_too_late_until_the_day(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Onderdeel", assignee=cast.carla, deadline_at=utcnow() - timedelta(days=1))
    browser.sign_in(cast.carla)
    assert "Te laat" in browser.get("/tasks/mine").text
    until = local_today() + timedelta(days=3)
    browser.get(f"/tasks/{task.number}").submit(
        "Op wachten zetten", {"Leverancier": True, "Tot wanneer?": until.isoformat()}
    )
    assert (task.status, task.waiting_for) == (TaskStatus.WAITING, WaitingFor.SUPPLIER)
    assert task.waiting_until == opening_of(until)
    page = browser.get("/tasks/mine")
    assert "te laat" not in page.text.lower()
    assert "wacht op leverancier" in page.text
    page = browser.get(f"/tasks/{task.number}")
    assert "Op de leverancier" in page.text
    assert "te laat" not in page.text.lower()


def test_it_comes_back_by_itself_before_anything_swept(browser: Browser, cast: Cast) -> None:
    task = waiting_task(cast, until=timedelta(seconds=-1))
    assert task.status is TaskStatus.WAITING
    assert task.status_at(utcnow()) is TaskStatus.IN_PROGRESS
    assert "Te laat" in browser.sign_in(cast.carla).get("/tasks/mine").text


def test_the_sweep_notes_once_that_the_wait_is_over(cast: Cast) -> None:
    task, other = waiting_task(cast, until=timedelta(seconds=-1)), waiting_task(cast, until=timedelta(days=1))
    assert (wake_waiting(), wake_waiting()) == (1, 0)
    assert (task.status, other.status) == (TaskStatus.IN_PROGRESS, TaskStatus.WAITING)
    assert events_of(task)[-1].actor is None


def test_the_clock_stands_still_where_the_type_says_so(cast: Cast) -> None:
    pausing = waiting_task(cast, until=timedelta(days=14), late=False)
    ticking = waiting_task(cast, until=timedelta(days=14), late=False, pauses=False)
    assert pausing.deadline_at >= utcnow() + timedelta(days=14) - timedelta(minutes=1)
    assert ticking.deadline_at < utcnow() + timedelta(days=4)


def test_going_on_early_counts_only_the_time_that_was_waited(cast: Cast) -> None:
    task = tasks.task(cast.techniek, type=tasks.task_type(), assignee=cast.carla)
    before = task.deadline_at
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=20), by=cast.carla)
    waiting.resume(task, by=cast.carla)
    assert abs(task.deadline_at - before) < timedelta(minutes=1)


def test_undo_of_waiting_goes_on_at_once(browser: Browser, cast: Cast) -> None:
    task = waiting_task(cast, until=timedelta(days=3))
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Niet langer wachten")
    assert task.status is TaskStatus.IN_PROGRESS
    assert browser.post(f"/tasks/{task.number}/resumption").status == 409


def test_a_day_that_has_passed_is_refused(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    answer = page.submit("Op wachten zetten", {"Tot wanneer?": local_today().isoformat()})
    assert answer.status == 422
    assert "Kies een dag na vandaag" in answer.text
    assert page.submit("Op wachten zetten", {"Tot wanneer?": "morgen"}).status == 422
    assert task.status is TaskStatus.IN_PROGRESS


def test_a_waiting_task_is_not_in_the_queue(browser: Browser, cast: Cast) -> None:
    task = waiting_task(cast, until=timedelta(days=3))
    browser.sign_in(cast.carla)
    assert task.number not in browser.get("/tasks?team=techniek").text
    assert "Wacht" in browser.get("/tasks?team=techniek&running=1").text


def test_a_deadline_that_a_wait_moved_is_not_explained_by_its_term(browser: Browser, cast: Cast) -> None:
    kind = tasks.task_type(team=cast.techniek, term=3)
    task = create_task(TaskValues(type=kind, title="Onderdeel"), by=cast.anna)
    browser.sign_in(cast.carla)
    assert "3 werkdagen na aanmaken" in browser.get(f"/tasks/{task.number}").text
    waiting.wait(task, WaitingFor.SUPPLIER, until=utcnow() + timedelta(days=20), by=cast.carla)
    assert "werkdagen na aanmaken" not in browser.get(f"/tasks/{task.number}").text


@pytest.mark.parametrize("act", [claiming.give_back, partial(handing_over.hand_over, reason="Van jullie.")])
def test_leaving_ones_hands_while_it_waits_counts_only_the_time_that_was_waited(cast: Cast, act: Any) -> None:
    task = tasks.task(cast.techniek, type=tasks.task_type(), assignee=cast.carla)
    before = task.deadline_at
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=20), by=cast.carla)
    act(*([task] if act is claiming.give_back else [task, cast.verhuur]), by=cast.carla)
    assert task.status is TaskStatus.OPEN
    assert abs(task.deadline_at - before) < timedelta(minutes=1)


def test_a_wait_that_was_over_does_not_go_on_until_the_next_one(cast: Cast) -> None:
    task = waiting_task(cast, until=timedelta(seconds=-1), late=False)
    task.waiting_since = utcnow() - timedelta(days=30)
    task.waiting_until = task.waiting_since + timedelta(days=1)
    deadline = task.deadline_before_wait
    assert deadline is not None
    since_its_day = office.calendar().resume(deadline, task.waiting_since, task.waiting_until)
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=2), by=cast.carla)
    assert task.deadline_before_wait == since_its_day


def test_a_deadline_that_is_chosen_during_a_wait_stays_when_the_wait_ends(cast: Cast) -> None:
    task, chosen = waiting_task(cast, until=timedelta(days=10), late=False), utcnow() + timedelta(days=12)
    planning.change_deadline(task, chosen, by=cast.carla, reason="Zo is het afgesproken.")
    assert task.waiting_since is not None
    task.waiting_since -= timedelta(days=11)
    task.waiting_until = utcnow() - timedelta(minutes=1)
    assert wake_waiting() == 1
    assert (task.status, task.deadline_at) == (TaskStatus.IN_PROGRESS, chosen)
