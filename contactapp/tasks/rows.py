"""What a list of tasks shows of each: the words of one row."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import to_local, utcnow
from contactapp.contacts.models import SignalKind
from contactapp.tasks import office
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from contactapp.tasks.urgency import Level, Urgency, at_rest, urgency_of
from contactapp.web.formats import age, day_short


@dataclass(frozen=True)
class Label:
    """A short word about a task, with the look it gets."""

    text: str
    tone: str | None = None
    icon: str | None = None


@dataclass(frozen=True)
class Row:
    """One task as the queue and the workday show it."""

    number: str
    subject: str
    href: str
    urgent: bool
    type: str
    deadline: Urgency
    age: str
    state: TaskStatus
    customer: str = ""
    address: str = ""
    claim: str | None = None
    claim_here: str | None = None  # the same, for an answer that shows only the row
    taken_by: str | None = None
    tags: tuple[Label, ...] = ()


def rows(tasks: Iterable[Task], reader: User, *, args: dict[str, str] | None = None) -> list[Row]:
    """The rows of a list; ``args`` is the filter one comes from, for "vorige" and "volgende" on the task page."""
    now = utcnow()
    return [row(task, reader, now, args=args) for task in tasks]


def row(
    task: Task, reader: User, now: datetime, *, taken_by: str | None = None, args: dict[str, str] | None = None
) -> Row:
    """One row. It can be claimed from the list while nobody has the task."""
    home = task.contact.home_address if task.contact else None
    return Row(
        number=task.number,
        subject=task.title,
        href=url_for("tasks.task", number=task.number, **(args or {})),  # type: ignore[arg-type]
        urgent=task.urgent,
        type=task.type.name,
        deadline=urgency(task, now),
        age=age(task.created_at),
        state=task.status_at(now),
        customer=task.contact.name if task.contact else "",
        address=home.street_line if home else "",
        claim=url_for("tasks.claim", number=task.number) if _may_claim(task, reader) and not taken_by else None,
        claim_here=url_for("tasks.claim", number=task.number, at="list"),
        taken_by=taken_by,
        tags=labels(task, now),
    )


def urgency(task: Task, now: datetime) -> Urgency:
    """The deadline in words; on Friday, Monday is soon. What begins after another task has a deadline from then on."""
    if task.is_blocked:
        return Urgency(Level.ON_TIME, str(_("loopt nog niet")))
    if task.is_resting(now):
        return at_rest(task.deadline_at, now)
    return urgency_of(task.deadline_at, now, office.calendar().next_working_day(to_local(now).date()))


def labels(task: Task, now: datetime) -> tuple[Label, ...]:
    """What one must know before opening it: complaint, follow-up, what it waits for, an interpreter needed."""
    found = []
    if task.is_complaint:
        found.append(Label(_("klacht"), "danger", "message-report"))
    if task.follow_up:
        found.append(Label(_("vervolg"), "note", "history"))
    if task.is_resting(now):
        found.append(Label(waiting_words(task)))
    if task.contact and any(signal.kind is SignalKind.INTERPRETER for signal in task.contact.current_signals):
        found.append(Label(_("tolk"), "note", "interpreter"))
    return tuple(found)


def waiting_words(task: Task) -> str:
    """wacht op klant tot do 26 nov.; na TK26-000123"""
    if task.is_blocked and task.after:
        return _("na %(number)s", number=task.after.number)
    whom = {
        WaitingFor.CUSTOMER: _("wacht op klant"),
        WaitingFor.SUPPLIER: _("wacht op leverancier"),
        WaitingFor.COLLEAGUE: _("wacht op collega"),
    }
    words = whom[task.waiting_for] if task.waiting_for else _("wacht")
    return _("%(words)s tot %(day)s", words=words, day=day_short(task.waiting_until)) if task.waiting_until else words


def _may_claim(task: Task, reader: User) -> bool:
    return task.is_unclaimed and reader.is_member_of(task.team_id)
