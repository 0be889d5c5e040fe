"""What the screens of the desk ask over several areas at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, true
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload, selectinload

from contactapp.accounts.models import Team, User
from contactapp.contacts.models import Contact, ContactKind, RoleKind, Unit
from contactapp.db import db
from contactapp.desk.models import SavedView
from contactapp.events.models import AccessRecord
from contactapp.interactions.finding import numbers_beginning
from contactapp.interactions.models import ContactMoment, Ticket, TicketStatus
from contactapp.interactions.queries import tickets_linked_to
from contactapp.interactions.walking import Group
from contactapp.knowledge.search.stems import stem
from contactapp.tasks.models import Task
from contactapp.tasks.queries import active_teams, shown_on_ticket, visibility

NEWEST = 3
LOOKED_BACK = 100
LIVES_THERE = (RoleKind.MAIN_TENANT, RoleKind.CO_TENANT, RoleKind.RESIDENT)


def colleagues() -> Sequence[User]:
    """Everybody with an account, by name; who left stands at the end."""
    return db.session.scalars(select(User).order_by(User.active.desc(), User.name)).all()


def own_teams(user: User) -> Sequence[Team]:
    """The teams somebody is in."""
    return [team for team in active_teams() if user.is_member_of(team.id)]


def of_party(contact: Contact) -> ColumnElement[bool]:
    """Tickets of a household or organisation; of a household also those on who lives there."""
    if contact.kind is not ContactKind.HOUSEHOLD:
        return Ticket.contact_id == contact.id
    people = {role.person_id for role in contact.current_people if role.kind in LIVES_THERE}
    return Ticket.contact_id.in_([contact.id, *sorted(people)])


def of_person(contact: Contact) -> ColumnElement[bool]:
    """Tickets on the person, and those on which they spoke for a household (R21)."""
    spoke = select(ContactMoment.ticket_id).where(ContactMoment.person_id == contact.id)
    return or_(Ticket.contact_id == contact.id, Ticket.id.in_(spoke))


def of_unit(unit: Unit) -> ColumnElement[bool]:
    """Tickets about a home, whoever rented it."""
    return Ticket.unit_id == unit.id


def with_tasks() -> ColumnElement[bool]:
    """Tickets that asked for work."""
    return exists().where(Task.ticket_id == Ticket.id)


def with_contact() -> ColumnElement[bool]:
    """Tickets on which somebody spoke or wrote."""
    return exists().where(ContactMoment.ticket_id == Ticket.id)


def within(first: datetime | None, end: datetime | None) -> ColumnElement[bool]:
    """Tickets on which there was contact, or a task was made, from a moment until before another."""
    moments = exists().where(ContactMoment.ticket_id == Ticket.id, between(ContactMoment.occurred_at, first, end))
    return or_(moments, exists().where(Task.ticket_id == Ticket.id, between(Task.created_at, first, end)))


def mentioning(word: str, reader: User) -> ColumnElement[bool]:
    """Tickets with a word in their subject, a note, or a task that this person may read (§7)."""
    pattern = f"%{word}%"
    told = exists().where(ContactMoment.ticket_id == Ticket.id, says(word))
    texts = (column.ilike(pattern) for column in (Task.title, Task.description, Task.outcome))
    task = exists().where(Task.ticket_id == Ticket.id, or_(*texts), visibility(reader))
    return or_(told, Ticket.subject.ilike(pattern), Ticket.number.ilike(pattern), task)


def says(word: str) -> ColumnElement[bool]:
    """Contact moments with a word that begins so, in whatever form, or with these letters inside a word."""
    return or_(ContactMoment.note.ilike(f"%{word}%"), Group(beginning=stem(word)).fits(ContactMoment.id))


def between(
    column: InstrumentedAttribute[datetime], first: datetime | None, end: datetime | None
) -> ColumnElement[bool]:
    """From a moment until before another; an open end is None."""
    return and_(true(), *([column >= first] if first else []), *([column < end] if end else []))


def tickets_where(*conditions: ColumnElement[bool]) -> Select[Ticket]:
    """Tickets for a timeline, without those that were merged into another."""
    return select(Ticket).where(Ticket.merged_into_id.is_(None), *conditions)


def newest_moments(
    ticket_ids: Iterable[int], *, first: ColumnElement[bool] | None = None, most: int = NEWEST
) -> Sequence[tuple[ContactMoment, int]]:
    """The newest contact moments of each of these tickets with how many it has, however long the threads are.

    Those for which ``first`` holds go before newer ones.
    """
    newest = (ContactMoment.occurred_at.desc(), ContactMoment.id.desc())
    place = func.row_number().over(
        partition_by=ContactMoment.ticket_id,
        order_by=newest if first is None else (case((first, 0), else_=1), *newest),
    )
    count = func.count().over(partition_by=ContactMoment.ticket_id)
    of_tickets = select(ContactMoment.id, place.label("place"), count.label("count"))
    ranked = of_tickets.where(ContactMoment.ticket_id.in_(tuple(ticket_ids))).subquery()
    rows = db.session.execute(
        select(ContactMoment, ranked.c.count)
        .join(ranked, and_(ranked.c.id == ContactMoment.id, ranked.c.place <= most))
        .options(joinedload(ContactMoment.author), joinedload(ContactMoment.person))
        .order_by(*newest)
    )
    return [(row[0], row[1]) for row in rows]


def tasks_on(ticket_ids: Iterable[int]) -> Sequence[Task]:
    """The tasks of these tickets with what decides who may read them, the newest first."""
    query = shown_on_ticket().where(Task.ticket_id.in_(tuple(ticket_ids))).order_by(Task.id.desc())
    return db.session.scalars(query).unique().all()


def ticket_counts(condition: ColumnElement[bool]) -> tuple[int, int]:
    """How many tickets there are, and how many of them are open."""
    is_open = func.sum((Ticket.status == TicketStatus.OPEN).cast(db.Integer))
    total, still_open = db.session.execute(
        select(func.count(), is_open).where(Ticket.merged_into_id.is_(None), condition)
    ).one()
    return total, int(still_open or 0)


def unit_by_number(number: str) -> Unit | None:
    """A home or other rentable object."""
    return db.session.scalar(select(Unit).where(Unit.number == number))


def tickets_beside(ticket: Ticket) -> Sequence[Ticket]:
    """The tickets that belong with this one, whichever side the link was laid from."""
    # One index each: asked for both sides at once, SQLite reads all tickets.
    to_it = db.session.scalars(tickets_linked_to(ticket).limit(20))
    return sorted({*to_it, *filter(None, [ticket.linked_ticket])}, key=lambda linked: linked.id)


def recently_seen(user: User, *, size: int) -> Sequence[Contact]:
    """The contacts this colleague looked at last, with no more than a line of a list shows."""
    newest = select(AccessRecord.contact_id).where(AccessRecord.user_id == user.id).order_by(AccessRecord.id.desc())
    there = newest.join(Contact, Contact.id == AccessRecord.contact_id).where(Contact.merged_into_id.is_(None))
    ids = list(dict.fromkeys(db.session.scalars(there.limit(LOOKED_BACK))))[:size]
    query = select(Contact).where(Contact.id.in_(ids)).options(selectinload(Contact.addresses))
    return sorted(db.session.scalars(query), key=lambda contact: ids.index(contact.id)) if ids else []


def tickets_named(text: str, *, limit: int) -> Sequence[Ticket]:
    """Tickets by (the beginning of) their number; other words are no reason to look."""
    numbers = numbers_beginning(text)
    if numbers is None:
        return []
    return db.session.scalars(
        select(Ticket)
        .where(Ticket.number.between(*numbers), Ticket.merged_into_id.is_(None))
        .options(joinedload(Ticket.contact))
        .order_by(Ticket.number.desc())
        .limit(limit)
    ).all()


def saved_views(user: User) -> Sequence[SavedView]:
    """The views of this colleague, then of their teams, each in their order."""
    order = (SavedView.team_id.is_not(None), Team.name, SavedView.position, SavedView.name, SavedView.id)
    kept = select(SavedView).outerjoin(SavedView.team).where(_is_mine(user), SavedView.removed_at.is_(None))
    return db.session.scalars(kept.options(contains_eager(SavedView.team)).order_by(*order)).all()


def saved_view(view_id: int, user: User) -> SavedView | None:
    """One view of this colleague or their teams, also when it was just thrown away."""
    return db.session.scalar(select(SavedView).where(SavedView.id == view_id, _is_mine(user)))


def _is_mine(user: User) -> ColumnElement[bool]:
    return or_(SavedView.user_id == user.id, SavedView.team_id.in_(user.team_ids))
