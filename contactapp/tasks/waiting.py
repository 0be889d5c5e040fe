"""Waiting on a customer, supplier or colleague until a day, and coming back by itself (R46)."""

from datetime import datetime

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import claiming, remembering
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from contactapp.tasks.pausing import pause_clock, stop_waiting
from contactapp.tasks.refusals import NotWaiting, check_begun, check_open
from contactapp.tasks.sequencing import begin_anyway


def wait(task: Task, reason: WaitingFor, *, until: datetime, by: User) -> None:
    """Rest until a moment. Where the type says so the clock stands still: the new deadline is known at once.

    Who lets an unclaimed task wait has it from then on.
    """
    check_begun(task.is_closed, task.is_blocked)
    remembering.remember(task)
    if task.status is TaskStatus.WAITING:
        stop_waiting(task)
    if task.assignee is None:
        claiming.give_to(task, by)
    now = utcnow()
    task.status, task.waiting_for = TaskStatus.WAITING, reason
    task.waiting_since, task.waiting_until = now, until
    task.deadline_before_wait = task.deadline_at
    pause_clock(task, until)
    record(task, Verb.TASK_WAITING, by=by, waiting_for=str(reason), until=until.isoformat())


def resume(task: Task, *, by: User | None) -> None:
    """Go on before the day has come, or because it has (then nobody did it); or before the other task is done."""
    check_open(task.is_closed)
    if task.status is not TaskStatus.WAITING:
        raise NotWaiting
    if task.is_blocked:
        begin_anyway(task, by=by)
        return
    remembering.remember(task)
    stop_waiting(task)
    task.status = TaskStatus.IN_PROGRESS
    record(task, Verb.TASK_RESUMED, by=by)
