"""First this, then that: a task waits for another one, and its term runs from the moment it begins."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.accounts.models import Team
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.interactions.models import TicketStatus
from contactapp.tasks import calling, claiming, closing, conversing, handing_over, queries, undoing, waiting
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, TaskStatus, TaskType, WaitingFor
from contactapp.tasks.notifications import NotificationKind, told
from contactapp.tasks.refusals import NotYet
from contactapp.tasks.terms import deadline_after
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, interactions, tasks


def first_and_next(cast: Cast, **values: Any) -> tuple[Task, Task]:
    """A task of Anna with a ticket, and one of team Techniek that comes after it."""
    household = contacts.household()
    ticket = interactions.ticket(contact=household, status=TicketStatus.OPEN)
    first = tasks.task(cast.verhuur, ticket=ticket, contact=household, assignee=cast.anna)
    kind = tasks.task_type(term=2, **values)
    coming = create_task(TaskValues(type=kind, title="Dan dit", team=cast.techniek, after=first), by=cast.anna)
    db.session.flush()
    return first, coming


def verbs_of(task: Task) -> list[str]:
    return [event.verb.removeprefix("task.") for event in events_of(task)]


def test_it_waits_outside_the_queue_on_the_ticket_of_the_first(cast: Cast) -> None:
    first, coming = first_and_next(cast)
    assert (coming.status, coming.is_blocked, coming.assignee) == (TaskStatus.WAITING, True, None)
    assert (coming.ticket, coming.contact) == (first.ticket, first.contact)
    assert queries.first_of(queries.queue(cast.techniek.id, cast.carla)) is None
    assert coming.term is not None
    assert coming.term_unit is not None
    assert coming.deadline_at == deadline_after(first.deadline_at, coming.term, coming.term_unit)
    assert verbs_of(coming) == ["created", "held"]


def test_the_ticket_says_after_which_task_it_begins(browser: Browser, cast: Cast) -> None:
    first, _coming = first_and_next(cast)
    assert first.ticket is not None
    page = browser.sign_in(cast.carla).get(f"/tickets/{first.ticket.number}")
    assert f"begint na {first.number}" in page.text


@pytest.mark.parametrize("done", ["finished", "cancelled"])
def test_it_begins_with_its_whole_term_when_the_first_is_done(cast: Cast, done: str) -> None:
    first, coming = first_and_next(cast)
    if done == "finished":
        closing.finish(first, outcome="Klaar.", by=cast.anna)
    else:
        closing.cancel(first, reason="Hoeft niet.", by=cast.anna)
    assert (coming.status, coming.after) == (TaskStatus.OPEN, first)
    assert coming.term is not None
    assert coming.term_unit is not None
    assert abs(coming.deadline_at - deadline_after(utcnow(), coming.term, coming.term_unit)) < timedelta(minutes=1)
    assert verbs_of(coming)[-1] == "begun"
    assert first.ticket is not None
    assert first.ticket.status is TicketStatus.OPEN


def test_whom_it_is_kept_for_hears_that_it_begins(cast: Cast) -> None:
    first, coming = first_and_next(cast)
    handing_over.hand_over(coming, cast.carla, by=cast.anna, reason="Jij kent het dak.")
    assert (coming.is_blocked, coming.assignee) == (True, cast.carla)
    closing.finish(first, outcome="Klaar.", by=cast.anna)
    assert (coming.status, coming.assignee) == (TaskStatus.IN_PROGRESS, cast.carla)
    assert NotificationKind.ASSIGNED in [one.kind for one in told(cast.carla).items]


def test_nobody_works_on_it_before(cast: Cast) -> None:
    _first, coming = first_and_next(cast, is_callback=True)
    until = utcnow() + timedelta(days=2)
    for act in (
        lambda: claiming.claim(coming, by=cast.carla),
        lambda: closing.finish(coming, outcome="Ja", by=cast.carla),
        lambda: waiting.wait(coming, WaitingFor.CUSTOMER, until=until, by=cast.carla),
        lambda: calling.note_reached(coming, by=cast.carla),
    ):
        with pytest.raises(NotYet):
            act()
    claiming.give_back(coming, by=cast.carla)
    handing_over.hand_over(coming, cast.verhuur, by=cast.carla, reason="Van jullie.")
    assert (coming.is_blocked, coming.team) == (True, cast.verhuur)


def test_taking_back_the_finish_lets_it_wait_again_unless_somebody_has_it(cast: Cast) -> None:
    first, coming = first_and_next(cast)
    closing.finish(first, outcome="Klaar.", by=cast.anna)
    undoing.take_back(first, by=cast.anna)
    assert coming.is_blocked
    closing.finish(first, outcome="Klaar.", by=cast.anna)
    claiming.claim(coming, by=cast.carla)
    closing.reopen(first, reason="Toch niet.", by=cast.anna)
    assert (coming.status, coming.assignee) == (TaskStatus.IN_PROGRESS, cast.carla)


def test_who_may_work_on_it_can_begin_anyway_and_take_that_back(browser: Browser, cast: Cast) -> None:
    first, coming = first_and_next(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{coming.number}")
    assert f"na {first.number}" in page.text
    coming.deadline_at = utcnow() - timedelta(days=1)
    assert "loopt nog niet" in browser.get(f"/tasks/{coming.number}").text
    page.submit("Nu al beginnen")
    assert (coming.status, coming.after) == (TaskStatus.OPEN, None)
    browser.post(f"/tasks/{coming.number}/undo", {})
    assert (coming.is_blocked, coming.after) == (True, first)


def test_a_task_that_is_done_holds_nothing_up(cast: Cast) -> None:
    first = tasks.task(cast.verhuur, status=TaskStatus.DONE, outcome="Klaar.", closed_at=utcnow())
    coming = create_task(TaskValues(type=tasks.task_type(), title="Dan", team=cast.verhuur, after=first), by=None)
    assert coming.status is TaskStatus.OPEN


def test_from_the_page_of_a_task_one_makes_the_next(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Uitzoeken", team=cast.techniek)
    first = tasks.task(cast.verhuur, "Dak nakijken", assignee=cast.anna)
    page = browser.sign_in(cast.anna).get(f"/tasks/{first.number}").click("Vervolgtaak")
    assert page.heading == "Vervolgtaak"
    assert "klaar is: Dak nakijken" in page.text
    page.submit("Taak maken", {"Wat moet er gebeuren?": "Dak maken", "Taaktype": "Uitzoeken"})
    coming = db.session.scalars(select(Task).where(Task.after_id == first.id)).one()
    assert (coming.title, coming.is_blocked) == ("Dak maken", True)
    page = browser.get(f"/tasks/{first.number}")
    assert (coming.number in page.text, "Dak maken" in page.text) == (True, False)  # Anna is not in that team
    browser.sign_in(cast.carla)
    assert coming.number not in browser.get("/tasks?team=techniek").text
    assert f"na {first.number}" in browser.get("/tasks?team=techniek&running=1").text


def test_who_may_read_the_task_beside_it_can_open_it(browser: Browser, cast: Cast) -> None:
    first, coming = first_and_next(cast)
    assert coming.title not in browser.sign_in(cast.anna).get(f"/tasks/{first.number}").text
    conversing.follow(coming, cast.anna, by=cast.carla)
    page = browser.get(f"/tasks/{first.number}").click("Dan dit")
    assert page.heading == "Dan dit"
    handing_over.hand_over(first, cast.bram, by=cast.anna, reason="Jij kent het dak.")
    conversing.follow(first, cast.carla, by=cast.bram)
    assert browser.sign_in(cast.carla).get(f"/tasks/{coming.number}").click(first.number).heading == first.title


def test_an_unknown_unseen_or_finished_task_to_wait_for_is_refused(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Uitzoeken", team=cast.verhuur)
    unseen = tasks.task(cast.techniek)
    done = tasks.task(cast.verhuur, status=TaskStatus.DONE, outcome="Klaar.", closed_at=utcnow())
    page = browser.sign_in(cast.anna).get("/tasks/new")
    values = {"Wat moet er gebeuren?": "Dak maken", "Taaktype": "Uitzoeken"}
    for number in ("TK26-999999", unseen.number, done.number):
        refused = page.submit("Taak maken", values | {"Pas beginnen na taak": number})
        assert refused.status == 422
        assert refused.form("Taak maken").data()["title"] == "Dak maken"


def test_what_was_cancelled_while_it_waited_begins_when_that_is_taken_back_too_late_to_wait(cast: Cast) -> None:
    first, coming = first_and_next(cast)
    closing.cancel(coming, reason="Hoeft niet.", by=cast.carla)
    closing.finish(first, outcome="Klaar.", by=cast.anna)
    undoing.take_back(coming, by=cast.carla)
    assert coming.status is TaskStatus.OPEN


def test_made_while_the_first_is_being_finished_it_waits_for_nothing(committing_app: Flask) -> None:
    team, kind = accounts.team("Techniek"), tasks.task_type()
    carla = accounts.user("Carla Öztürk", teams=[team])
    first = tasks.task(team, type=kind, assignee=carla)
    db.session.commit()
    closing.finish(first, outcome="Klaar.", by=carla)
    db.session.flush()
    read = threading.Event()

    def make(first_id: int, kind_id: int, team_id: int) -> None:
        with committing_app.app_context():
            before = db.session.get_one(Task, first_id)
            read.set()
            kind, team = db.session.get_one(TaskType, kind_id), db.session.get_one(Team, team_id)
            create_task(TaskValues(type=kind, title="Dan dit", team=team, after=before), by=None)
            db.session.commit()

    other = threading.Thread(target=make, args=(first.id, kind.id, team.id))
    other.start()
    read.wait(0.5)  # SQLite lets it read no sooner than the finish is stored
    db.session.commit()
    other.join()
    coming = db.session.scalars(select(Task).where(Task.after_id == first.id)).one()
    assert coming.status is TaskStatus.OPEN
