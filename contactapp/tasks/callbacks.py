"""Whom to call now: the promises on my name and those nobody of my teams has taken, by window (R49)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.clock import local_today, to_local, utcnow
from contactapp.contacts.models import Contact
from contactapp.contacts.phones import show_phone
from contactapp.db import db
from contactapp.tasks.calling import must_choose
from contactapp.tasks.models import Task, TaskStatus, TaskType
from contactapp.tasks.queries import OPEN_STATES, is_resting
from contactapp.web.formats import clock, moment_short

SOON_MINUTES = 60
COUNTED_MINUTES = 90


@dataclass(frozen=True)
class Call:
    """One promise to call, with the words of its window and of what is left of it."""

    task: Task
    window: str
    left: str
    soon: bool
    late: bool

    @classmethod
    def of(cls, task: Task, now: datetime) -> "Call":
        minutes = _minutes((task.call_from or _end(task)) - now)
        return cls(task, _window(task), _left(task, now), soon=minutes < SOON_MINUTES, late=_end(task) < now)

    @property
    def phone(self) -> str:
        return show_phone(self.task.phone_number)

    @property
    def is_for_today(self) -> bool:
        """Somebody waits for it today, or waited in vain before."""
        return to_local(self.task.call_from or _end(self.task)).date() <= local_today()

    @property
    def must_choose(self) -> bool:
        """Tried as often as was set: the page of the task asks what to do."""
        return must_choose(self.task)

    @property
    def tried(self) -> str:
        """How often somebody called in vain; nothing before the first time."""
        done = self.task.call_attempts
        return str(ngettext("%(num)s poging", "%(num)s pogingen", done)) if done else ""


def calls_for(user: User, limit: int = 100) -> list[Call]:
    """What this person can call now, the nearest window first; a task that waits for a day is left out."""
    now, contact = utcnow(), joinedload(Task.contact)
    options = (joinedload(Task.type), joinedload(Task.assignee), contact.selectinload(Contact.addresses))
    found = db.session.scalars(_in_order(_callable_by(user, now)).options(*options).limit(limit)).unique()
    return [Call.of(task, now) for task in found]


def promised_by(tasks: Iterable[Task]) -> list[Call]:
    """Of tasks that are in hand, those that promise a call now, the nearest window first."""
    now = utcnow()
    calls = [task for task in tasks if task.type.is_callback and not task.is_resting(now)]
    return [
        Call.of(task, now) for task in sorted(calls, key=lambda task: (task.call_from or task.deadline_at, task.id))
    ]


def numbers_for(user: User, *, besides: Task) -> list[str]:
    """The same list as numbers, with one task that may have left it: to walk from one to the next."""
    query = _in_order(or_(_callable_by(user, utcnow()), Task.id == besides.id))
    return list(db.session.scalars(query.with_only_columns(Task.number)))


def _callable_by(user: User, now: datetime) -> ColumnElement[bool]:
    free = and_(Task.status == TaskStatus.OPEN, Task.team_id.in_(user.team_ids))
    mine = and_(Task.assignee_id == user.id, Task.status.in_(OPEN_STATES))
    return and_(TaskType.is_callback, or_(free, mine), ~is_resting(now))


def _in_order(chosen: ColumnElement[bool]) -> Select[Task]:
    moment = func.coalesce(Task.call_from, Task.deadline_at)
    return select(Task).join(Task.type).where(chosen).order_by(moment, Task.id)


def _window(task: Task) -> str:
    """14.00–15.00, morgen 14.00–15.00, voor 17.00, morgen voor 17.00"""
    start, end = task.call_from, _end(task)
    today = to_local(start or end).date() == local_today()
    if start is None:
        day = "" if today else moment_short(end).removesuffix(clock(end))
        return str(_("%(day)svoor %(time)s", day=day, time=clock(end)))
    words = clock(start) if today else moment_short(start)
    return words + (f"–{clock(task.call_until)}" if task.call_until else "")


def _left(task: Task, now: datetime) -> str:
    """Late once the window is over; inside it one calls now; before it, how long until it opens."""
    start, end = task.call_from, _end(task)
    if end < now:
        return str(_("te laat"))
    if start is not None and start <= now:
        return str(_("nu bellen"))
    minutes = _minutes((start or end) - now)
    if minutes < COUNTED_MINUTES:
        return str(ngettext("nog %(num)s minuut", "nog %(num)s minuten", minutes))
    return str(_("later vandaag")) if to_local(start or end).date() == to_local(now).date() else ""


def _end(task: Task) -> datetime:
    return task.call_until or task.deadline_at


def _minutes(span: timedelta) -> int:
    return int(span.total_seconds() // 60)
