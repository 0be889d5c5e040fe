"""Files as somebody sends them with a form, and where their bytes are kept: under their hash, outside the web root."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from contactapp.web.errors import Refused
from contactapp.web.files import clean_name, folder, media_type_of, write_whole


class NotAllowed(Refused):
    def __init__(self) -> None:
        super().__init__(_("Dit bestand kan niet mee. Kies een pdf, foto, Word- of Excel-bestand tot 10 MB."))


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str | None:
        """What it is; None when it is too large, of a kind we do not take, or not what its name says."""
        return media_type_of(self.name, self.content)

    @property
    def complaint(self) -> str:
        """Why it cannot come along; empty when it can."""
        return "" if self.media_type else NotAllowed().message

    def store(self) -> str:
        """Write the bytes where their hash says, once; gives the hash."""
        digest = hashlib.sha256(self.content).hexdigest()
        place = path_of(digest)
        if not place.exists():
            write_whole(place, self.content)
        return digest


def uploads(sent: Iterable[object]) -> list[Upload]:
    """The files in a field of a form; one that was left empty counts for none."""
    chosen = [file for file in sent if isinstance(file, FileStorage) and file.filename]
    return [Upload(clean_name(file.filename or ""), file.read()) for file in chosen]


def path_of(digest: str) -> Path:
    """Where the bytes with this hash stand."""
    return folder() / "attachments" / digest[:2] / digest
