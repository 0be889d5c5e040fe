"""Opening a file that somebody wants to bring in: its records by line, and the files that come along."""

import csv
import io
import json
import lzma
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeGuard

from flask_babel import gettext as _

from contactapp.knowledge.transfer import spreadsheet
from contactapp.knowledge.transfer.exporting import FILES, LINES
from contactapp.web.files import LARGEST

Record = dict[str, Any]
_MOST_TEXT = 200 * 1024 * 1024
_MOST_RECORDS = 100_000
# Pictures and PDFs hardly shrink in a ZIP; what grows more than this when unpacked was made to fill the disk.
_MOST_GROWTH = 50
# No such file in it, or one that is damaged, locked with a password or packed in a way we do not know.
_NOT_UNPACKED = (KeyError, ValueError, OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error, lzma.LZMAError)


class BadImport(ValueError):
    """The file as a whole cannot be read, or a line of it when nothing may be skipped; says why."""


class RowRefused(ValueError):
    """One record cannot be stored; says why."""


@dataclass(frozen=True)
class Source:
    """A file on its way in. What could not even be read stands among the records, with the reason."""

    records: list[tuple[int, Record | RowRefused]]
    archive: Path | None = None

    @property
    def codes(self) -> set[str]:
        """Of all FAQs it brings."""
        return {record["id"] for _line, record in self.records if is_faq(record)}

    def bytes_of(self, token: str) -> bytes | None:
        """A file that comes along; one that is larger than we keep is none of ours."""
        if self.archive is None:
            return None
        with zipfile.ZipFile(self.archive) as archive:
            try:
                with archive.open(FILES + token) as file:
                    content = file.read(LARGEST + 1)
            except _NOT_UNPACKED:
                return None
        return content if len(content) <= LARGEST else None


def is_faq(record: Record | RowRefused) -> TypeGuard[Record]:
    return isinstance(record, dict) and record.get("kind", "faq") == "faq" and isinstance(record.get("id"), str)


def open_source(path: Path, name: str) -> Source:
    """Read a file by the end of its name.

    Raises:
        BadImport: when it is not what its name says, or no knowledge base.
    """
    ending = Path(name).suffix.lower()
    # Not read_text: it would change the line ends inside the cells.
    text = _text_in(path) if ending == ".zip" else _decoded(path.read_bytes())
    records = list(islice(_cells(text) if ending == ".csv" else _lines(text), _MOST_RECORDS + 1))
    if len(records) > _MOST_RECORDS:
        raise BadImport(_("Dit bestand is te groot."))
    return Source(records, path if ending == ".zip" else None)


def _text_in(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive, archive.open(LINES) as lines:
            content = lines.read(_MOST_TEXT + 1)
            files = sum(one.file_size for one in archive.infolist() if one.filename.startswith(FILES))
    except _NOT_UNPACKED as problem:
        raise BadImport(_("Dit is geen ZIP met %(name)s erin.", name=LINES)) from problem
    if len(content) > _MOST_TEXT or files > _MOST_GROWTH * path.stat().st_size:
        raise BadImport(_("Dit bestand is te groot."))
    return _decoded(content)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise BadImport(_("Dit bestand is geen tekst in UTF-8.")) from problem


def _lines(text: str) -> Iterator[tuple[int, Record | RowRefused]]:
    # Not splitlines: it also breaks at signs that may stand inside a text, and would hold every line at once.
    for number, line in enumerate(io.StringIO(text, newline="\n"), 1):
        if line.strip():
            yield number, _record(line)


def _record(line: str) -> Record | RowRefused:
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as problem:  # a number of thousands of digits is no JSONDecodeError
        return RowRefused(_("geen JSON: %(problem)s", problem=problem))
    return record if isinstance(record, dict) else RowRefused(_("geen JSON-object"))


def _cells(text: str) -> Iterator[tuple[int, Record | RowRefused]]:
    number = 1
    try:
        for number, row in enumerate(spreadsheet.read(text), 2):
            yield number, row
    except spreadsheet.NotASpreadsheet as problem:
        raise BadImport(_("Dit zijn niet de kolommen van een kennisbank: %(names)s.", names=problem)) from problem
    except csv.Error as problem:
        raise BadImport(_("Regel %(n)s: %(reason)s.", n=number + 1, reason=problem)) from problem
