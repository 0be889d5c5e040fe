"""The tickets that a search finds, page by page, each with what was said that fits."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload

from contactapp.db import db
from contactapp.interactions.finding import TicketFilter
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.interactions.note_index import day_of, start_of
from contactapp.interactions.walking import LAST_DAY, Place, Walk
from contactapp.web.identifiers import row_id
from contactapp.web.pagination import Page, SortKey, keyset_page

SIZE = 25
_LOOKED_AT_ONCE = 60
_READ_AT_ONCE = 2000
_A_YEAR = 366
_CURSOR = re.compile(r"m([0-9]{1,7})-([0-9]{1,10})")


@dataclass(frozen=True)
class FoundTickets:
    """One page of found tickets, with the contact moment by which each was found."""

    items: Sequence[Ticket]
    next: str | None = None
    previous: str | None = None
    said: Mapping[int, ContactMoment] = field(default_factory=dict)  # by ticket id


def found_tickets(asked: TicketFilter, cursor: str | None = None, *, size: int = SIZE) -> FoundTickets:
    """The latest contact moment that fits first; when nothing is asked of contact moments, the latest activity."""
    if asked.says_too_little:
        return FoundTickets([])
    if not asked.groups:
        return _by_activity(asked, cursor, size)
    before = _place(cursor)
    hits = list(islice(_hits(asked, before), size + 1))
    shown = hits[:size]
    return FoundTickets(
        [moment.ticket for moment in shown],
        next=_cursor(shown[-1]) if len(hits) > size else None,
        previous="" if before else None,
        said={moment.ticket_id: moment for moment in shown},
    )


def counted(asked: TicketFilter, *, most: int) -> int:
    """How many tickets there are, counting no further than ``most``."""
    if asked.says_too_little:
        return 0
    if asked.groups:
        return len(list(islice(_hits(asked, None), most)))
    within = select(Ticket.id).where(*asked.of_ticket()).limit(most)
    return db.session.scalar(select(func.count()).select_from(within.subquery())) or 0


def _by_activity(asked: TicketFilter, cursor: str | None, size: int) -> FoundTickets:
    keys = (SortKey(Ticket.last_activity_at, descending=True), SortKey(Ticket.id, descending=True))
    query = select(Ticket).where(*asked.of_ticket()).options(joinedload(Ticket.contact))
    page: Page[Ticket] = keyset_page(query, keys, cursor=cursor, size=size)
    return FoundTickets(page.items, page.next, page.previous)


def _hits(asked: TicketFilter, before: Place | None) -> Iterator[ContactMoment]:
    """The newest fitting contact moment of each ticket, but of none that a page before this one showed."""
    seen: set[int] = set()
    places = _places(asked, before)
    while batch := list(islice(places, _LOOKED_AT_ONCE)):
        fresh = [moment for moment in _moments(asked, batch) if moment.ticket_id not in seen]
        if before is not None:
            seen |= _shown_before(asked, before, {moment.ticket_id for moment in fresh})
        for moment in fresh:
            if moment.ticket_id not in seen:
                seen.add(moment.ticket_id)
                yield moment


def _places(asked: TicketFilter, before: Place | None) -> Iterator[Place]:
    if asked.contact_id is not None or asked.is_open:
        return _among_few(asked, before)
    return Walk(asked.groups, asked.first_day, asked.last_day).places(before=before)


def _among_few(asked: TicketFilter, before: Place | None) -> Iterator[Place]:
    """Of one customer, or with an open task, there are so few contact moments that those lead."""
    places = _newest(asked, before, asked.first_day, most=_READ_AT_ONCE)
    while len(places) == _READ_AT_ONCE:
        oldest = places[-1][0]  # of which some may be missing
        whole = [place for place in places if place[0] > oldest] or _newest(asked, before, oldest, most=None)
        yield from sorted(whole, reverse=True)
        before = (min(whole)[0], 0)
        places = _newest(asked, before, asked.first_day, most=_READ_AT_ONCE)
    yield from sorted(places, reverse=True)


def _newest(asked: TicketFilter, before: Place | None, first_day: int, *, most: int | None) -> list[Place]:
    """Where the latest fitting contact moments are; those of one day in the order in which they occurred."""
    at = ContactMoment.occurred_at
    within = [at >= start_of(first_day)] if first_day else []
    within += [at < start_of(asked.last_day + 1)] if asked.last_day != LAST_DAY else []
    if before is not None:
        day, moment_id = before
        within.append(or_(at < start_of(day), and_(at < start_of(day + 1), ContactMoment.id < moment_id)))
    query = select(ContactMoment.id, at).join(ContactMoment.ticket).where(*asked.of_ticket(), *within)
    query = query.where(*(group.fits(ContactMoment.id) for group in asked.groups)).order_by(at.desc()).limit(most)
    return [(day_of(row.occurred_at), row.id) for row in db.session.execute(query)]


def _moments(asked: TicketFilter, places: Sequence[Place]) -> list[ContactMoment]:
    ids = [moment_id for _day, moment_id in places]
    query = select(ContactMoment).join(ContactMoment.ticket).where(ContactMoment.id.in_(ids), *asked.of_ticket())
    loaded = db.session.scalars(query.options(contains_eager(ContactMoment.ticket).joinedload(Ticket.contact)))
    return sorted(loaded, key=lambda moment: ids.index(moment.id))


def _shown_before(asked: TicketFilter, before: Place, ticket_ids: Iterable[int]) -> set[int]:
    """Of these tickets, those with a newer contact moment that fits: they stand on an earlier page."""
    query = select(ContactMoment.ticket_id, ContactMoment.id, ContactMoment.occurred_at).where(
        ContactMoment.ticket_id.in_(tuple(ticket_ids)), *(group.fits(ContactMoment.id) for group in asked.groups)
    )
    return {
        row.ticket_id
        for row in db.session.execute(query)
        if before <= (day_of(row.occurred_at), row.id) and day_of(row.occurred_at) <= asked.last_day
    }


def _cursor(moment: ContactMoment) -> str:
    return f"m{day_of(moment.occurred_at)}-{moment.id}"


def _place(cursor: str | None) -> Place | None:
    """The place in an address; anybody can write one, so nonsense is the first page."""
    found = _CURSOR.fullmatch(cursor or "")
    moment_id = row_id(found[2]) if found else None
    if found is None or moment_id is None or not _A_YEAR < int(found[1]) < LAST_DAY - _A_YEAR:
        return None  # the first and the last year overflow in some time zone
    return int(found[1]), moment_id
