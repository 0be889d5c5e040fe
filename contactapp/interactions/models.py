"""Tickets and the contact moments on them. This area knows nothing of tasks."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from flask_babel import gettext as _
from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.contacts.models import Contact, Unit
from contactapp.db import Model, code_column, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result, TicketStatus
from contactapp.interactions.conversations import Conversation
from contactapp.interactions.refusals import AlreadyWithdrawn, NotCorrectable, ReasonNeeded
from contactapp.interactions.templates import InteractionTemplate, StandardText, TemplateFavourite
from contactapp.knowledge.models import Faq
from contactapp.web.errors import Refused
from contactapp.web.numbering import yearly_number

if TYPE_CHECKING:
    from contactapp.interactions.attachments import Attachment

CORRECTABLE = timedelta(minutes=15)
_OPEN = "status = 'open'"
# Stored apart: two tickets may point at each other, and then neither can be stored before the other.
_OTHER: dict[str, Any] = {"remote_side": "Ticket.id", "post_update": True}


@dataclass(frozen=True, kw_only=True)
class ContactMomentValues:
    """What one contact moment says."""

    note: str
    channel: Channel = Channel.PHONE
    direction: Direction = Direction.INCOMING
    kind: MomentKind = MomentKind.QUESTION
    result: Result = Result.ANSWERED
    person: Contact | None = None  # who spoke (R21)
    on_behalf_by: str = ""
    in_portal: bool = False
    occurred_at: datetime | None = None  # now, unless it was set back
    duration_seconds: int | None = None
    template: InteractionTemplate | None = None
    conversation: Conversation | None = None
    reason: str = ""  # why a contact moment and no message to the open task (R29)


class Ticket(Model):
    """The thread about one subject of one contact."""

    __tablename__ = "ticket"
    __table_args__ = (
        CheckConstraint("contact_id IS NOT NULL OR anonymous", name="contact_or_anonymous"),
        Index("ix_ticket_contact", "contact_id", "last_activity_at", "id"),
        Index("ix_ticket_faq", "contact_id", "faq_id", "status"),
        Index("ix_ticket_linked", "linked_ticket_id"),
        # Few tickets are open, and those are asked for all day.
        Index("ix_ticket_open", "last_activity_at", "id", sqlite_where=text(_OPEN), postgresql_where=text(_OPEN)),
    )

    number: Mapped[str] = mapped_column(String(12), unique=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    anonymous: Mapped[bool] = mapped_column(default=False)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    faq_id: Mapped[int | None] = mapped_column(ForeignKey("faq.id"), index=True)
    subject: Mapped[str] = mapped_column(String(300))  # the title as it was (R65)
    status: Mapped[TicketStatus] = mapped_column(code_column(TicketStatus), default=TicketStatus.SETTLED)
    created_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    last_activity_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    linked_ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    version: Mapped[int] = mapped_column(default=1)

    contact: Mapped[Contact | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    faq: Mapped[Faq | None] = relationship()
    created_by: Mapped[User | None] = relationship()
    linked_ticket: Mapped["Ticket | None"] = relationship(foreign_keys=[linked_ticket_id], **_OTHER)
    merged_into: Mapped["Ticket | None"] = relationship(foreign_keys=[merged_into_id], **_OTHER)
    followers: Mapped[list[User]] = relationship(secondary="ticket_follower", viewonly=True, order_by=User.name)
    contact_moments: Mapped[list["ContactMoment"]] = relationship(
        back_populates="ticket", order_by="ContactMoment.occurred_at, ContactMoment.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration

    @property
    def is_open(self) -> bool:
        return self.status is TicketStatus.OPEN

    @classmethod
    def open_for(
        cls,
        contact: Contact | None,
        subject: str,
        faq: Faq | None = None,
        *,
        by: User | None,
        unit: Unit | None = None,
        linked: "Ticket | None" = None,
    ) -> "Ticket":
        """Start a thread. Without a contact it is anonymous (R11)."""
        ticket = cls(
            number=yearly_number("T"),
            contact=contact,
            anonymous=contact is None,
            subject=subject,
            faq=faq,
            unit=unit,
            linked_ticket=linked,
            created_by=by,
            contact_moments=[],
        )
        db.session.add(ticket)
        record(ticket, Verb.TICKET_OPENED, by=by)
        return ticket

    def add_contact_moment(self, values: ContactMomentValues, *, by: User) -> "ContactMoment":
        """Record one moment of contact; the first of a ticket is not a follow-up (R28)."""
        if not values.note.strip():
            raise Refused(_("Vul een notitie in."))
        moment = ContactMoment(
            contact_id=self.contact_id,
            subject=self.subject,
            follow_up=bool(self.contact_moments),
            author=by,
            team_id=min(by.team_ids, default=None),
            person=values.person,
            on_behalf_by=values.on_behalf_by,
            channel=values.channel,
            direction=values.direction,
            kind=values.kind,
            result=values.result,
            note=values.note.strip(),
            in_portal=values.in_portal,
            occurred_at=values.occurred_at or utcnow(),
            duration_seconds=values.duration_seconds,
            template=values.template,
            conversation=values.conversation,
            reason=values.reason,
        )
        self.contact_moments.append(moment)
        self.touch()
        record(moment, Verb.MOMENT_RECORDED, by=by)
        return moment

    def touch(self) -> None:
        """Something happened on this ticket: it goes to the top of the timeline."""
        self.last_activity_at = utcnow()

    def settle(self, *, by: User | None = None) -> None:
        """No open task is left (R28); harmless when it was settled already."""
        self.touch()
        if self.is_open:
            self.status = TicketStatus.SETTLED
            record(self, Verb.TICKET_SETTLED, by=by)

    def reopen(self, *, by: User | None = None) -> None:
        """There is work again (R28); harmless when it was open already."""
        self.touch()
        if not self.is_open:
            self.status = TicketStatus.OPEN
            record(self, Verb.TICKET_REOPENED, by=by)

    def change_subject(self, subject: str, faq: Faq | None, *, reason: str, by: User) -> None:
        """It turned out to be about something else."""
        if not reason.strip():
            raise ReasonNeeded
        old, self.subject, self.faq = self.subject, subject, faq
        record(self, Verb.TICKET_SUBJECT_CHANGED, by=by, old=old, new=subject, reason=reason.strip())

    def link_to(self, other: "Ticket", *, by: User) -> None:
        """Say that another ticket belongs with this one."""
        if other.id == self.id:
            raise Refused(_("Dit is het ticket zelf. Vul het nummer van een ander ticket in."))
        self.linked_ticket = other
        record(self, Verb.TICKET_LINKED, by=by, other=other.number)

    def unlink(self, instead: "Ticket | None" = None, *, by: User) -> None:
        """It does not belong there after all; ``instead`` is where it did before."""
        if self.linked_ticket is not None:
            record(self, Verb.TICKET_UNLINKED, by=by, other=self.linked_ticket.number)
        self.linked_ticket = instead

    def merge_into(self, other: "Ticket", *, by: User) -> None:
        """Move all contact moments to another ticket of the same contact; the number keeps leading there."""
        if other.id == self.id or other.contact_id != self.contact_id:
            raise Refused(_("Samenvoegen kan alleen met een ander ticket van dezelfde klant."))
        for moment in list(self.contact_moments):
            moment.ticket, moment.follow_up = other, True
        self.merged_into, self.status = other, TicketStatus.SETTLED
        other.touch()
        record(self, Verb.TICKET_MERGED, by=by, other=other.number)


class ContactMoment(Model):
    """One moment of contact: one customer, one channel, one subject (interactielogpost)."""

    __tablename__ = "contact_moment"
    __table_args__ = (
        Index("ix_contact_moment_ticket", "ticket_id", "occurred_at"),
        Index("ix_contact_moment_contact", "contact_id", "occurred_at", "id"),
        Index("ix_contact_moment_author", "author_id", "recorded_at"),
    )

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)  # who spoke (R21)
    on_behalf_by: Mapped[str] = mapped_column(String(200), default="")  # free name of who spoke for them
    channel: Mapped[Channel] = mapped_column(code_column(Channel))
    direction: Mapped[Direction] = mapped_column(code_column(Direction))
    kind: Mapped[MomentKind] = mapped_column(code_column(MomentKind))
    result: Mapped[Result] = mapped_column(code_column(Result), default=Result.ANSWERED)
    subject: Mapped[str] = mapped_column(String(300))
    note: Mapped[str] = mapped_column(Text)
    in_portal: Mapped[bool] = mapped_column(default=False)
    follow_up: Mapped[bool] = mapped_column(default=False)  # not the first entry of its ticket (R28)
    reason: Mapped[str] = mapped_column(Text, default="")  # why not a message to the open task (R29)
    occurred_at: Mapped[datetime] = mapped_column(default=utcnow)
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    duration_seconds: Mapped[int | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    template_id: Mapped[int | None] = mapped_column(ForeignKey("interaction_template.id"))
    conversation_id: Mapped[int | None] = mapped_column(ForeignKey("conversation.id"), index=True)
    corrected_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    ticket: Mapped[Ticket] = relationship(back_populates="contact_moments")
    attachments: Mapped[list["Attachment"]] = relationship(back_populates="contact_moment", order_by="Attachment.id")
    contact: Mapped[Contact | None] = relationship(foreign_keys=[contact_id])
    person: Mapped[Contact | None] = relationship(foreign_keys=[person_id])
    author: Mapped[User | None] = relationship()
    team: Mapped[Team | None] = relationship()
    template: Mapped[InteractionTemplate | None] = relationship()
    conversation: Mapped[Conversation | None] = relationship()

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    def is_correctable_by(self, user: User) -> bool:
        """Its author has fifteen minutes (R27)."""
        return self.author_id == user.id and not self.is_withdrawn and utcnow() - self.recorded_at < CORRECTABLE

    def correct(self, note: str, *, by: User) -> None:
        """Replace the note; the old text stays in the event log (R27).

        Raises:
            NotCorrectable: somebody else's, withdrawn, or too late.
        """
        if not self.is_correctable_by(by):
            raise NotCorrectable
        if not note.strip():
            raise Refused(_("Vul een notitie in."))
        old, self.note, self.corrected_at = self.note, note.strip(), utcnow()
        record(self, Verb.MOMENT_CORRECTED, by=by, old=old, new=self.note)

    def withdraw(self, *, reason: str, by: User) -> None:
        """Strike it through for good, and say why (R27)."""
        if self.is_withdrawn:
            raise AlreadyWithdrawn
        if not reason.strip():
            raise ReasonNeeded
        self.withdrawn_at, self.withdrawn_reason = utcnow(), reason.strip()
        record(self, Verb.MOMENT_WITHDRAWN, by=by, reason=self.withdrawn_reason)


class TicketFollower(Model):
    """A colleague who wants to see how a ticket goes."""

    __tablename__ = "ticket_follower"
    __table_args__ = (UniqueConstraint("ticket_id", "user_id"),)

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)


__all__ = [
    "Channel",
    "ContactMoment",
    "ContactMomentValues",
    "Conversation",
    "Direction",
    "InteractionTemplate",
    "MomentKind",
    "Result",
    "StandardText",
    "TemplateFavourite",
    "Ticket",
    "TicketFollower",
    "TicketStatus",
]
