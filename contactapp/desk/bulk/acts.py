"""What can be done to many tickets at once. Each act says of one ticket why not, does it, and can take it back."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.desk import merging
from contactapp.desk.bulk.models import Kept
from contactapp.interactions.following import follow, unfollow
from contactapp.interactions.models import ContactMoment, ContactMomentValues, Ticket
from contactapp.interactions.queries import following_of
from contactapp.knowledge.models import Faq
from contactapp.permissions import Permission


@dataclass
class Act(ABC):
    """One thing to do; ``code`` is how the form and the memory of it call it."""

    code: ClassVar[str]
    permission: ClassVar[Permission]
    ties_to: ClassVar[tuple[str, ...]] = ()  # which entries of what is kept are ids of other tickets

    @property
    @abstractmethod
    def words(self) -> str:
        """What happens to each ticket, for the preview."""

    @property
    def others(self) -> Sequence[int]:
        """Ids of tickets that change along with the chosen ones."""
        return ()

    @classmethod
    def others_in(cls, kept: Iterable[Kept]) -> set[int]:
        """The same for taking it back."""
        return {one[name] for one in kept for name in cls.ties_to if one.get(name)}

    def look_at(self, tickets: Sequence[Ticket]) -> None:  # noqa: B027 - most acts need no more than the tickets
        """Load at once what judging each of these tickets needs."""

    @abstractmethod
    def why_not(self, ticket: Ticket) -> str:
        """Why this ticket falls out; empty when it goes along."""

    @abstractmethod
    def apply(self, ticket: Ticket, *, by: User) -> Kept:
        """Do it, and give what taking it back needs."""

    @staticmethod
    @abstractmethod
    def take_back(ticket: Ticket, kept: Kept, *, by: User) -> bool:
        """Undo it; tells whether nobody changed it in the meantime."""


@dataclass
class Follow(Act):
    """A colleague sees how the tickets go."""

    colleague: User
    following: frozenset[int] = field(default=frozenset(), init=False)

    code = "follow"
    permission = Permission.TICKET_VIEW

    @property
    def words(self) -> str:
        return _("%(name)s gaat het ticket volgen", name=self.colleague.name)

    def look_at(self, tickets: Sequence[Ticket]) -> None:
        self.following = following_of(self.colleague, [ticket.id for ticket in tickets])

    def why_not(self, ticket: Ticket) -> str:
        return _("%(name)s volgt dit al", name=self.colleague.name) if ticket.id in self.following else ""

    def apply(self, ticket: Ticket, *, by: User) -> Kept:
        follow(ticket, self.colleague, by=by)
        return {"colleague": self.colleague.id}

    @staticmethod
    def take_back(ticket: Ticket, kept: Kept, *, by: User) -> bool:
        colleague = db.session.get(User, kept["colleague"])
        return colleague is not None and unfollow(ticket, colleague, by=by)


@dataclass
class ChangeSubject(Act):
    """They are about something else after all."""

    subject: str
    faq: Faq | None
    reason: str

    code = "subject"
    permission = Permission.TICKET_MANAGE

    @property
    def words(self) -> str:
        return _("Onderwerp wordt ‘%(subject)s’", subject=self.subject)

    def why_not(self, ticket: Ticket) -> str:
        same = ticket.subject == self.subject and ticket.faq_id == (self.faq.id if self.faq else None)
        return _("heeft dit onderwerp al") if same else ""

    def apply(self, ticket: Ticket, *, by: User) -> Kept:
        new = [self.subject, self.faq.id if self.faq else None]
        kept = {"subject": ticket.subject, "faq": ticket.faq_id, "new": new}
        ticket.change_subject(self.subject, self.faq, reason=self.reason, by=by)
        return kept

    @staticmethod
    def take_back(ticket: Ticket, kept: Kept, *, by: User) -> bool:
        if [ticket.subject, ticket.faq_id] != kept["new"]:
            return False
        faq = db.session.get(Faq, kept["faq"]) if kept["faq"] else None
        ticket.change_subject(kept["subject"], faq, reason=_("Ongedaan gemaakt"), by=by)
        return True


@dataclass
class WithMain(Act):
    """Something that ties tickets to a main ticket, which itself falls out."""

    main: Ticket

    @property
    def others(self) -> Sequence[int]:
        return [self.main.id]

    def why_not(self, ticket: Ticket) -> str:
        if self.main.merged_into_id is not None:
            return _("het hoofdticket is intussen zelf samengevoegd")
        return _("is het hoofdticket zelf") if ticket.id == self.main.id else self.why_not_tied(ticket)

    @abstractmethod
    def why_not_tied(self, ticket: Ticket) -> str:
        """Why another ticket than the main one falls out."""


@dataclass
class Link(WithMain):
    """They belong with a main ticket."""

    code = "link"
    permission = Permission.TICKET_REGISTER
    ties_to = ("main", "before")

    @property
    def words(self) -> str:
        return _("Hoort bij %(number)s, %(subject)s", number=self.main.number, subject=self.main.subject)

    def why_not_tied(self, ticket: Ticket) -> str:
        return _("hoort er al bij") if ticket.linked_ticket_id == self.main.id else ""

    def apply(self, ticket: Ticket, *, by: User) -> Kept:
        kept = {"main": self.main.id, "before": ticket.linked_ticket_id}
        ticket.link_to(self.main, by=by)
        return kept

    @staticmethod
    def take_back(ticket: Ticket, kept: Kept, *, by: User) -> bool:
        if ticket.linked_ticket_id != kept["main"]:
            return False
        ticket.unlink(db.session.get(Ticket, kept["before"]) if kept["before"] else None, by=by)
        return True


@dataclass
class Merge(WithMain):
    """They turn out to be one and the same."""

    code = "merge"
    permission = Permission.TICKET_MANAGE
    ties_to = ("into",)

    @property
    def words(self) -> str:
        return _("Gaat op in %(number)s, %(subject)s", number=self.main.number, subject=self.main.subject)

    def why_not_tied(self, ticket: Ticket) -> str:
        return _("is van een andere klant") if ticket.contact_id != self.main.contact_id else ""

    def apply(self, ticket: Ticket, *, by: User) -> Kept:
        return merging.merge(ticket, self.main, by=by)

    @staticmethod
    def take_back(ticket: Ticket, kept: Kept, *, by: User) -> bool:
        return merging.part(ticket, kept, by=by)


@dataclass
class RegisterMoment(Act):
    """The same was said about all of them, for instance that an outage is over."""

    values: ContactMomentValues

    code = "moment"
    permission = Permission.TICKET_REGISTER

    @property
    def words(self) -> str:
        return _("Er komt een contactmoment bij: ‘%(note)s’", note=self.values.note)

    def why_not(self, ticket: Ticket) -> str:
        return ""

    def apply(self, ticket: Ticket, *, by: User) -> Kept:
        return {"moment": ticket.add_contact_moment(self.values, by=by).id}

    @staticmethod
    def take_back(ticket: Ticket, kept: Kept, *, by: User) -> bool:
        moment = db.session.get(ContactMoment, kept["moment"])
        if moment is None or moment.is_withdrawn:
            return False
        moment.withdraw(reason=_("Ongedaan gemaakt"), by=by)
        return True


ACTS: dict[str, type[Act]] = {act.code: act for act in (Follow, ChangeSubject, Link, Merge, RegisterMoment)}
