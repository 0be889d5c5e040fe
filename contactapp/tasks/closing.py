"""Finishing, cancelling and reopening; the ticket follows (R28, R44, R45)."""

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import claiming, remembering
from contactapp.tasks.models import Task, TaskStatus, is_absent
from contactapp.tasks.notifications import NotificationKind, notify
from contactapp.tasks.queries import has_open_task
from contactapp.tasks.refusals import NotClosed, OutcomeNeeded, check_open, check_reason


def finish(task: Task, *, outcome: str, by: User) -> None:
    """Done, with what came of it. An unclaimed task becomes the work of who finishes it.

    Raises:
        OutcomeNeeded: the next one who asks must find an answer.
    """
    check_open(task.is_closed)
    if not outcome.strip():
        raise OutcomeNeeded
    remembering.remember(task)
    if task.assignee is None:
        claiming.give_to(task, by)
    task.outcome = outcome.strip()
    _close(task, TaskStatus.DONE)
    record(task, Verb.TASK_FINISHED, by=by)
    let_ticket_follow(task, by=by)


def cancel(task: Task, *, reason: str, by: User) -> None:
    """Not needed any more, and why."""
    check_open(task.is_closed)
    reason = check_reason(reason)
    remembering.remember(task)
    _close(task, TaskStatus.CANCELLED)
    record(task, Verb.TASK_CANCELLED, by=by, reason=reason)
    let_ticket_follow(task, by=by)


def reopen(task: Task, *, reason: str, by: User) -> None:
    """Work again: for who had it, or for the queue when nobody did. The outcome so far stays readable."""
    if not task.is_closed:
        raise NotClosed
    reason = check_reason(reason)
    remembering.remember(task)
    away = task.assignee is None or not task.assignee.active or is_absent(task.assignee)
    task.status, task.closed_at = TaskStatus.IN_PROGRESS, None
    if away:
        claiming.back_to_queue(task)
    record(task, Verb.TASK_REOPENED, by=by, reason=reason)
    notify(task, task.assignee, NotificationKind.REOPENED, by=by)
    let_ticket_follow(task, by=by)


def let_ticket_follow(task: Task, *, by: User) -> None:
    """A ticket is open while it has an open task, and settled otherwise (R28)."""
    if task.ticket is None:
        return
    db.session.flush()
    if not task.is_closed:
        task.ticket.reopen(by=by)
    elif not has_open_task(task.ticket.id):
        task.ticket.settle(by=by)


def _close(task: Task, status: TaskStatus) -> None:
    task.status, task.closed_at = status, utcnow()
    task.waiting_for = task.waiting_until = task.waiting_since = task.deadline_before_wait = None
