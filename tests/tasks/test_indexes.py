"""The questions every page asks must be answered by an index, on both databases."""

from flask import Flask
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from contactapp.db import db, is_sqlite
from contactapp.tasks.queries import BY_URGENCY, queue
from tests.support.cast import Cast
from tests.support.make import tasks


def plan_of(query: object) -> str:
    dialect = sqlite.dialect() if is_sqlite() else postgresql.dialect()
    compiled = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})  # type: ignore[attr-defined]
    if is_sqlite():
        return "\n".join(str(row) for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {compiled}")))
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    return "\n".join(str(row) for row in db.session.execute(text(f"EXPLAIN {compiled}")))


def test_the_queue_of_a_team_uses_its_index(app: Flask, cast: Cast) -> None:
    kind = tasks.task_type()
    for _ in range(100):
        tasks.task(cast.verhuur, type=kind)
    tasks.task(cast.techniek, type=kind)
    db.session.execute(text("ANALYZE task"))
    ordered = queue(cast.techniek.id, cast.carla).order_by(*(key.ordering(backwards=False) for key in BY_URGENCY))
    assert "ix_task_queue" in plan_of(ordered.limit(25))
