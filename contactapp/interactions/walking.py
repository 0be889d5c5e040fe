"""Walking the index of contact moments from the newest back, no further than one page needs.

A search is a number of groups of terms; a contact moment fits when it has a term of every group. The group that is
rarest leads: its rows are read day by day backwards in windows that grow, and every other group is one look into the
index per row. So a common word stops after a page, and a rare one is read to its end, which is near.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from contactapp.clock import local_today
from contactapp.db import db
from contactapp.interactions.note_index import ordinal, posting

_END = "\U0010ffff"
_MOST_FORMS = 300
_SAMPLED_DAYS = 30
_SAMPLED_ROWS = 5000
_ROWS_AT_ONCE = 400
_GROWTH = 4
_LONG_AGO = 4000  # days; a window that reaches further reaches back to the beginning
LAST_DAY = date.max.toordinal() - 1

Place = tuple[int, int]  # day and id of a contact moment: newer is larger


@dataclass(frozen=True)
class Group:
    """Terms of which a contact moment must have one: exact terms, or all that begin with a word."""

    terms: Sequence[str] = ()
    beginning: str = ""

    def fits(self, moment_id: sa.ColumnElement[int] | InstrumentedAttribute[int]) -> sa.ColumnElement[bool]:
        """A look into the index; written so that no planner turns it into reading the whole group."""
        other = posting.alias()
        if self.beginning:
            wanted = sa.and_(other.c.term >= self.beginning, other.c.term < self.beginning + _END)
        else:
            wanted = other.c.term.in_(self.terms)
        look = sa.select(sa.literal(1)).where(other.c.moment_id == moment_id, wanted).limit(1)
        return look.correlate_except(other).scalar_subquery().is_not(None)

    def spelled_out(self) -> "Group":
        """The same with the terms that the index knows; a very short beginning keeps the first hundreds."""
        return Group(db.session.scalars(_forms_of(self.beginning)).all(), self.beginning) if self.beginning else self


@dataclass(frozen=True)
class Walk:
    """The contact moments that fit every group, between two days."""

    groups: Sequence[Group]
    first_day: int = 0
    last_day: int = LAST_DAY

    def places(self, *, before: Place | None = None) -> Iterator[Place]:
        """Where they are, the newest first, each once."""
        spelled = []
        for group in self.groups:
            spelled.append(group.spelled_out())
            if not spelled[-1].terms:
                return
        lead, per_day = self._rarest(spelled)
        others = [group for group in spelled if group is not lead]
        below, span = before or (self.last_day + 1, 0), max(1, int(_ROWS_AT_ONCE / per_day))
        while below[0] > self.first_day:
            low = self._start_of(below, span)
            rows = _places_of(window(lead, others, low, below))
            yield from dict.fromkeys(rows)  # two forms of one word may stand in one note
            is_full = len(rows) == _ROWS_AT_ONCE
            below, span = (rows[-1], span) if is_full else ((low, 0), span * _GROWTH)

    def _start_of(self, below: Place, span: int) -> int:
        """The first day of a window that ends at a place; it is counted from today when that lies ahead."""
        low = min(below[0], ordinal(local_today()) + 1) - span
        return max(self.first_day, low) if span < _LONG_AGO else self.first_day

    def _rarest(self, groups: Sequence[Group]) -> tuple[Group, float]:
        """The group with the fewest rows lately, and its rows a day."""
        last = min(self.last_day, ordinal(local_today()))
        first = min(max(self.first_day, last - _SAMPLED_DAYS), last)  # a period may lie ahead, or end before it begins
        counts = [
            sa.select(sa.func.count()).select_from(_lately(group, first, last).subquery()).scalar_subquery()
            for group in groups
        ]
        found = list(db.session.execute(sa.select(*counts)).one())
        fewest = min(found)
        return groups[found.index(fewest)], max(fewest, 1) / (last - first + 1)


def window(lead: Group, others: Sequence[Group], low: int, below: Place) -> sa.Select[int, int]:
    """The newest rows of a group from a day until before a place, that fit the other groups too."""
    day, moment_id = posting.c.day, posting.c.moment_id
    within = posting.c.term.in_(lead.terms), day >= low, day <= below[0]
    older = sa.or_(day < below[0], moment_id < below[1])
    query = sa.select(day, moment_id).where(*within, older, *(group.fits(moment_id) for group in others))
    return query.order_by(day.desc(), moment_id.desc()).limit(_ROWS_AT_ONCE)


def _places_of(query: sa.Select[int, int]) -> Sequence[Place]:
    return [(row.day, row.moment_id) for row in db.session.execute(query)]


def _lately(group: Group, first: int, last: int) -> sa.Select[int]:
    recent = posting.c.term.in_(group.terms), posting.c.day.between(first, last)
    return sa.select(posting.c.moment_id).where(*recent).limit(_SAMPLED_ROWS)


def _forms_of(beginning: str) -> sa.Select[str]:
    """The terms that begin so, found by jumping from one to the next instead of reading all their rows."""
    term, end = posting.c.term, beginning + _END
    first = sa.select(sa.func.min(term).label("term")).where(term >= beginning, term < end)
    found = first.cte("form", recursive=True)
    following = sa.select(sa.func.min(term)).where(term > found.c.term, term < end).scalar_subquery()
    found = found.union_all(sa.select(following).where(found.c.term.is_not(None)))
    return sa.select(found.c.term).where(found.c.term.is_not(None)).limit(_MOST_FORMS)
