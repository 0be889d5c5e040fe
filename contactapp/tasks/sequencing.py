"""First this, then that: a task that begins once another one is done.

Until then it waits, for nobody in particular; its term runs from the moment it begins.
"""

from collections.abc import Sequence

from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import remembering
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.notifications import NotificationKind, notify
from contactapp.tasks.terms import deadline_after


def hold(task: Task, *, by: User | None) -> None:
    """Let it wait for the task before it. Meanwhile its deadline is a guess: counted from the deadline of that one."""
    if task.after is None:
        return
    # Somebody may finish that one at this very moment: then they wait until they can see this one, or we see it closed.
    db.session.refresh(task.after, ["status", "version"], with_for_update={"key_share": True})
    if task.after.is_closed:
        return
    now = utcnow()
    task.status, task.waiting_since, task.waiting_until = TaskStatus.WAITING, now, None
    if task.term is not None and task.term_unit is not None:
        task.deadline_at = deadline_after(max(now, task.after.deadline_at), task.term, task.term_unit)
    record(task, Verb.TASK_HELD, by=by, first=task.after.number)


def begin(task: Task, *, by: User | None) -> None:
    """Its turn: it lies in the queue, or is at work with whom it was kept for, and its term runs."""
    remembering.forget(task)
    _begin(task, by=by)


def begin_anyway(task: Task, *, by: User | None) -> None:
    """Do not wait for the other task any longer, whatever becomes of it."""
    remembering.remember(task)
    _begin(task, by=by)
    task.after = None


def catch_up(task: Task, *, by: User) -> None:
    """Begin when it was put back as waiting for a task that is done by now."""
    if task.is_blocked and task.after is not None and task.after.is_closed:
        begin(task, by=by)


def let_next_follow(task: Task, *, by: User) -> None:
    """What comes after a closed task begins. When that task is work again, it waits again unless somebody has it."""
    for coming in _after(task):
        if task.is_closed and coming.is_blocked:
            begin(coming, by=by)
        elif not task.is_closed and coming.is_unclaimed:
            hold(coming, by=by)


def _after(task: Task) -> Sequence[Task]:
    return db.session.scalars(select(Task).where(Task.after_id == task.id).order_by(Task.id)).all()


def _begin(task: Task, *, by: User | None) -> None:
    task.status = TaskStatus.IN_PROGRESS if task.assignee else TaskStatus.OPEN
    task.waiting_since = None
    if task.term is not None and task.term_unit is not None:
        task.deadline_at = deadline_after(utcnow(), task.term, task.term_unit)
    record(task, Verb.TASK_BEGUN, by=by)
    notify(task, task.assignee, NotificationKind.ASSIGNED, by=by)
