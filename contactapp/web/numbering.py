"""The numbers people say aloud: C000123, 100482, T26-001234, TK26-001234."""

from sqlalchemy import text
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.clock import local_today
from contactapp.db import Model, db

_NEXT = text(
    "INSERT INTO number_sequence (name, last) VALUES (:name, :first + :count - 1) "
    "ON CONFLICT (name) DO UPDATE SET last = number_sequence.last + :count RETURNING last"
)


class NumberSequence(Model):
    """The last number given out under a name."""

    __tablename__ = "number_sequence"

    name: Mapped[str] = mapped_column(unique=True)
    last: Mapped[int]


def next_in(name: str, *, first: int = 1) -> int:
    """The next number of a sequence; never given twice, gaps may occur (R2)."""
    return numbers_in(name, 1, first=first)[0]


def numbers_in(name: str, count: int, *, first: int = 1) -> range:
    """So many numbers of a sequence in one go."""
    last = int(db.session.execute(_NEXT, {"name": name, "first": first, "count": count}).scalar_one())
    return range(last - count + 1, last + 1)


def yearly_number(prefix: str) -> str:
    """A number that starts again each year: ``T26-000001``."""
    return yearly_numbers(prefix, 1)[0]


def yearly_numbers(prefix: str, count: int) -> list[str]:
    """So many of those in one go."""
    series = f"{prefix}{local_today().year % 100:02d}"
    return [f"{series}-{number:06d}" for number in numbers_in(series, count)]
