"""The numbers people say aloud: C000123, 100482, T26-001234, TK26-001234."""

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.clock import local_today
from contactapp.db import Model, db

_NEXT = text(
    "INSERT INTO number_sequence (name, last) VALUES (:name, :first) "
    "ON CONFLICT (name) DO UPDATE SET last = number_sequence.last + 1 RETURNING last"
)


class NumberSequence(Model):
    """The last number given out under a name."""

    __tablename__ = "number_sequence"

    name: Mapped[str] = mapped_column(unique=True)
    last: Mapped[int]


def next_in(name: str, *, first: int = 1) -> int:
    """The next number of a sequence; never given twice, gaps may occur (R2)."""
    return int(db.session.execute(_NEXT, {"name": name, "first": first}).scalar_one())


def yearly_number(prefix: str) -> str:
    """A number that starts again each year: ``T26-000001``."""
    year = local_today().year % 100
    return f"{prefix}{year:02d}-{next_in(f'{prefix}{year:02d}'):06d}"
