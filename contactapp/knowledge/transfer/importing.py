"""Reading a knowledge base at once, from a command. Safe to repeat: what is there, by code, is brought up to date."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from flask_babel import gettext as _

from contactapp.db import db
from contactapp.knowledge.transfer.reading import BadImport, Record, RowRefused, Source, open_source
from contactapp.knowledge.transfer.storing import Outcome, Store

__all__ = ["BadImport", "Tally", "import_file", "import_rows", "try_file"]


@dataclass
class Tally:
    """What an import did."""

    added: int = 0
    changed: int = 0
    same: int = 0
    refused: list[tuple[int, str]] = field(default_factory=list)

    def add(self, line: int, outcome: Outcome | RowRefused) -> None:
        if isinstance(outcome, RowRefused):
            self.refused.append((line, str(outcome)))
        else:
            setattr(self, outcome.value, getattr(self, outcome.value) + 1)


def import_file(path: Path) -> Tally:
    """Import every line of a file; the caller commits.

    Raises:
        BadImport: when the file or a line of it cannot be stored; nothing is imported then.
    """
    source = open_source(path, path.name)
    with db.session.begin_nested():
        tally = _stored(source, trial=False)
        for line, reason in tally.refused:
            raise BadImport(_("Regel %(n)s: %(reason)s.", n=line, reason=reason))
    return tally


def try_file(path: Path) -> Tally:
    """What ``import_file`` would do, with everything that it would refuse; nothing of it stays.

    Raises:
        BadImport: when the file cannot be read as a whole.
    """
    source = open_source(path, path.name)
    attempt = db.session.begin_nested()
    try:
        return _stored(source, trial=True)
    finally:
        attempt.rollback()


def import_rows(rows: Iterable[Record]) -> Tally:
    """Each row holds id (the code), title, answer, and optionally category (one or two names), keywords,
    search_words, team (name or code), audience (staff, portal) and status."""
    return _stored(Source(list(enumerate(rows, 1))), trial=False)


def _stored(source: Source, *, trial: bool) -> Tally:
    tally, store = Tally(), Store(source, by=None, trial=trial)
    for line, outcome in store.store_all(source.records):
        tally.add(line, outcome)
    store.link(refused={line for line, _reason in tally.refused})
    return tally
