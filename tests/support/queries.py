"""Counting what a page asks of the database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

from contactapp.db import db

SAVEPOINTS = ("SAVEPOINT", "RELEASE", "ROLLBACK TO")


@contextmanager
def recorded_queries() -> Iterator[list[str]]:
    """The SQL statements sent meanwhile; the savepoints of the tests themselves are left out."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if not statement.startswith(SAVEPOINTS):
            statements.append(statement)

    engine = db.engine.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(engine, "before_cursor_execute", note)


def assert_same_query_count(visit: Callable[[], object], add: Callable[[int], object]) -> None:
    """Assert that ``visit`` asks as many queries with 12 rows as with 3; ``add(n)`` makes n more rows."""
    counts: dict[int, list[str]] = {}
    for rows, more in ((3, 3), (12, 9)):
        add(more)
        visit()  # The first visit may fill caches.
        with recorded_queries() as counts[rows]:
            visit()
    few, many = counts[3], counts[12]
    assert len(few) == len(many), "\n".join([f"{len(few)} queries for 3 rows, {len(many)} for 12:", *many])
