"""Making a task: for a ticket, for a contact, or for colleagues among themselves (R23, R46, R50)."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.models import Ticket
from contactapp.tasks.models import Task, TaskStep, TaskType, TermUnit
from contactapp.tasks.refusals import TeamNeeded
from contactapp.tasks.sequencing import hold
from contactapp.tasks.terms import deadline_after
from contactapp.web.numbering import yearly_number


@dataclass(frozen=True)
class TaskValues:
    """What a new task starts with. Only the type and a title are needed; the rest follows from them.

    ``deadline_at`` wins over ``term_working_days`` (from a template or FAQ), which wins over the term of the type.
    A task ``after`` another one is about the same ticket and contact, and waits until that one is done.
    """

    type: TaskType
    title: str
    team: Team | None = None
    description: str = ""
    after: Task | None = None
    ticket: Ticket | None = None
    contact: Contact | None = None
    deadline_at: datetime | None = None
    term_working_days: int | None = None
    urgent: bool = False
    is_complaint: bool = False
    follow_up: bool = False
    phone_number: str = ""


def create_task(values: TaskValues, *, by: User | None) -> Task:
    """Store a new task in the queue of its team, or waiting for its turn, and open its ticket.

    Raises:
        TeamNeeded: neither the values nor the type name a team that works (R23).
    """
    team = values.team or values.type.team
    if team is None or not team.active:
        raise TeamNeeded
    values, now = _as_the_one_before(values), utcnow()
    task = Task(
        number=yearly_number("TK"),
        type=values.type,
        team=team,
        title=values.title,
        description=values.description,
        after=values.after,
        ticket=values.ticket,
        contact=values.contact or (values.ticket.contact if values.ticket else None),
        **_planned(values, now),
        urgent=values.urgent or values.type.urgent,
        is_complaint=values.is_complaint,
        follow_up=values.follow_up,
        phone_number=values.phone_number,
        created_by=by,
        created_at=now,
        sent_by_team_id=_sending_team(by, team),
        steps=[TaskStep(position=step.position, text=step.text) for step in values.type.steps],
    )
    db.session.add(task)
    record(task, Verb.TASK_CREATED, by=by, team=team.name)
    hold(task, by=by)
    if values.ticket is not None:
        values.ticket.reopen(by=by)
    return task


def _as_the_one_before(values: TaskValues) -> TaskValues:
    before = values.after
    if before is None:
        return values
    return replace(values, ticket=values.ticket or before.ticket, contact=values.contact or before.contact)


def _planned(values: TaskValues, now: datetime) -> dict[str, Any]:
    """The deadline, and the term it was counted from when nobody chose it."""
    amount, unit = _term(values)
    counted = deadline_after(now, amount, unit)
    # A form shows the counted moment; left as it was, it still counts as counted.
    if values.deadline_at not in (None, counted):
        return {"deadline_at": values.deadline_at}
    return {"deadline_at": counted, "term": amount, "term_unit": unit}


def _term(values: TaskValues) -> tuple[int, TermUnit]:
    if values.term_working_days is not None:
        return values.term_working_days, TermUnit.WORKING_DAYS
    return values.type.term, values.type.term_unit


def _sending_team(maker: User | None, team: Team) -> int | None:
    """The team that "Niet voor ons" returns to: a team of the maker that is not the receiving one."""
    return min((id_ for id_ in maker.team_ids if id_ != team.id), default=None) if maker else None
