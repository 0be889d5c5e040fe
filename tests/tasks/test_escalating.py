"""Deadlines that passed are told once: to who has the task, else to the leads (R52)."""

from datetime import timedelta

from flask import Flask
from sqlalchemy import select

from contactapp.clock import local_today, utcnow
from contactapp.db import db
from contactapp.tasks import waiting
from contactapp.tasks.models import WaitingFor
from contactapp.tasks.notifications import Notification, NotificationKind, told
from contactapp.tasks.sweeping import escalate_overdue
from tests.support.cast import Cast
from tests.support.make import accounts, tasks

LATE = {"deadline_at": utcnow() - timedelta(hours=3)}


def test_the_lead_hears_of_what_nobody_took(cast: Cast) -> None:
    tasks.task(cast.verhuur, **LATE)
    _ = cast.bram, cast.anna
    assert (escalate_overdue(), escalate_overdue()) == (1, 0)
    assert [one.kind for one in told(cast.bram).items] == [NotificationKind.OVERDUE]
    assert told(cast.anna).items == []


def test_who_has_the_task_hears_it_and_the_lead_does_not(cast: Cast) -> None:
    tasks.task(cast.verhuur, assignee=cast.anna, **LATE)
    _ = cast.bram
    assert escalate_overdue() == 1
    assert [one.kind for one in told(cast.anna).items] == [NotificationKind.OVERDUE]
    assert told(cast.bram).items == []


def test_what_nobody_can_hear_of_does_not_keep_the_rest_waiting(cast: Cast) -> None:
    left = accounts.user("Wim Post", teams=[cast.techniek])
    tasks.task(cast.techniek, assignee=left, **LATE)
    left.active = False
    tasks.task(cast.verhuur, assignee=cast.anna, **LATE)
    assert (escalate_overdue(batch=1), escalate_overdue(batch=1)) == (1, 0)
    assert [one.kind for one in told(cast.anna).items] == [NotificationKind.OVERDUE]


def test_a_task_that_waits_or_still_has_time_is_left_alone(cast: Cast) -> None:
    tasks.task(cast.verhuur)
    resting = tasks.task(cast.verhuur, assignee=cast.anna, **LATE)
    waiting.wait(resting, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=2), by=cast.anna)
    assert escalate_overdue() == 0


def test_for_whoever_is_away_the_substitute_and_the_lead_hear_it(cast: Cast) -> None:
    wim = accounts.user("Wim Post", teams=[cast.verhuur])
    cast.anna.absent_until, cast.anna.substitute_id = local_today() + timedelta(days=3), wim.id
    tasks.task(cast.verhuur, assignee=cast.anna, **LATE)
    _ = cast.bram
    assert (escalate_overdue(), escalate_overdue()) == (1, 0)
    for person in (cast.anna, wim, cast.bram):
        assert [one.kind for one in told(person).items] == [NotificationKind.OVERDUE]


def test_a_deadline_that_was_moved_and_passes_again_is_told_again(cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna, **LATE)
    assert escalate_overdue() == 1
    told = db.session.scalars(select(Notification)).one()
    told.at = utcnow() - timedelta(hours=2)
    task.deadline_at = utcnow() - timedelta(hours=1)
    assert (escalate_overdue(), escalate_overdue()) == (1, 0)


def test_a_team_that_nobody_leads_holds_up_no_other(cast: Cast) -> None:
    tasks.task(cast.techniek, **LATE)
    tasks.task(cast.verhuur, assignee=cast.anna, **LATE)
    assert escalate_overdue(batch=1) == 1


def test_the_commands_say_what_they_did(app: Flask) -> None:
    for command in ("wake", "escalate"):
        answer = app.test_cli_runner().invoke(args=["tasks", command])
        assert (answer.exit_code, answer.output.split()[0]) == (0, "0")
