"""Files that come with what somebody registers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from werkzeug.datastructures import FileStorage

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.attachments import Attachment, NotAllowed, media_type_of
from contactapp.interactions.models import ContactMoment


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    name: str
    content: bytes

    @property
    def complaint(self) -> str:
        """Why it cannot come along; empty when it can."""
        try:
            media_type_of(self.name, self.content)
        except NotAllowed as refusal:
            return refusal.message
        return ""


def uploads(sent: Iterable[object]) -> list[Upload]:
    """The files in a field of a form; one that was left empty counts for none."""
    chosen = [file for file in sent if isinstance(file, FileStorage) and file.filename]
    return [Upload(file.filename or "", file.read()) for file in chosen]


def attach(moment: ContactMoment, files: Sequence[Upload], *, by: User) -> None:
    """Keep these files with a contact moment.

    Raises:
        NotAllowed: one of them is something we do not take.
    """
    for file in files:
        kept = Attachment.keep(moment, file.name, file.content, folder=folder(), by=by)
        db.session.add(kept)
        record(moment, Verb.MOMENT_ATTACHED, by=by, name=kept.name)


def folder() -> Path:
    """Where files are kept."""
    place: Path = current_app.config["CONTACTAPP"].instance_path
    return place
