"""The part every import shares: reading the file, batches, and the tally of what happened."""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Protocol

from contactapp.contacts.names import clean
from contactapp.db import db

BATCH = 500
LONGEST_FIELD = 1_000

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


def import_file(path: Path, importer: Importer, *, dry_run: bool = False, progress: Progress | None = None) -> Tally:
    """Read a whole file. With ``dry_run`` nothing stays; otherwise every batch is committed.

    Raises:
        BadFile: when it is no CSV in UTF-8 or lacks a required column.
    """
    tally = Tally()
    rows = _rows(path, importer)
    while batch := list(islice(rows, BATCH)):
        importer.prepare([row for _line, row in batch])
        for line, row in batch:
            try:
                with db.session.no_autoflush:
                    tally.counts[importer.store(row)] += 1
            except RowRefused as refusal:
                tally.refused.append((line, str(refusal)))
        db.session.flush()
        if not dry_run:
            db.session.commit()
        if progress:
            progress(len(batch))
    db.session.rollback()
    return tally


def _rows(path: Path, importer: Importer) -> Iterator[tuple[int, Row]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            first = file.readline()
            file.seek(0)
            reader = csv.DictReader(file, delimiter=";" if first.count(";") >= first.count(",") else ",")
            _check_columns(reader.fieldnames or [], importer)
            for row in reader:
                yield reader.line_num, _tidy(row)
        except (UnicodeDecodeError, csv.Error) as problem:
            raise BadFile(f"Dit is geen leesbaar CSV-bestand in UTF-8: {problem}.") from problem


def _check_columns(names: Sequence[str], importer: Importer) -> None:
    missing = [name for name in importer.required if name not in names]
    unknown = [name for name in names if name not in (*importer.required, *importer.optional)]
    if missing:
        raise BadFile(f"Deze kolommen ontbreken: {', '.join(missing)}.")
    if unknown:
        raise BadFile(f"Deze kolommen kennen we niet: {', '.join(unknown)}.")


def _tidy(row: dict[str | None, str | list[str] | None]) -> Row:
    """Clean text per column; a row with too few or too many fields becomes one that will be refused."""
    tidy: Row = {}
    for name, value in row.items():
        if name is None or isinstance(value, list):
            tidy[""] = "te veel velden"
        else:
            tidy[name] = clean((value or "").replace("\0", ""))[:LONGEST_FIELD]
    return tidy
