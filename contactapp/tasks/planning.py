"""Deadline, type, urgency and checklist of a task (R46, R50)."""

from datetime import datetime

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import undoing
from contactapp.tasks.models import Task, TaskStep, TaskType
from contactapp.tasks.refusals import check_open, check_reason


def change_deadline(task: Task, deadline: datetime, *, by: User, reason: str) -> None:
    """Another deadline; the reason is for whoever promised the old one."""
    check_open(task.is_closed)
    if deadline == task.deadline_at:
        return
    reason = check_reason(reason)
    undoing.remember(task)
    old, task.deadline_at = task.deadline_at, deadline
    task.term = task.term_unit = None
    task.deadline_before_wait = deadline if task.deadline_before_wait else None
    record(task, Verb.TASK_DEADLINE_CHANGED, by=by, old=old.isoformat(), new=deadline.isoformat(), reason=reason)


def change_type(task: Task, kind: TaskType, *, by: User, reason: str) -> None:
    """Another kind of task. Team and deadline stay as they are: people rely on them."""
    check_open(task.is_closed)
    if kind.id == task.type_id:
        return
    reason = check_reason(reason)
    old, task.type = task.type.name, kind
    record(task, Verb.TASK_TYPE_CHANGED, by=by, old=old, new=kind.name, reason=reason)


def set_urgent(task: Task, urgent: bool, *, by: User) -> bool:
    """Urgent tasks come first in every list.

    Returns:
        Whether anything changed.
    """
    check_open(task.is_closed)
    if task.urgent == urgent:
        return False
    task.urgent = urgent
    record(task, Verb.TASK_MADE_URGENT if urgent else Verb.TASK_MADE_ORDINARY, by=by)
    return True


def tick(task: Task, step: TaskStep, done: bool, *, by: User) -> None:
    """Tick a line of the checklist, or take the tick away."""
    check_open(task.is_closed)
    if done == (step.done_at is not None):
        return
    step.done_at, step.done_by = (utcnow(), by) if done else (None, None)
    record(task, Verb.TASK_STEP_TICKED if done else Verb.TASK_STEP_UNTICKED, by=by, step=step.text)
