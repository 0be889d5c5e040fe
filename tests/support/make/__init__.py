"""Factories: each makes one thing with believable values and stores it; pass what the test is about.

One module per area. Factories write rows and nothing else: what a verb of the domain does is what tests are for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from contactapp.db import Base, db

Row = TypeVar("Row", bound=Base)
_waiting: ContextVar[bool] = ContextVar("waiting", default=False)


def stored(row: Row) -> Row:
    """Add a row and give it its id."""
    db.session.add(row)
    if not _waiting.get():
        db.session.flush()
    return row


@contextmanager
def together() -> Iterator[None]:
    """Store all that is made inside at once, at the end: each time costs as much as making ten rows."""
    if _waiting.get():
        yield
        return
    outside = _waiting.set(True)
    try:
        yield
        db.session.flush()
    finally:
        _waiting.reset(outside)
