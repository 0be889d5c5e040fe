"""An import from the screen: a file kept in rows, so that an interrupted import can be taken up again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, BinaryIO

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.background.stepping import Phase, StepByStep
from contactapp.clock import utcnow
from contactapp.contacts.importing.kinds import FILES
from contactapp.contacts.importing.packing import Part, packed
from contactapp.contacts.importing.reading import BadFile, Importer, Outcome, Row, RowRefused, store_batch
from contactapp.db import Model, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.web.files import clean_name

STEP = 200
MOST_ROWS = 250_000
MOST_SHOWN = 100
# The rows of a file nobody went on with are personal data without a purpose.
KEPT_FOR = timedelta(days=7)
# What an upload leaves is text of so many rows at a time, until their turn comes: reading them all would take too long.
_HEADING, _RAW = "heading", "raw"
# How long the columns are that rows are looked up by.
_LONGEST_KEY = 80


class ImportJob(StepByStep, Model):
    """One file on its way in."""

    __tablename__ = "import_job"

    kind: Mapped[str] = mapped_column(String(20))
    file_name: Mapped[str] = mapped_column(String(200))
    last_line: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    created_by: Mapped[User] = relationship()

    def carry_out(self, *, by: User) -> None:
        """Store what was tried, from the first row again; twice starts it once."""
        if not self.begin_storing():
            return
        self.last_line = 0
        refused = sa.update(ImportRow).where(ImportRow.job_id == self.id, ImportRow.reason != "")
        db.session.execute(refused.values(reason=""))
        record(self, Verb.IMPORT_STARTED, by=by, name=self.file_name)

    def step(self, *, by: User) -> None:
        """Deal with the next rows; after the last one the phase is over."""
        if not self.is_running:
            return
        importer = FILES[self.kind]()
        rows = _next_rows(self) if self.phase is Phase.STORING else _unpacked(self, importer)
        outcomes = _tried(self, rows, importer) if self.is_trial else store_batch(_batch(rows), importer)
        self._count(outcomes)
        if rows:
            self.last_line = rows[-1].line
        if self.phase is Phase.STORING:
            _forget(rows)
        if not rows or self.read >= self.total:
            self._finish(by)

    def _count(self, outcomes: list[tuple[int, Outcome | RowRefused]]) -> None:
        for line, outcome in outcomes:
            self.count("refused" if isinstance(outcome, RowRefused) else outcome.value)
            if isinstance(outcome, RowRefused):
                one = sa.update(ImportRow).where(ImportRow.job_id == self.id, ImportRow.line == line)
                db.session.execute(one.values(reason=str(outcome)))

    def _finish(self, by: User) -> None:
        if self.phase is Phase.TRYING:
            self.phase = Phase.TRIED
            return
        self.phase = Phase.STORED
        record(self, Verb.IMPORT_STORED, by=by, name=self.file_name, **self.counts)


class ImportRow(Model):
    """One row that still has to be dealt with, or was refused; a stored row is gone from here."""

    __tablename__ = "import_row"
    __table_args__ = (UniqueConstraint("job_id", "line"), Index("ix_import_row_key", "job_id", "external_id"))

    job_id: Mapped[int] = mapped_column(ForeignKey("import_job.id", ondelete="CASCADE"))
    line: Mapped[int]
    external_id: Mapped[str] = mapped_column(String(_LONGEST_KEY), default="")
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(Text, default="")


@dataclass(frozen=True)
class Upload:
    """A file somebody chose."""

    kind: str
    name: str
    file: BinaryIO

    def begin(self, *, by: User) -> ImportJob:
        """Keep the rows of the file, to be tried.

        Raises:
            BadFile: when it is no CSV of this kind, or too long for the screen.
        """
        _forget_abandoned()
        job = ImportJob(kind=self.kind, file_name=clean_name(self.name), created_by_id=by.id)
        with db.session.begin_nested():  # of a file that is refused halfway nothing stays
            db.session.add(job)
            self._keep_rows(job)
        record(job, Verb.IMPORT_UPLOADED, by=by, name=job.file_name, count=job.total)
        return job

    def _keep_rows(self, job: ImportJob) -> None:
        """As text, some rows at a time, so that nobody waits for a long file."""
        db.session.flush()
        total = 0
        for count, part in packed(self.file, FILES[self.kind](), STEP):
            total += count
            if total > MOST_ROWS:
                raise BadFile(_("Dit bestand is te lang voor het scherm. Gebruik de opdracht op de server."))
            row = _as_row(job, part.line, {_HEADING: part.heading, _RAW: part.text})
            db.session.execute(sa.insert(ImportRow), row)
        job.total = total


def find_job(job_id: int, *, locked: bool = False) -> ImportJob | None:
    """One import; ``locked`` lets a second step of the same import wait for the first."""
    query = sa.select(ImportJob).where(ImportJob.id == job_id).options(joinedload(ImportJob.created_by))
    return db.session.scalar(query.with_for_update(of=ImportJob) if locked else query)


def latest_jobs() -> Sequence[ImportJob]:
    query = sa.select(ImportJob).options(joinedload(ImportJob.created_by))
    return db.session.scalars(query.order_by(ImportJob.id.desc()).limit(20)).all()


def refused_rows(job: ImportJob, most: int | None = MOST_SHOWN) -> list[tuple[int, str]]:
    """Line and reason of what cannot be stored."""
    query = sa.select(ImportRow.line, ImportRow.reason).where(ImportRow.job_id == job.id, ImportRow.reason != "")
    return [(line, reason) for line, reason in db.session.execute(query.order_by(ImportRow.line).limit(most))]


def discard(job: ImportJob, *, by: User) -> None:
    """Throw the rows away; what was stored stays stored."""
    record(job, Verb.IMPORT_DISCARDED, by=by, name=job.file_name)
    _delete(ImportJob.id == job.id)


def _tried(job: ImportJob, rows: Sequence[ImportRow], importer: Importer) -> list[tuple[int, Outcome | RowRefused]]:
    """What would become of these rows, after the earlier rows they refer to; nothing of it stays."""
    trial = db.session.begin_nested()
    try:
        store_batch(_batch(_referred_to(job, rows)), importer)
        return store_batch(_batch(rows), importer)
    finally:
        trial.rollback()


def _referred_to(job: ImportJob, rows: Sequence[ImportRow]) -> Sequence[ImportRow]:
    keys = {value for row in rows for name, value in row.data.items() if name.endswith("external_id") and value}
    if not keys:
        return []
    earlier = sa.select(ImportRow).where(ImportRow.job_id == job.id, ImportRow.external_id.in_(sorted(keys)))
    return db.session.scalars(earlier.where(ImportRow.line <= job.last_line).order_by(ImportRow.line)).all()


def _next_rows(job: ImportJob) -> Sequence[ImportRow]:
    query = sa.select(ImportRow).where(ImportRow.job_id == job.id, ImportRow.line > job.last_line)
    return db.session.scalars(query.order_by(ImportRow.line).limit(STEP)).all()


def _unpacked(job: ImportJob, importer: Importer) -> Sequence[ImportRow]:
    """The rows of the next part of the file, each on its own from now on."""
    query = sa.select(ImportRow).where(ImportRow.job_id == job.id, ImportRow.line > job.last_line)
    part = db.session.scalar(query.order_by(ImportRow.line).limit(1))
    if part is None or _RAW not in part.data:
        return []
    packed_rows = Part(part.line, part.data[_HEADING], part.data[_RAW]).rows(importer)
    rows = [_as_row(job, line, row) for line, row in packed_rows]
    db.session.delete(part)
    db.session.flush()
    db.session.execute(sa.insert(ImportRow), rows)
    return db.session.scalars(query.where(ImportRow.line <= rows[-1]["line"]).order_by(ImportRow.line)).all()


def _batch(rows: Sequence[ImportRow]) -> list[tuple[int, Row]]:
    return [(row.line, dict(row.data)) for row in rows]


def _as_row(job: ImportJob, line: int, row: Row) -> dict[str, Any]:
    return {"job_id": job.id, "line": line, "external_id": row.get("external_id", "")[:_LONGEST_KEY], "data": row}


def _forget(rows: Sequence[ImportRow]) -> None:
    """Keep of what was dealt with only the line and the reason of a refusal."""
    ids = [row.id for row in rows]
    db.session.execute(sa.delete(ImportRow).where(ImportRow.id.in_(ids), ImportRow.reason == ""))
    db.session.execute(sa.update(ImportRow).where(ImportRow.id.in_(ids)).values(data={}, external_id=""))


def _forget_abandoned() -> None:
    """Files nobody went on with, and what was refused: a reason may quote what stood in the file."""
    old = ImportJob.created_at < utcnow() - KEPT_FOR
    _delete_rows(old)
    db.session.execute(sa.delete(ImportJob).where(old, ImportJob.phase != Phase.STORED))


def _delete(jobs: sa.ColumnElement[bool]) -> None:
    _delete_rows(jobs)
    db.session.execute(sa.delete(ImportJob).where(jobs))


def _delete_rows(jobs: sa.ColumnElement[bool]) -> None:
    db.session.execute(sa.delete(ImportRow).where(ImportRow.job_id.in_(sa.select(ImportJob.id).where(jobs))))
