"""What another working calendar does to promises already made: which deadlines would move, and moving them (R46).

Only deadlines that were counted move. What somebody chose by hand, or what a wait has moved, stays as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import remembering
from contactapp.tasks.calendar import WorkingCalendar
from contactapp.tasks.models import Task
from contactapp.tasks.queries import OPEN_STATES
from contactapp.tasks.terms import counted_in


@dataclass(frozen=True)
class Move:
    """One deadline that another calendar puts at another moment."""

    task: Task
    to: datetime


def moves(current: WorkingCalendar, proposed: WorkingCalendar) -> list[Move]:
    """The open tasks whose counted deadline differs between the two calendars, the most pressing first."""
    counted = select(Task).where(Task.status.in_(OPEN_STATES), Task.term.is_not(None))
    options = (joinedload(Task.team), joinedload(Task.type))
    found = db.session.scalars(counted.options(*options).order_by(Task.deadline_at, Task.id))
    would = [(task, _counted(task, current), _counted(task, proposed)) for task in found]
    return [Move(task, new) for task, old, new in would if new is not None and old == task.deadline_at != new]


def carry_out(planned: Sequence[Move], *, by: User) -> None:
    """Move the deadlines; each task says why."""
    for move in planned:
        remembering.remember(move.task)
        old, move.task.deadline_at = move.task.deadline_at, move.to
        if move.task.deadline_before_wait is not None:
            move.task.deadline_before_wait = move.to
        fields = {"old": old.isoformat(), "new": move.to.isoformat(), "reason": _("De werkkalender is gewijzigd.")}
        record(move.task, Verb.TASK_DEADLINE_CHANGED, by=by, **fields)


def _counted(task: Task, calendar: WorkingCalendar) -> datetime | None:
    if task.term is None or task.term_unit is None:
        return None
    return counted_in(calendar, task.created_at, task.term, task.term_unit)
