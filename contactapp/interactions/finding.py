"""What can be asked of tickets: number, words of subject and notes, customer, team, channel, period, colleague."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cached_property

from sqlalchemy import ColumnElement, CompoundSelect, literal_column, select
from sqlalchemy.orm import aliased

from contactapp.accounts.models import Team, User
from contactapp.clock import read_day
from contactapp.contacts.queries import ids_behind
from contactapp.db import db
from contactapp.interactions.codes import Channel, TicketStatus
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.interactions.note_index import (
    EVERY_CHANNEL,
    author_mark,
    channel_mark,
    ordinal,
    team_mark,
    terms_of,
)
from contactapp.interactions.walking import LAST_DAY, Group

NUMBER = re.compile(r"T([0-9]{2})(?:-([0-9]{0,6}))?", re.IGNORECASE)
_MOST_WORDS = 8


@dataclass(frozen=True)
class TicketFilter:
    """What the search page was asked; every field is what stands in the address."""

    q: str = ""
    status: str = ""
    channel: str = ""
    team: str = ""
    author: str = ""  # e-mail address of who recorded a contact moment
    contact: str = ""
    since: str = ""
    until: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "TicketFilter":
        """Read the address of the page."""
        return cls(**{one.name: args.get(one.name, "").strip() for one in fields(cls)})

    def as_args(self, **changed: str) -> dict[str, str]:
        """The address of the same page, with something else chosen."""
        return {name: value for name, value in asdict(replace(self, **changed)).items() if value}

    @cached_property
    def groups(self) -> list[Group]:
        """What must stand in one contact moment: every word (it may be unfinished), channel, team and colleague."""
        found = [Group(beginning=term) for term in sorted(self.terms)[:_MOST_WORDS]]
        if self.channel in set(Channel):
            found.append(Group([channel_mark(Channel(self.channel))]))
        if self.team:
            found.append(_marked(db.session.scalar(select(Team.id).where(Team.code == self.team)), team_mark))
        if self.author:
            found.append(_marked(db.session.scalar(select(User.id).where(User.email == self.author)), author_mark))
        if not found and (self.first_day or self.last_day != LAST_DAY):
            found.append(Group(EVERY_CHANNEL))
        return found

    @property
    def first_day(self) -> int:
        day = read_day(self.since)
        return ordinal(day) if day else 0

    @property
    def last_day(self) -> int:
        day = read_day(self.until)
        return ordinal(day) if day else LAST_DAY

    @cached_property
    def contact_id(self) -> int | None:
        """The customer that was asked for, perhaps by a number from before a merge; 0 when it is nobody's."""
        if not self.contact:
            return None
        return next(iter(ids_behind(self.contact)), 0)

    @property
    def is_open(self) -> bool:
        return self.status == TicketStatus.OPEN

    def of_ticket(self) -> list[ColumnElement[bool]]:
        """Conditions on the ticket itself."""
        found: list[ColumnElement[bool]] = [Ticket.merged_into_id.is_(None)]
        if self.is_open:  # written out, because only then SQLite takes the index of open tickets
            found.append(Ticket.status == literal_column(f"'{TicketStatus.OPEN}'"))
        elif self.status in set(TicketStatus):
            found.append(Ticket.status == TicketStatus(self.status))
        if (numbers := numbers_beginning(self.q)) is not None:
            found.append(Ticket.number.between(*numbers))
        if self.contact_id is not None:
            found.append(Ticket.id.in_(_tickets_with(self.contact_id)))
        return found

    @property
    def says_too_little(self) -> bool:
        """Whether something was typed of which nothing is left to look for: single letters, words in every note."""
        return bool(self.q) and not NUMBER.fullmatch(self.q) and not self.terms

    @property
    def terms(self) -> set[str]:
        """The stems of what is asked in words."""
        return set() if NUMBER.fullmatch(self.q) else terms_of(self.q)


def numbers_beginning(text: str) -> tuple[str, str] | None:
    """The first and last number a ticket can have when its number begins so; none when that is no number.

    Both ends are whole numbers, because a database that sorts as a language does agrees on the order of nothing else.
    """
    found = NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    year, typed = found[1], found[2] or ""
    return f"T{year}-{typed:0<6}", f"T{year}-{typed:9<6}"


def _tickets_with(contact_id: int) -> CompoundSelect[int]:
    """On a contact, and on which they spoke for a household (R21); a union, so that each half takes its own index."""
    other = aliased(Ticket)
    spoke = select(ContactMoment.ticket_id).where(ContactMoment.person_id == contact_id)
    return select(other.id).where(other.contact_id == contact_id).union(spoke)


def _marked(row_id: int | None, mark: Callable[[int], str]) -> Group:
    """The mark of a row; of a row that does not exist nothing is found."""
    return Group([mark(row_id or 0)])
