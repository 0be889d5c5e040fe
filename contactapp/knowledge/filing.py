"""Pictures and attachments of answers."""

import secrets
from pathlib import Path

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.knowledge.models import Faq, FaqFile
from contactapp.web.errors import Refused
from contactapp.web.files import clean_name, folder, media_type_of, take_away, write_whole
from contactapp.web.transaction import after_commit

KINDS = (".png", ".jpg", ".jpeg", ".pdf")


class NotAllowed(Refused):
    def __init__(self) -> None:
        super().__init__(_("Dit bestand kan niet mee. Kies een png, jpg of pdf tot 10 MB."))


def add(faq: Faq, name: str, content: bytes, *, by: User) -> FaqFile:
    """Keep a file with an answer, under a name that nobody can guess.

    Raises:
        NotAllowed: too large, of a kind we do not take, or not what its name says.
    """
    shown = clean_name(name)
    media_type = media_type_of(shown, content, kinds=KINDS)
    if media_type is None:
        raise NotAllowed
    kept = FaqFile(
        faq_id=faq.id,
        token=secrets.token_hex(16),
        name=shown,
        media_type=media_type,
        size=len(content),
        added_by_id=by.id,
    )
    write(kept.token, content)
    db.session.add(kept)
    record(faq, Verb.FAQ_FILE_ADDED, by=by, name=shown)
    return kept


def remove(file: FaqFile, *, by: User) -> None:
    """Take a file away; its bytes go once that is certain."""
    place = path_of(file.token)
    record(file.faq, Verb.FAQ_FILE_REMOVED, by=by, name=file.name)
    db.session.delete(file)
    after_commit(lambda: take_away(place))


def write(token: str, content: bytes) -> None:
    write_whole(path_of(token), content)


def path_of(token: str) -> Path:
    """Where the bytes stand."""
    return folder() / "knowledge-files" / token[:2] / token
