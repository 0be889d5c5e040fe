"""The part every import shares: reading the file, batches, and the tally of what happened."""

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from itertools import islice
from pathlib import Path
from sys import intern
from typing import Protocol, TextIO

from flask_babel import gettext as _

from contactapp.contacts.names import clean
from contactapp.db import db

BATCH = 200
LONGEST_FIELD = 1_000

# By these a row is known, and refers to another of its own file.
_KEYS = ("external_id", "party_external_id")

Row = dict[str, str]
Progress = Callable[[int], None]


class BadFile(Exception):
    """The file as a whole cannot be read; the message says why."""


class RowRefused(Exception):
    """One row cannot be stored; the message says why."""


class Outcome(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass
class Tally:
    """What became of every row; refusals with the line in the file."""

    counts: dict[Outcome, int] = field(default_factory=lambda: dict.fromkeys(Outcome, 0))
    refused: list[tuple[int, str]] = field(default_factory=list)

    @property
    def read(self) -> int:
        return sum(self.counts.values()) + len(self.refused)

    def add(self, line: int, outcome: "Outcome | RowRefused") -> None:
        if isinstance(outcome, RowRefused):
            self.refused.append((line, str(outcome)))
        else:
            self.counts[outcome] += 1


class Importer(Protocol):
    """Stores the rows of one kind of file."""

    @property
    def required(self) -> tuple[str, ...]:
        """Columns the file must have."""

    @property
    def optional(self) -> tuple[str, ...]:
        """Columns the file may have."""

    def prepare(self, rows: Sequence[Row]) -> None:
        """Load what these rows refer to, in a fixed number of queries."""

    def store(self, row: Row) -> Outcome:
        """Add or change one row; raises RowRefused."""


class Trial:
    """What would become of the rows of a file; each batch is undone at once, so that nobody waits for the whole.

    Later rows may refer to earlier ones. Of those as much is kept as makes them exist again.
    """

    def __init__(self, importer: Importer) -> None:
        self._importer = importer
        self._accepted: dict[tuple[str, str], tuple[str, ...]] = {}

    def store(self, batch: Sequence[tuple[int, Row]]) -> list[tuple[int, "Outcome | RowRefused"]]:
        """The outcomes of these rows, after the earlier ones they refer to."""
        keys = {(row.get("source", ""), row[name]) for _line, row in batch for name in row if name in _KEYS}
        earlier = [self._accepted[key] for key in sorted(keys) if key in self._accepted]
        try:
            store_batch([(0, dict(zip(self._importer.required, row, strict=True))) for row in earlier], self._importer)
            outcomes = store_batch(batch, self._importer)
        finally:
            db.session.rollback()
        for (_line, row), (_same_line, outcome) in zip(batch, outcomes, strict=True):
            if "external_id" in row and not isinstance(outcome, RowRefused):
                values = tuple(intern(row[name]) for name in self._importer.required)
                self._accepted.setdefault((values[0], row["external_id"]), values)
        return outcomes


def import_file(path: Path, importer: Importer, *, after_batch: Progress, trial: bool = False) -> Tally:
    """Read a whole file; ``after_batch`` hears how many rows were read, and keeps them. A trial stores nothing.

    Raises:
        BadFile: when it is no CSV in UTF-8 or lacks a required column.
    """
    tally = Tally()
    store = Trial(importer).store if trial else partial(store_batch, importer=importer)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = read_rows(file, importer)
        while batch := list(islice(rows, BATCH)):
            for line, outcome in store(batch):
                tally.add(line, outcome)
            after_batch(len(batch))
    return tally


def store_batch(batch: Sequence[tuple[int, Row]], importer: Importer) -> list[tuple[int, Outcome | RowRefused]]:
    """Store these rows, and say of each line what became of it."""
    importer.prepare([row for _line, row in batch])
    outcomes: list[tuple[int, Outcome | RowRefused]] = []
    for line, row in batch:
        try:
            with db.session.no_autoflush:
                outcomes.append((line, importer.store(row)))
        except RowRefused as refusal:
            outcomes.append((line, refusal))
    db.session.flush()
    return outcomes


def read_rows(file: TextIO, importer: Importer) -> Iterator[tuple[int, Row]]:
    """The rows of a file with their line, tidied.

    Raises:
        BadFile: when it is no CSV in UTF-8 or lacks a required column.
    """
    with readable():
        first = file.readline()
        file.seek(0)
        reader = csv.DictReader(file, delimiter=delimiter_of(first))
        check_columns(reader.fieldnames or [], importer)
        for row in reader:
            yield reader.line_num, _tidy(row)


@contextmanager
def readable() -> Iterator[None]:
    """Say in words why a file cannot be read."""
    try:
        yield
    except (UnicodeDecodeError, csv.Error) as problem:
        words = _("Dit is geen leesbaar CSV-bestand in UTF-8. Kies in Excel bij ‘Opslaan als’ voor ‘CSV UTF-8’.")
        raise BadFile(words) from problem


def delimiter_of(heading: str) -> str:
    """What stands between the fields."""
    return ";" if heading.count(";") >= heading.count(",") else ","


def check_columns(names: Sequence[str], importer: Importer) -> None:
    """Refuse a file that lacks a required column, has one twice, or has one we do not know."""
    missing = [name for name in importer.required if name not in names]
    unknown = [name for name in names if name not in (*importer.required, *importer.optional)]
    double = sorted({name for name in names if names.count(name) > 1})
    if missing:
        raise BadFile(_("Deze kolommen ontbreken: %(names)s.", names=", ".join(missing)))
    if unknown:
        raise BadFile(_("Deze kolommen kennen we niet: %(names)s.", names=", ".join(unknown)))
    if double:
        raise BadFile(_("Deze kolommen staan er dubbel in: %(names)s.", names=", ".join(double)))


def _tidy(row: dict[str | None, str | list[str] | None]) -> Row:
    """Clean text per column; a row with too few or too many fields becomes one that will be refused."""
    tidy: Row = {}
    for name, value in row.items():
        if name is None or isinstance(value, list):
            tidy[""] = "te veel velden"
        else:
            tidy[name] = clean((value or "").replace("\0", ""))[:LONGEST_FIELD]
    return tidy
