"""Work that returns by itself: what is due runs once, whoever asks, and one failure stops nothing else."""

import logging
import threading
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from contactapp.accounts.models import SignInFailure, UserSession
from contactapp.background.jobs import add_job, jobs_of
from contactapp.background.models import JobTurn
from contactapp.background.running import run_due
from contactapp.background.warming import before_first_request, warm
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.knowledge.finding import find
from contactapp.web.idempotency import FormSubmission
from tests.support.cast import Cast
from tests.support.make import knowledge
from tests.support.queries import recorded_queries

HOUR = timedelta(hours=1)


@pytest.fixture
def own_jobs(app: Flask) -> Iterator[Flask]:
    """The application without the jobs of its areas."""
    kept, app.extensions["jobs"] = app.extensions["jobs"], {}
    yield app
    app.extensions["jobs"] = kept


def note_failure() -> None:
    db.session.add(SignInFailure(account_hash="a", address_hash="b", at=utcnow()))


def due_again(job: str, **values: object) -> None:
    changed = {"due_at": utcnow() - HOUR} | values
    db.session.execute(update(JobTurn).where(JobTurn.job == job).values(**changed))
    db.session.commit()


def failures() -> int:
    return len(db.session.scalars(select(SignInFailure.id)).all())


def test_a_job_runs_when_it_is_due_and_what_it_wrote_is_kept(own_jobs: Flask) -> None:
    add_job(own_jobs, "note", HOUR, note_failure)
    assert (run_due(own_jobs), run_due(own_jobs), failures()) == (["note"], [], 1)
    due_again("note")
    assert (run_due(own_jobs), failures()) == (["note"], 2)


def test_a_job_that_fails_leaves_nothing_and_stops_no_other(own_jobs: Flask, caplog: pytest.LogCaptureFixture) -> None:
    typed = "Anna de Wit"

    def fail() -> None:
        note_failure()
        db.session.flush()
        raise RuntimeError(typed)

    add_job(own_jobs, "fail", HOUR, fail)
    add_job(own_jobs, "note", HOUR, note_failure)
    with caplog.at_level(logging.ERROR):
        assert run_due(own_jobs) == ["fail", "note"]
    assert "The job fail failed. RuntimeError" in caplog.text
    assert "Anna" not in caplog.text
    assert failures() == 1
    turn = db.session.scalar(select(JobTurn).where(JobTurn.job == "fail"))
    assert turn is not None
    assert (turn.succeeded_at, turn.busy_until) == (None, None)
    assert turn.failed_at is not None
    assert turn.due_at > utcnow()


def test_a_piece_of_a_job_that_fails_stops_no_other_piece(own_jobs: Flask, caplog: pytest.LogCaptureFixture) -> None:
    done: list[int] = []

    def run(piece: int) -> None:
        note_failure()
        db.session.flush()
        if piece == 2:
            raise RuntimeError
        done.append(piece)

    add_job(own_jobs, "pieces", HOUR, run, each=lambda: [1, 2, 3])
    with caplog.at_level(logging.ERROR):
        run_due(own_jobs)
    assert (done, failures()) == ([1, 3], 2)
    assert "The job pieces failed. RuntimeError" in caplog.text
    turn = db.session.scalars(select(JobTurn)).one()
    assert (turn.succeeded_at, turn.failed_at is not None) == (None, True)


def test_a_job_somebody_else_is_at_is_left_to_them_until_they_must_be_gone(own_jobs: Flask) -> None:
    add_job(own_jobs, "note", HOUR, note_failure)
    run_due(own_jobs)
    due_again("note", busy_until=utcnow() + HOUR)
    assert (run_due(own_jobs), failures()) == ([], 1)
    due_again("note", busy_until=utcnow() - HOUR)
    assert (run_due(own_jobs), failures()) == (["note"], 2)


def test_two_jobs_cannot_share_a_name(own_jobs: Flask) -> None:
    add_job(own_jobs, "note", HOUR, note_failure)
    with pytest.raises(ValueError, match="note"):
        add_job(own_jobs, "note", HOUR, note_failure)


def test_the_command_runs_what_is_due_and_shows_the_jobs(app: Flask) -> None:
    names = [job.name for job in jobs_of(app)]
    runner = app.test_cli_runner()
    assert runner.invoke(args=["work", "--once"]).output.split() == names
    assert runner.invoke(args=["work", "--once"]).output == "nothing is due\n"
    listed = runner.invoke(args=["work", "--list"]).output.splitlines()
    assert [line.split()[0] for line in listed] == names


def test_what_is_old_is_forgotten(app: Flask, cast: Cast) -> None:
    long_ago, lately = utcnow() - timedelta(days=40), utcnow() - HOUR
    for at in (long_ago, lately):
        ended, _token = UserSession.start(cast.anna, hours=1, address="", browser="")
        ended.created_at = ended.ended_at = at
        form = FormSubmission(user_id=cast.anna.id, key=str(at), fingerprint="", created_at=at)
        db.session.add_all([ended, form, SignInFailure(account_hash="a", address_hash="b", at=at)])
    db.session.commit()
    run_due(app)
    for model in (UserSession, FormSubmission, SignInFailure):
        assert len(db.session.scalars(select(model.id)).all()) == 1, model


def test_a_new_process_makes_ready_what_it_can(own_jobs: Flask, caplog: pytest.LogCaptureFixture) -> None:
    kept, own_jobs.extensions["warming"] = own_jobs.extensions["warming"], []
    done: list[str] = []
    before_first_request(own_jobs, lambda: 1 / 0)
    before_first_request(own_jobs, lambda: done.append("ready"))
    warm(own_jobs)
    own_jobs.extensions["warming"] = kept
    assert done == ["ready"]
    assert "could not make everything ready" in caplog.text


def test_the_search_of_the_knowledge_base_is_made_ready(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    knowledge.faq("Hoe ontlucht ik een radiator?", code="KB-1")
    warm(app)
    assert caplog.text == ""
    with recorded_queries() as asked:
        assert find("radiator") == ["KB-1"]
    assert len(asked) == 1, "only whether something changed"


def test_of_many_workers_one_runs_a_job(committing_app: Flask) -> None:
    kept, committing_app.extensions["jobs"] = committing_app.extensions["jobs"], {}
    add_job(committing_app, "note", HOUR, note_failure)
    ran: list[str] = []
    together = threading.Barrier(6)

    def worker() -> None:
        together.wait()
        ran.extend(run_due(committing_app))

    workers = [threading.Thread(target=worker) for _ in range(6)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    committing_app.extensions["jobs"] = kept
    assert (ran, failures()) == (["note"], 1)
