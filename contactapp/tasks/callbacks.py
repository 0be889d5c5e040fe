"""Whom to call now: the promises on my name and those nobody of my teams has taken, by window (R49)."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from contactapp.accounts.models import User
from contactapp.clock import local_today, to_local, utcnow
from contactapp.contacts.models import Contact
from contactapp.contacts.phones import show_phone
from contactapp.db import db
from contactapp.tasks.models import Task, TaskStatus, TaskType
from contactapp.tasks.queries import OPEN_STATES
from contactapp.web.formats import clock, moment_short

SOON_MINUTES = 60


@dataclass(frozen=True)
class Call:
    """One promise to call, with the words of its window."""

    task: Task
    window: str
    note: str
    soon: bool
    phone: str


def calls_for(user: User, limit: int = 100) -> list[Call]:
    """What this person can call now, the nearest window first; a task that waits for a day is left out."""
    now = utcnow()
    free = and_(Task.status == TaskStatus.OPEN, Task.team_id.in_(user.team_ids))
    mine = and_(Task.assignee_id == user.id, Task.status.in_(OPEN_STATES))
    moment = func.coalesce(Task.call_from, Task.deadline_at)
    contact = joinedload(Task.contact)
    query = (
        select(Task)
        .join(Task.type)
        .where(TaskType.is_callback, or_(free, mine))
        .options(joinedload(Task.type), joinedload(Task.assignee), contact.selectinload(Contact.addresses))
        .options(selectinload(Task.followers))
        .order_by(moment, Task.id)
        .limit(limit)
    )
    return [_call(task, now) for task in db.session.scalars(query).unique() if not task.is_resting(now)]


def _call(task: Task, now: datetime) -> Call:
    start, end = task.call_from or task.deadline_at, task.call_until
    today = to_local(start).date() == local_today()
    words = (clock(start) if today else moment_short(start)) + (f"–{clock(end)}" if end else "")
    minutes = int((start - now).total_seconds() // 60)
    return Call(task, words, _note(task, minutes), minutes < SOON_MINUTES, show_phone(task.phone_number))


def _note(task: Task, minutes: int) -> str:
    if task.call_attempts >= task.type.call_attempts_asked:
        return str(_("al %(n)s keer gebeld", n=task.call_attempts))
    if minutes < 0:
        return str(_("nu bellen"))
    return str(_("poging %(n)s", n=task.call_attempts + 1))
