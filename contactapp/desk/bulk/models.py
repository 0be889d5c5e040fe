"""What was done to many tickets at once, kept no longer than somebody may still ask to take it back."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import JSON, ForeignKey, String, delete, update
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model, db
from contactapp.web.errors import DomainError

Kept = dict[str, Any]  # what an act needs to take back what it did to one ticket
UNDO_WITHIN = timedelta(minutes=10)
FORGOTTEN_AFTER = timedelta(days=1)  # until then a late undo is told why it is too late


class TooLate(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Ongedaan maken kan tot 10 minuten erna, en één keer."))


class BulkAct(Model):
    """One act on many tickets, with what it takes to undo it per ticket."""

    __tablename__ = "bulk_act"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    undone_at: Mapped[datetime | None]
    kept: Mapped[dict[str, Kept]] = mapped_column(JSON, default=dict)  # by ticket number

    @classmethod
    def keep(cls, kind: str, kept: dict[str, Kept], *, by: User) -> "BulkAct":
        """Remember what was done, and forget what nobody can take back any more."""
        db.session.execute(delete(BulkAct).where(BulkAct.at < utcnow() - FORGOTTEN_AFTER))
        act = cls(user_id=by.id, kind=kind, kept=kept)
        db.session.add(act)
        db.session.flush()
        return act

    @property
    def numbers(self) -> Sequence[str]:
        return list(self.kept)

    def claim_undo(self) -> None:
        """Take the one chance to undo; of two at once one wins.

        Raises:
            TooLate: it was undone already, or too long ago.
        """
        mine = update(BulkAct).where(
            BulkAct.id == self.id, BulkAct.undone_at.is_(None), BulkAct.at > utcnow() - UNDO_WITHIN
        )
        if db.session.scalar(mine.values(undone_at=utcnow()).returning(BulkAct.id)) is None:
            raise TooLate
