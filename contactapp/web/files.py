"""Files that people add: judged by what is in them, kept outside the web root, given back only as a download."""

import os
import secrets
import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from flask import Response, abort, current_app, send_file

LARGEST = 10 * 1024 * 1024
# What may come in, with how each kind of file begins: a name alone proves nothing.
KINDS: dict[str, tuple[str, bytes]] = {
    ".pdf": ("application/pdf", b"%PDF-"),
    ".jpg": ("image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": ("image/jpeg", b"\xff\xd8\xff"),
    ".png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK\x03\x04"),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b"PK\x03\x04"),
}
_LONGEST_NAME = 150
HELD = ".backup-"  # how the folder of a back-up that is being made begins; it has the files under "files"


def clean_name(name: str) -> str:
    """The last part of a name, without control and direction characters, its ending kept when it is too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C").strip()
    ending = Path(plain).suffix[:10]
    return plain if len(plain) <= _LONGEST_NAME else plain[: _LONGEST_NAME - len(ending)] + ending


def media_type_of(name: str, content: bytes, *, kinds: Iterable[str] = KINDS) -> str | None:
    """What a file is, when its ending, its beginning and its size are all right; otherwise none."""
    ending = Path(name).suffix.lower()
    if ending not in kinds or not 0 < len(content) <= LARGEST:
        return None
    media_type, beginning = KINDS[ending]
    return media_type if content.startswith(beginning) else None


def send_download(place: Path, *, name: str, media_type: str) -> Response:
    """The bytes as a file to keep, with the headers of every download (web/browser.py)."""
    if not place.is_file():
        abort(404)
    return send_file(place, mimetype=media_type, as_attachment=True, download_name=name)


def write_whole(place: Path, content: bytes) -> None:
    """Write a file whole or not at all, also when the machine stops meanwhile; what reads it never finds half of it."""
    place.parent.mkdir(parents=True, exist_ok=True)
    unfinished = place.with_name(f".{place.name}.{secrets.token_hex(4)}")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(place)
    finally:
        unfinished.unlink(missing_ok=True)


def take_away(place: Path) -> None:
    """Remove a file. A back-up that is being made may hold a row that still speaks of it, and keeps it."""
    for held in folder().glob(f"{HELD}*"):
        kept = held / "files" / place.relative_to(folder())
        with suppress(OSError):  # it has it already, or is ready by now
            kept.parent.mkdir(parents=True, exist_ok=True)
            kept.hardlink_to(place)
    place.unlink(missing_ok=True)


def folder() -> Path:
    """Where this installation keeps what must not be lost."""
    instance: Path = current_app.config["CONTACTAPP"].instance_path
    return instance
