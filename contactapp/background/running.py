"""Running what is due. Any number of workers may do so: a conditional UPDATE gives each turn to one of them."""

import logging
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

from flask import Flask
from sqlalchemy import or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from contactapp.background.jobs import Job, jobs_of
from contactapp.background.models import JobTurn
from contactapp.background.problems import kind_and_place
from contactapp.clock import utcnow
from contactapp.db import db, is_sqlite

LEASE = timedelta(minutes=15)  # far longer than a job takes
logger = logging.getLogger(__name__)


def run_due(app: Flask) -> list[str]:
    """Run every job whose time has come; one that fails is logged and returns at its next time.

    Each job has an application context and a transaction of its own.

    Returns:
        The names of the jobs that ran.
    """
    with app.app_context():
        due = _due(jobs_of(app))
    return [job.name for job in due if _run(app, job)]


def turns() -> dict[str, JobTurn]:
    """What is known of each job that ever was due."""
    return {turn.job: turn for turn in db.session.scalars(select(JobTurn))}


def _run(app: Flask, job: Job) -> bool:
    with app.app_context():
        until = _take_turn(job)
    if until is None:
        return False
    with app.app_context():
        succeeded = _work(job)
    with app.app_context():
        _end_turn(job, until, succeeded)
    return True


def _due(jobs: list[Job]) -> list[Job]:
    now, known = utcnow(), turns()
    if missing := [job.name for job in jobs if job.name not in known]:
        insert = sqlite.insert if is_sqlite() else postgresql.insert
        rows = [{"job": name, "due_at": now} for name in missing]
        db.session.execute(insert(JobTurn).on_conflict_do_nothing(), rows)
        db.session.commit()
    return [job for job in jobs if job.name not in known or known[job.name].due_at <= now]


def _take_turn(job: Job) -> datetime | None:
    """Until when the job is ours; None when it is not due after all or somebody else is at it."""
    now = utcnow()
    free = or_(JobTurn.busy_until.is_(None), JobTurn.busy_until <= now)
    statement = update(JobTurn).where(JobTurn.job == job.name, JobTurn.due_at <= now, free)
    taken = db.session.execute(statement.values(busy_until=now + LEASE).returning(JobTurn.id)).all()
    db.session.commit()
    return now + LEASE if taken else None


def _work(job: Job) -> bool:
    if job.each is None:
        return _in_transaction(job, job.run)
    found: list[int] = []
    if not _in_transaction(job, partial(_collect, job.each, found)):
        return False
    succeeded = [_in_transaction(job, partial(job.run, one)) for one in found]
    return all(succeeded)


def _collect(each: Callable[[], Iterable[int]], found: list[int]) -> None:
    found.extend(each())


def _in_transaction(job: Job, run: Callable[[], object]) -> bool:
    try:
        run()
        db.session.commit()
    except Exception as problem:
        db.session.rollback()
        logger.error("The job %s failed. %s", job.name, kind_and_place(problem))
        return False
    return True


def _end_turn(job: Job, until: datetime, succeeded: bool) -> None:
    now = utcnow()
    outcome = {"succeeded_at": now} if succeeded else {"failed_at": now}
    statement = update(JobTurn).where(JobTurn.job == job.name, JobTurn.busy_until == until)
    db.session.execute(statement.values(busy_until=None, due_at=now + job.every, **outcome))
    db.session.commit()
