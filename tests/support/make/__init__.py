"""Factories: each makes one thing with believable values and stores it; pass what the test is about.

One module per area. Factories write rows and nothing else: what a verb of the domain does is what tests are for.
"""

from typing import TypeVar

from contactapp.db import Base, db

Row = TypeVar("Row", bound=Base)


def stored(row: Row) -> Row:
    """Add a row and give it its id."""
    db.session.add(row)
    db.session.flush()
    return row
