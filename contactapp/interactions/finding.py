"""Finding tickets: by number, words of subject and notes, customer, team, channel, period, colleague."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, select

from contactapp.accounts.models import Team, User
from contactapp.clock import AMSTERDAM, read_day
from contactapp.contacts.models import Contact
from contactapp.interactions.codes import Channel, TicketStatus
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.interactions.note_index import moment_term, terms_of

_END = "\U0010ffff"


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

    def apply(self) -> Select[Ticket]:
        """The tickets that fit."""
        query = select(Ticket).where(Ticket.merged_into_id.is_(None), *self._of_ticket())
        of_moment = [*self._of_moment(), *self._words()]
        if not of_moment:
            return query
        if self.q:  # few contact moments hold the words, so they lead; otherwise the newest tickets do
            return query.where(Ticket.id.in_(select(ContactMoment.ticket_id).where(*of_moment)))
        return query.where(exists().where(ContactMoment.ticket_id == Ticket.id, *of_moment))

    def _of_ticket(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.status in set(TicketStatus):
            found.append(Ticket.status == TicketStatus(self.status))
        if self.contact:
            found.append(
                Ticket.contact_id == select(Contact.id).where(Contact.number == self.contact).scalar_subquery()
            )
        return found

    def _of_moment(self) -> list[ColumnElement[bool]]:
        found: list[ColumnElement[bool]] = []
        if self.channel in set(Channel):
            found.append(ContactMoment.channel == Channel(self.channel))
        if self.team:
            found.append(ContactMoment.team_id == select(Team.id).where(Team.code == self.team).scalar_subquery())
        if self.author:
            found.append(ContactMoment.author_id == select(User.id).where(User.email == self.author).scalar_subquery())
        if first := _day(self.since):
            found.append(ContactMoment.occurred_at >= first)
        if last := _day(self.until):
            found.append(ContactMoment.occurred_at < last + timedelta(days=1))
        return found

    def _words(self) -> list[ColumnElement[bool]]:
        """Every word must stand in the subject or note of one contact moment; words may be unfinished."""
        longest, *others = sorted(terms_of(self.q), key=len, reverse=True) or [""]
        if not longest:
            return []
        leading = ContactMoment.id.in_(select(moment_term.c.moment_id).where(_begins_with(longest)))
        of_moment = moment_term.c.moment_id == ContactMoment.id
        return [leading, *(exists().where(of_moment, _begins_with(term)) for term in others)]


def _begins_with(term: str) -> ColumnElement[bool]:
    return and_(moment_term.c.term >= term, moment_term.c.term < term + _END)


def _day(text: str) -> datetime | None:
    day = read_day(text)
    return datetime.combine(day, time(0), AMSTERDAM) if day else None
