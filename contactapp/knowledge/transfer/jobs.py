"""A knowledge base on its way in from the screen."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from flask_babel import gettext as _
from sqlalchemy import JSON, ForeignKey, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.background.stepping import Phase, StepByStep
from contactapp.clock import utcnow
from contactapp.db import Model, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.knowledge import approving
from contactapp.knowledge.transfer.reading import RowRefused, Source, open_source
from contactapp.knowledge.transfer.storing import Store
from contactapp.permissions import Permission
from contactapp.web.errors import DomainError
from contactapp.web.files import clean_name, folder, take_away, write_whole
from contactapp.web.transaction import after_commit

STEP = 200
MOST_SHOWN = 100
# What nobody carried out or looked at any more.
_KEPT_FOR = timedelta(days=7)


class NotWithoutConsent(DomainError):
    """What is read in is published at once, which the policy of a second editor forbids to editors."""

    def __init__(self) -> None:
        super().__init__(_("Zolang publiceren akkoord vraagt, kan alleen een beheerder een kennisbank inlezen."))


class KnowledgeImport(StepByStep, Model):
    """One file on its way in; its bytes stand outside the web root under the token until it is stored."""

    __tablename__ = "knowledge_import"

    file_name: Mapped[str] = mapped_column(String(150))
    token: Mapped[str] = mapped_column(String(32), unique=True)
    # Line and reason of what cannot be stored.
    problems: Mapped[list[tuple[int, str]]] = mapped_column(JSON, default=list)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)

    created_by: Mapped[User] = relationship()

    def carry_out(self, *, by: User) -> None:
        """Store what was tried, from the first line again; twice starts it once."""
        _check_may(by)
        if self.begin_storing():
            self.problems = []
            record(self, Verb.IMPORT_STARTED, by=by, name=self.file_name)

    def step(self, *, by: User) -> None:
        """Deal with the next lines; after the last one the phase is over."""
        if not self.is_running:
            return
        source = open_source(_place(self), self.file_name)
        if self.phase is Phase.TRYING:
            self._try(source, by)
        else:
            self._store(source, by)

    def discard(self, *, by: User) -> None:
        """Throw the file away; what was stored stays stored."""
        record(self, Verb.IMPORT_DISCARDED, by=by, name=self.file_name)
        _forget(self)

    def _try(self, source: Source, by: User) -> None:
        start = self.read
        attempt = db.session.begin_nested()
        try:
            outcomes = Store(source, by=by, trial=True).store_all(source.records[start : start + STEP])
        finally:
            attempt.rollback()
        self._count(outcomes)
        if self.read >= self.total:
            self.phase = Phase.TRIED

    def _store(self, source: Source, by: User) -> None:
        store = Store(source, by=by)
        self._count(store.store_all(source.records[self.read : self.read + STEP]))
        if self.read < self.total:
            return
        store.link(refused={line for line, _reason in self.problems})
        self.phase = Phase.STORED
        record(self, Verb.IMPORT_STORED, by=by, name=self.file_name, **self.counts)
        place = _place(self)
        after_commit(lambda: take_away(place))

    def _count(self, outcomes: Sequence[tuple[int, object]]) -> None:
        for _line, outcome in outcomes:
            self.count("refused" if isinstance(outcome, RowRefused) else str(outcome))
        refusals = [(line, str(outcome)) for line, outcome in outcomes if isinstance(outcome, RowRefused)]
        self.problems = [*self.problems, *refusals]


def begin(name: str, content: bytes, *, by: User) -> KnowledgeImport:
    """Keep a file, to be tried.

    Raises:
        BadImport: when it cannot be read as a whole.
        NotWithoutConsent: when publishing needs a second editor and this is no administrator.
    """
    _check_may(by)
    _forget_abandoned()
    job = KnowledgeImport(file_name=clean_name(name), token=secrets.token_hex(16), created_by_id=by.id)
    place = _place(job)
    write_whole(place, content)
    try:
        job.total = len(open_source(place, job.file_name).records)
    except ValueError:
        place.unlink()
        raise
    db.session.add(job)
    record(job, Verb.IMPORT_UPLOADED, by=by, name=job.file_name, count=job.total)
    return job


def find_job(job_id: int, *, locked: bool = False) -> KnowledgeImport | None:
    """One import; ``locked`` lets a second step of the same import wait for the first."""
    query = select(KnowledgeImport).where(KnowledgeImport.id == job_id).options(joinedload(KnowledgeImport.created_by))
    return db.session.scalar(query.with_for_update(of=KnowledgeImport) if locked else query)


def latest_jobs() -> Sequence[KnowledgeImport]:
    query = select(KnowledgeImport).options(joinedload(KnowledgeImport.created_by))
    return db.session.scalars(query.order_by(KnowledgeImport.id.desc()).limit(10)).all()


def _check_may(user: User) -> None:
    if approving.is_needed() and not user.can(Permission.SETTINGS_ADMIN):
        raise NotWithoutConsent


def _place(job: KnowledgeImport) -> Path:
    return folder() / "knowledge-imports" / job.token


def _forget_abandoned() -> None:
    old = select(KnowledgeImport).where(KnowledgeImport.created_at < utcnow() - _KEPT_FOR)
    for job in db.session.scalars(old.where(KnowledgeImport.phase != Phase.STORED)):
        _forget(job)


def _forget(job: KnowledgeImport) -> None:
    place = _place(job)
    db.session.delete(job)
    after_commit(lambda: take_away(place))
