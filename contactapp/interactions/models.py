"""Tickets and the contact moments on them. This area knows nothing of tasks."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.contacts.models import Contact, Unit
from contactapp.db import Model, code_column
from contactapp.knowledge.models import Faq


class Channel(StrEnum):
    """VERA's codes for how somebody came to us."""

    PHONE = "TEL"
    EMAIL = "EMA"
    DESK = "BAL"
    LETTER = "BRI"
    VISIT = "BEZ"
    APP = "APP"
    SMS = "SMS"
    INTERNET = "INT"
    INTERNAL = "INS"


class Direction(StrEnum):
    INCOMING = "INK"
    OUTGOING = "UIT"


class MomentKind(StrEnum):
    QUESTION = "question"  # vraag
    REQUEST = "request"  # verzoek
    REPORT = "report"  # melding
    COMPLAINT = "complaint"  # klacht
    FEEDBACK = "feedback"  # terugkoppeling


class Result(StrEnum):
    ANSWERED = "answered"  # beantwoord
    FORWARDED = "forwarded"  # doorgezet
    CALL_BACK = "call_back"  # terugbellen
    NOT_REACHED = "not_reached"  # niet bereikt


class TicketStatus(StrEnum):
    OPEN = "open"
    SETTLED = "settled"  # afgehandeld


class Ticket(Model):
    """The thread about one subject of one contact."""

    __tablename__ = "ticket"
    __table_args__ = (
        CheckConstraint("contact_id IS NOT NULL OR anonymous", name="contact_or_anonymous"),
        Index("ix_ticket_contact", "contact_id", "last_activity_at", "id"),
        Index("ix_ticket_faq", "contact_id", "faq_id", "status"),
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
    version: Mapped[int] = mapped_column(default=1)

    contact: Mapped[Contact | None] = relationship()
    unit: Mapped[Unit | None] = relationship()
    faq: Mapped[Faq | None] = relationship()
    created_by: Mapped[User | None] = relationship()
    contact_moments: Mapped[list["ContactMoment"]] = relationship(
        back_populates="ticket", order_by="ContactMoment.occurred_at, ContactMoment.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration


class ContactMoment(Model):
    """One moment of contact: one customer, one channel, one subject (interactielogpost)."""

    __tablename__ = "contact_moment"
    __table_args__ = (
        Index("ix_contact_moment_ticket", "ticket_id", "occurred_at"),
        Index("ix_contact_moment_contact", "contact_id", "occurred_at", "id"),
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
    occurred_at: Mapped[datetime] = mapped_column(default=utcnow)
    recorded_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    duration_seconds: Mapped[int | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    template_id: Mapped[int | None] = mapped_column(ForeignKey("interaction_template.id"))
    corrected_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    ticket: Mapped[Ticket] = relationship(back_populates="contact_moments")
    contact: Mapped[Contact | None] = relationship(foreign_keys=[contact_id])
    person: Mapped[Contact | None] = relationship(foreign_keys=[person_id])
    author: Mapped[User | None] = relationship()
    team: Mapped[Team | None] = relationship()


class InteractionTemplate(Model):
    """Default values for a contact moment and its task (interactiesjabloon)."""

    __tablename__ = "interaction_template"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    group_name: Mapped[str] = mapped_column(String(80), default="")
    position: Mapped[int] = mapped_column(default=0)
    channel: Mapped[Channel] = mapped_column(code_column(Channel), default=Channel.PHONE)
    direction: Mapped[Direction] = mapped_column(code_column(Direction), default=Direction.INCOMING)
    kind: Mapped[MomentKind] = mapped_column(code_column(MomentKind), default=MomentKind.QUESTION)
    result: Mapped[Result] = mapped_column(code_column(Result), default=Result.ANSWERED)
    subject: Mapped[str] = mapped_column(String(300), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    in_portal: Mapped[bool] = mapped_column(default=False)
    with_task: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    task_type_code: Mapped[str] = mapped_column(String(40), default="")
    task_description: Mapped[str] = mapped_column(Text, default="")
    term_working_days: Mapped[int | None]
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]

    team: Mapped[Team | None] = relationship()
