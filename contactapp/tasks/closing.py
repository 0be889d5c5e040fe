"""Finishing, cancelling and reopening; the ticket and the tasks that come after it follow (R28, R44, R45)."""

from collections.abc import Mapping
from dataclasses import asdict

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import claiming, outcomes, remembering
from contactapp.tasks.models import Task, TaskStatus, is_absent
from contactapp.tasks.notifications import NotificationKind, notify
from contactapp.tasks.pausing import stop_waiting
from contactapp.tasks.queries import has_open_task
from contactapp.tasks.refusals import NotClosed, OutcomeNeeded, check_begun, check_open, check_reason
from contactapp.tasks.sequencing import let_next_follow


def finish(task: Task, *, outcome: str, by: User, answers: Mapping[str, str] | None = None) -> None:
    """Done, with what came of it. An unclaimed task becomes the work of who finishes it.

    Args:
        answers: what its type asks besides, by label.

    Raises:
        OutcomeNeeded: the next one who asks must find an answer.
        AnswerNeeded: something its type requires is missing.
        NotYet: it waits for another task.
    """
    check_begun(task.is_closed, task.is_blocked)
    if not outcome.strip():
        raise OutcomeNeeded
    answered = outcomes.answers(task.type.asks, answers or {})
    remembering.remember(task)
    if task.assignee is None:
        claiming.give_to(task, by)
    task.outcome = outcome.strip()
    task.outcome_answers = [asdict(answer) for answer in answered] or None
    if answered:
        record(task, Verb.TASK_ANSWERED, by=by, answers="; ".join(answer.line for answer in answered))
    _close(task, TaskStatus.DONE)
    record(task, Verb.TASK_FINISHED, by=by)
    let_others_follow(task, by=by)


def cancel(task: Task, *, reason: str, by: User) -> None:
    """Not needed any more, and why."""
    check_open(task.is_closed)
    reason = check_reason(reason)
    remembering.remember(task)
    _close(task, TaskStatus.CANCELLED)
    record(task, Verb.TASK_CANCELLED, by=by, reason=reason)
    let_others_follow(task, by=by)


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
    let_others_follow(task, by=by)


def let_others_follow(task: Task, *, by: User) -> None:
    """What comes after it begins or waits again. A ticket is open while it has an open task, else settled (R28)."""
    db.session.flush()
    let_next_follow(task, by=by)
    if task.ticket is None:
        return
    db.session.flush()
    # Two may close its last tasks at once: one counts when it can see what the other did.
    db.session.refresh(task.ticket, ["status", "version"], with_for_update={"key_share": True})
    if not task.is_closed:
        task.ticket.reopen(by=by)
    elif not has_open_task(task.ticket.id):
        task.ticket.settle(by=by)


def _close(task: Task, status: TaskStatus) -> None:
    task.status, task.closed_at = status, utcnow()
    stop_waiting(task)
