"""Deadline, type, urgency and checklist of a task (R46, R50)."""

from dataclasses import dataclass
from datetime import datetime

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import remembering
from contactapp.tasks.models import Task, TaskStep, TaskType
from contactapp.tasks.refusals import check_open, check_reason


@dataclass(frozen=True)
class Plan:
    """What is chosen for a task: its kind, its deadline, its urgency, and why."""

    kind: TaskType
    deadline: datetime
    urgent: bool
    reason: str


def change_plan(task: Task, plan: Plan, *, by: User) -> bool:
    """Kind, deadline and urgency in one act, which can be taken back as one.

    Returns:
        Whether anything changed.
    """
    before = (task.type_id, task.deadline_at, task.urgent)
    with remembering.as_one_act(task):
        change_type(task, plan.kind, by=by, reason=plan.reason)
        change_deadline(task, plan.deadline, by=by, reason=plan.reason)
        set_urgent(task, plan.urgent, by=by)
    return before != (plan.kind.id, plan.deadline, plan.urgent)


def change_deadline(task: Task, deadline: datetime, *, by: User, reason: str) -> None:
    """Another deadline; the reason is for whoever promised the old one."""
    check_open(task.is_closed)
    if deadline == task.deadline_at:
        return
    reason = check_reason(reason)
    remembering.remember(task)
    old, task.deadline_at = task.deadline_at, deadline
    task.term = task.term_unit = task.deadline_before_wait = None  # it stays as it was chosen, also after a wait
    record(task, Verb.TASK_DEADLINE_CHANGED, by=by, old=old.isoformat(), new=deadline.isoformat(), reason=reason)


def change_type(task: Task, kind: TaskType, *, by: User, reason: str) -> None:
    """Another kind of task. Team and deadline stay as they are: people rely on them."""
    check_open(task.is_closed)
    if kind.id == task.type_id:
        return
    reason = check_reason(reason)
    remembering.remember(task)
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
    remembering.remember(task)
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
