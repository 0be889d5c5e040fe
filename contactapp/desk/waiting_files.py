"""Files of a form that was refused: a browser forgets them, so they wait here for a day until it is right."""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import current_app
from itsdangerous import BadData, URLSafeTimedSerializer

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.interactions.uploads import Upload
from contactapp.web.files import folder, write_whole

KEPT = timedelta(days=1)


@dataclass(frozen=True)
class WaitingFile:
    """A file that was sent before; the token gives it back to its sender only."""

    name: str
    token: str


def set_aside(files: Iterable[Upload], *, by: User) -> Sequence[WaitingFile]:
    """Keep the files we would take, and forget those nobody came back for."""
    place = _place()
    place.mkdir(parents=True, exist_ok=True)
    _forget_old(place)
    waiting = []
    for file in files:
        if file.complaint:
            continue
        digest = hashlib.sha256(file.content).hexdigest()
        write_whole(place / digest, file.content)
        waiting.append(WaitingFile(file.name, _signer().dumps([by.id, digest, file.name])))
    return waiting


def fetched(tokens: Iterable[str], *, by: User) -> list[Upload]:
    """The files behind these tokens, without those of somebody else or too old."""
    found = []
    for token in tokens:
        try:
            owner, digest, name = _signer().loads(token, max_age=int(KEPT.total_seconds()))
        except BadData:
            continue
        path = _place() / digest
        if owner == by.id and path.is_file():
            found.append(Upload(name, path.read_bytes()))
    return found


def _forget_old(place: Path) -> None:
    oldest = (utcnow() - KEPT).timestamp()
    for path in place.iterdir():
        with suppress(FileNotFoundError):  # another form may clear up at the same moment
            if path.stat().st_mtime < oldest:
                path.unlink()


def _place() -> Path:
    return folder() / "attachments" / "waiting"


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="waiting-file")
