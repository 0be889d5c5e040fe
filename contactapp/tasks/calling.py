"""Callbacks: attempts that failed and the one that did not (R49)."""

from datetime import timedelta

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import claiming, office, remembering
from contactapp.tasks.models import Task
from contactapp.tasks.refusals import NotCallable, check_open

WINDOW = timedelta(hours=1)


def note_call_attempt(task: Task, *, by: User) -> bool:
    """No answer ("Geen gehoor"): count it and plan the next attempt in working time.

    Returns:
        Whether the set number of attempts is reached, so that the app asks what to do.
    """
    _check(task)
    remembering.remember(task)
    task.call_attempts += 1
    calendar, pause = office.calendar(), timedelta(hours=task.type.call_again_hours)
    task.call_from = calendar.add_working_time(utcnow(), pause)
    task.call_until = task.call_from + WINDOW
    if task.assignee is None:
        claiming.give_to(task, by)
    record(task, Verb.TASK_NOT_REACHED, by=by, attempt=task.call_attempts)
    return task.call_attempts >= task.type.call_attempts_asked


def note_reached(task: Task, *, by: User) -> None:
    """Reached ("Gebeld"): somebody answered. What was said follows in the outcome."""
    _check(task)
    if task.assignee is None:
        claiming.give_to(task, by)
    record(task, Verb.TASK_REACHED, by=by, attempt=task.call_attempts + 1)


def _check(task: Task) -> None:
    check_open(task.is_closed)
    if not task.type.is_callback:
        raise NotCallable
