"""Callbacks: when somebody was promised a call, attempts that failed and the one that did not (R49)."""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import claiming, office, planning, remembering
from contactapp.tasks.models import Task
from contactapp.tasks.refusals import ChooseFirst, NotCallable, check_begun

WINDOW = timedelta(hours=1)


@dataclass(frozen=True)
class Appointment:
    """When somebody will be called, on which number, and what was promised."""

    begins: datetime
    ends: datetime
    number: str
    promise: str


def must_choose(task: Task) -> bool:
    """Whether it was tried as often as was set, and nobody said yet what to do."""
    return task.type.is_callback and 0 < task.type.call_attempts_asked <= task.call_attempts and task.call_from is None


def note_call_attempt(task: Task, *, by: User) -> bool:
    """No answer ("Geen gehoor"): count it and plan the next attempt in working time.

    Returns:
        Whether the set number of attempts is reached: then nothing is planned and the app asks what to do.

    Raises:
        ChooseFirst: it asks already.
    """
    _check(task)
    if must_choose(task):
        raise ChooseFirst
    remembering.remember(task)
    task.call_attempts += 1
    task.call_from = task.call_until = None
    if not must_choose(task):
        _plan_next(task)
    if task.assignee is None:
        claiming.give_to(task, by)
    record(task, Verb.TASK_NOT_REACHED, by=by, attempt=task.call_attempts)
    return must_choose(task)


def call_again(task: Task, *, by: User) -> None:
    """One more attempt after all, in working time."""
    _check(task)
    remembering.remember(task)
    begins = _plan_next(task)
    record(task, Verb.TASK_CALL_PLANNED, by=by, at=begins.isoformat())


def plan_call(task: Task, appointment: Appointment, *, by: User) -> bool:
    """Agree on another window or number. A window after the deadline takes the deadline along.

    Returns:
        Whether it is another one than before.
    """
    _check(task)
    if astuple(appointment) == (task.call_from, task.call_until, task.phone_number, task.call_promise):
        return False
    with remembering.as_one_act(task):
        if appointment.ends > task.deadline_at:
            planning.change_deadline(task, appointment.ends, by=by, reason=_("Zo is de belafspraak gemaakt."))
        task.call_from, task.call_until = appointment.begins, appointment.ends
        task.phone_number, task.call_promise = appointment.number, appointment.promise
        record(task, Verb.TASK_CALL_PLANNED, by=by, at=appointment.begins.isoformat())
    return True


def note_reached(task: Task, *, by: User) -> None:
    """Reached ("Gebeld"): somebody answered. What was said follows in the outcome."""
    _check(task)
    if task.assignee is None:
        claiming.give_to(task, by)
    record(task, Verb.TASK_REACHED, by=by, attempt=task.call_attempts + 1)


def _plan_next(task: Task) -> datetime:
    begins = office.calendar().add_working_time(utcnow(), timedelta(hours=task.type.call_again_hours))
    task.call_from, task.call_until = begins, begins + WINDOW
    return begins


def _check(task: Task) -> None:
    check_begun(task.is_closed, task.is_blocked)
    if not task.type.is_callback:
        raise NotCallable
