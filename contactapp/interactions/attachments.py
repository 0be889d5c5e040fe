"""Files that came with a contact moment. Kept outside the web root, served only as a download."""

import hashlib
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model
from contactapp.interactions.models import ContactMoment
from contactapp.web.errors import Refused
from contactapp.web.files import clean_name

LARGEST = 10 * 1024 * 1024
# What may come in, with how each kind of file begins: a name alone proves nothing.
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
}


class NotAllowed(Refused):
    def __init__(self) -> None:
        super().__init__(_("Dit bestand kan niet mee. Kies een pdf, foto, Word- of Excel-bestand tot 10 MB."))


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
    def keep(cls, moment: ContactMoment, name: str, content: bytes, *, folder: Path, by: User) -> "Attachment":
        """Store the bytes and the row that names them.

        Raises:
            NotAllowed: too large, of a kind we do not take, or not what its name says.
        """
        clean = clean_name(name)
        media_type = media_type_of(clean, content)
        digest = hashlib.sha256(content).hexdigest()
        place = path_of(folder, digest)
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            place.write_bytes(content)
        return cls(
            contact_moment=moment, name=clean, media_type=media_type, size=len(content), digest=digest, added_by=by
        )


def media_type_of(name: str, content: bytes) -> str:
    """What kind of file it is, by its name and by how it begins.

    Raises:
        NotAllowed: too large, of a kind we do not take, or not what its name says.
    """
    media_type, beginnings = KINDS.get(Path(name).suffix.lower(), ("", ()))
    if not beginnings or not content or len(content) > LARGEST or not content.startswith(beginnings):
        raise NotAllowed
    return media_type


def path_of(folder: Path, digest: str) -> Path:
    """Where the bytes with this hash stand."""
    return folder / "attachments" / digest[:2] / digest
