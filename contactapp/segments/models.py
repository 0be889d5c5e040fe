"""Saved selections of contacts, and what was registered once for everybody in one."""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.codes import ContactKind, RoleKind
from contactapp.contacts.models import Contact
from contactapp.db import Model, code_column
from contactapp.interactions.codes import Channel, Direction, MomentKind
from contactapp.interactions.models import ContactMoment, InteractionTemplate
from contactapp.knowledge.models import Faq

WITHDRAWABLE = timedelta(hours=24)


class RunPhase(StrEnum):
    REGISTERING = "registering"
    REGISTERED = "registered"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"


class Segment(Model):
    """Which households and organisations belong together; whoever fits tomorrow is in it tomorrow."""

    __tablename__ = "segment"

    name: Mapped[str] = mapped_column(String(120))
    complex_code: Mapped[str] = mapped_column(String(20), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    first_number: Mapped[int | None]
    last_number: Mapped[int | None]
    postcode: Mapped[str] = mapped_column(String(6), default="")  # or how it begins: "3571"
    tenants_only: Mapped[bool] = mapped_column(default=False)
    kind: Mapped[ContactKind | None] = mapped_column(code_column(ContactKind))
    role: Mapped[RoleKind | None] = mapped_column(code_column(RoleKind))
    language: Mapped[str] = mapped_column(String(5), default="")
    # How often something was registered for it: of two people who press at once one finds it changed.
    runs_begun: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    ended_at: Mapped[datetime | None]

    created_by: Mapped[User | None] = relationship()


class SegmentRun(Model):
    """One contact moment that is registered for everybody in a segment, and how far that is."""

    __tablename__ = "segment_run"

    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    selection: Mapped[str] = mapped_column(Text)  # in words, as the segment was then
    template_id: Mapped[int | None] = mapped_column(ForeignKey("interaction_template.id"))
    faq_id: Mapped[int | None] = mapped_column(ForeignKey("faq.id"))
    subject: Mapped[str] = mapped_column(String(300))
    channel: Mapped[Channel] = mapped_column(code_column(Channel))
    direction: Mapped[Direction] = mapped_column(code_column(Direction), default=Direction.OUTGOING)
    kind: Mapped[MomentKind] = mapped_column(code_column(MomentKind))
    note: Mapped[str] = mapped_column(Text)
    in_portal: Mapped[bool] = mapped_column(default=False)
    occurred_at: Mapped[datetime]
    phase: Mapped[RunPhase] = mapped_column(code_column(RunPhase), default=RunPhase.REGISTERING)
    total: Mapped[int] = mapped_column(default=0)
    registered: Mapped[int] = mapped_column(default=0)
    left_out: Mapped[int] = mapped_column(default=0)
    withdrawn: Mapped[int] = mapped_column(default=0)
    last_recipient_id: Mapped[int] = mapped_column(default=0)  # how far this phase is
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    finished_at: Mapped[datetime | None]
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    segment: Mapped[Segment] = relationship()
    template: Mapped[InteractionTemplate | None] = relationship()
    faq: Mapped[Faq | None] = relationship()
    created_by: Mapped[User] = relationship(foreign_keys=[created_by_id])
    withdrawn_by: Mapped[User | None] = relationship(foreign_keys=[withdrawn_by_id])

    @property
    def is_running(self) -> bool:
        return self.phase in (RunPhase.REGISTERING, RunPhase.WITHDRAWING)

    @property
    def is_withdrawal(self) -> bool:
        return self.phase in (RunPhase.WITHDRAWING, RunPhase.WITHDRAWN)

    @property
    def seen(self) -> int:
        """How many contacts were dealt with."""
        return self.registered + self.left_out

    @property
    def withdrawable_until(self) -> datetime:
        return (self.finished_at or utcnow()) + WITHDRAWABLE

    @property
    def can_be_withdrawn(self) -> bool:
        """While it runs, and for a day after."""
        return not self.is_withdrawal and utcnow() < self.withdrawable_until


class RunRecipient(Model):
    """One contact of a run: registered, or left out for a reason; neither means that its turn has yet to come."""

    __tablename__ = "segment_run_recipient"
    __table_args__ = (
        Index("ix_segment_run_recipient_run", "run_id", "id"),
        Index("ix_segment_run_recipient_contact", "contact_id"),
        Index("ix_segment_run_recipient_moment", "contact_moment_id"),
    )

    run_id: Mapped[int] = mapped_column(ForeignKey("segment_run.id", ondelete="CASCADE"))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    contact_moment_id: Mapped[int | None] = mapped_column(ForeignKey("contact_moment.id"))
    reason: Mapped[str] = mapped_column(String(20), default="", server_default="")  # see ``leaving_out``

    contact: Mapped[Contact] = relationship()
    contact_moment: Mapped[ContactMoment | None] = relationship()
