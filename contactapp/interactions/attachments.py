"""Files that came with a contact moment. Kept outside the web root, served only as a download."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model
from contactapp.interactions.models import ContactMoment
from contactapp.interactions.uploads import NotAllowed, Upload


class Attachment(Model):
    """One file with a contact moment; its bytes stand under their own hash."""

    __tablename__ = "contact_moment_attachment"

    contact_moment_id: Mapped[int] = mapped_column(ForeignKey("contact_moment.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(default=utcnow)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    contact_moment: Mapped[ContactMoment] = relationship(back_populates="attachments")
    added_by: Mapped[User | None] = relationship()

    @classmethod
    def keep(cls, moment: ContactMoment, file: Upload, *, by: User) -> "Attachment":
        """Store the bytes and the row that names them.

        Raises:
            NotAllowed: too large, of a kind we do not take, or not what its name says.
        """
        media_type = file.media_type
        if media_type is None:
            raise NotAllowed
        return cls(
            contact_moment=moment,
            name=file.name,
            media_type=media_type,
            size=len(file.content),
            digest=file.store(),
            added_by=by,
        )
