"""Keyset paging: the next page starts after the last row seen, so page 5,000 is as fast as page 1."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, or_
from sqlalchemy.orm import InstrumentedAttribute

from contactapp.clock import read_moment
from contactapp.db import db
from contactapp.web.identifiers import LARGEST, is_storable

Row = TypeVar("Row")
LONGEST_CURSOR = 2000


@dataclass(frozen=True)
class SortKey:
    """One column of a sort order. The column may not hold NULL; the last key of an order must be unique."""

    column: InstrumentedAttribute[Any]
    descending: bool = False

    def ordering(self, *, backwards: bool) -> ColumnElement[Any]:
        return self.column.desc() if self.descending != backwards else self.column.asc()

    def beyond(self, value: Any, *, backwards: bool) -> ColumnElement[bool]:
        smaller = self.descending != backwards
        return self.column.__lt__(value) if smaller else self.column.__gt__(value)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """One page of rows, with the cursors of its neighbours (None at either end)."""

    items: Sequence[Row]
    previous: str | None = None
    next: str | None = None


def keyset_page(query: Select[Row], keys: Sequence[SortKey], *, cursor: str | None, size: int = 25) -> Page[Row]:
    """Load one page of entities in the given order.

    Args:
        query: select of one entity, without order or limit.
        keys: the sort order; the last key must be unique.
        cursor: from an earlier page; nonsense counts as the first page.
        size: rows per page, at most 200.
    """
    size = min(size, 200)
    backwards, values = _decode(cursor, keys)
    if values is not None:
        query = query.where(_after(keys, values, backwards=backwards))
    query = query.order_by(*(key.ordering(backwards=backwards) for key in keys)).limit(size + 1)
    rows = list(db.session.scalars(query).unique())
    more = len(rows) > size
    rows = rows[:size]
    if backwards:
        rows.reverse()
    if not rows:
        return Page([])
    has_previous = more if backwards else values is not None
    has_next = True if backwards else more
    return Page(
        rows,
        previous=_encode(keys, rows[0], backwards=True) if has_previous else None,
        next=_encode(keys, rows[-1], backwards=False) if has_next else None,
    )


def _after(keys: Sequence[SortKey], values: Sequence[Any], *, backwards: bool) -> ColumnElement[bool]:
    """Rows beyond the cursor: a later first key, or an equal first key and a later second one, and so on."""
    options = []
    for index, (key, value) in enumerate(zip(keys, values, strict=True)):
        equal = [earlier.column == seen for earlier, seen in zip(keys[:index], values[:index], strict=True)]
        options.append(and_(*equal, key.beyond(value, backwards=backwards)))
    return or_(*options)


def _encode(keys: Sequence[SortKey], row: Any, *, backwards: bool) -> str:
    values = [getattr(row, key.column.key) for key in keys]
    plain = [{"at": value.isoformat()} if isinstance(value, datetime) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps([backwards, *plain]).encode()).decode().rstrip("=")


def _decode(cursor: str | None, keys: Sequence[SortKey]) -> tuple[bool, list[Any] | None]:
    try:
        backwards, *plain = json.loads(base64.urlsafe_b64decode(_padded(cursor or "")))
        values = [read_moment(value["at"]) if isinstance(value, dict) else value for value in plain]
    except (ValueError, TypeError, KeyError, RecursionError):
        return False, None
    fits = len(values) == len(keys) and all(map(_fits, keys, values))
    return (backwards, values) if fits and isinstance(backwards, bool) else (False, None)


def _padded(cursor: str) -> str:
    """Base64 with the signs at its end; what is too long to be ours is not unpacked."""
    return cursor + "=" * (-len(cursor) % 4) if len(cursor) <= LONGEST_CURSOR else ""


def _fits(key: SortKey, value: Any) -> bool:
    """Whether a value can stand in the column; anybody can make a cursor by hand, and databases raise on the rest."""
    if isinstance(value, datetime):
        return key.column.type.python_type is datetime
    if type(value) is int:
        return key.column.type.python_type is int and abs(value) <= LARGEST
    return isinstance(value, str) and key.column.type.python_type is str and is_storable(value)
