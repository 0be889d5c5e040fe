"""What happened, and who looked. Neither is ever changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model


class Event(Model):
    """One change of state, written in the same transaction as the change."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_subject", "subject_type", "subject_id", "id"),)

    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    verb: Mapped[str] = mapped_column(String(60))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    subject_type: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[int]
    data: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    actor: Mapped[User | None] = relationship()


class AccessRecord(Model):
    """Somebody opened a screen with personal data of one contact (R12)."""

    __tablename__ = "access_record"
    __table_args__ = (Index("ix_access_record_contact", "contact_id", "id"),)

    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    # Not a foreign key: the record of looking outlives the contact.
    contact_id: Mapped[int]
    screen: Mapped[str] = mapped_column(String(60))

    user: Mapped[User] = relationship()
