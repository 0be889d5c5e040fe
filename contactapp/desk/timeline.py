"""Everything of one contact in time order, page by page.

Each kind of thing that can stand on a timeline is a source; an area that brings another kind adds its own with
``add_source``. The page after a cursor is the newest of what all sources have before it, so a timeline of ten years
costs as much as one of a week.
"""

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from flask import Flask, current_app
from flask_babel import format_date
from flask_babel import gettext as _
from sqlalchemy import ColumnElement

from contactapp.accounts.models import User
from contactapp.clock import local_today, read_moment, to_local
from contactapp.desk.timeline_filter import TimelineFilter
from contactapp.web.formats import clock, day_and_month
from contactapp.web.identifiers import row_id

SIZE = 20
PRINTED = 200
NOTHING_ASKED = TimelineFilter()
LONGEST_CURSOR = 500


@dataclass(frozen=True)
class Scope:
    """Whose timeline it is, and what of it: ``condition`` chooses tickets, ``asked`` kind, words and period."""

    condition: ColumnElement[bool]
    contact_id: int | None = None
    unit_id: int | None = None
    asked: TimelineFilter = NOTHING_ASKED
    whole: bool = False  # every item of a thread, for print


@dataclass(frozen=True)
class Entry:
    """One thing on the timeline; ``event`` is what the ``moment`` macro shows."""

    at: datetime
    key: str  # "<kind>:<id>", unique over all sources; decides between entries of the same moment
    event: dict[str, Any] = field(compare=False)
    contact_id: int | None = None  # whom it tells about

    @property
    def position(self) -> tuple[datetime, str]:
        return self.at, self.key


Before = tuple[datetime, str] | None
Source = Callable[[Scope, User, Before, int], Sequence[Entry]]


@dataclass(frozen=True)
class TimelineGroup:
    title: str
    entries: list[Entry]


@dataclass(frozen=True)
class Timeline:
    """One page, grouped by day, this month and earlier months."""

    groups: list[TimelineGroup]
    next: str | None = None
    is_first: bool = True

    @property
    def is_empty(self) -> bool:
        return not self.groups

    @property
    def size(self) -> int:
        """How many entries this page shows."""
        return sum(len(group.entries) for group in self.groups)


def add_source(app: Flask, source: Source) -> None:
    """Let a kind of thing stand on timelines."""
    app.extensions.setdefault("timeline", []).append(source)


def timeline(scope: Scope, *, reader: User, cursor: str | None = None, size: int = SIZE) -> Timeline:
    """One page of the timeline as this reader may see it, the newest first."""
    before = _decode(cursor)
    found: list[Entry] = []
    for source in current_app.extensions.get("timeline", []):
        found += source(scope, reader, before, size + 1)
    found.sort(key=lambda entry: entry.position, reverse=True)
    shown = found[:size]
    further = _encode(shown[-1]) if len(found) > size else None
    return Timeline(_grouped(shown), next=further, is_first=before is None)


def _grouped(entries: Sequence[Entry]) -> list[TimelineGroup]:
    today = local_today()
    titled = groupby(entries, key=lambda entry: group_title(to_local(entry.at).date(), today))
    return [TimelineGroup(title, list(members)) for title, members in titled]


def group_title(day: date, today: date) -> str:
    """Vandaag, dinsdag 24 november · Gisteren · Eerder deze maand · Oktober 2026"""
    words = str(format_date(day, "EEEE d MMMM"))
    if day == today:
        return _("Vandaag, %(day)s", day=words)
    if (today - day).days == 1:
        return _("Gisteren, %(day)s", day=words)
    if (day.year, day.month) == (today.year, today.month):
        return _("Eerder deze maand")
    return str(format_date(day, "MMMM y")).capitalize()


def short_time(moment: datetime) -> str:
    """The clock for today and yesterday, which their heading names; the day for what is longer ago."""
    days = (local_today() - to_local(moment).date()).days
    return clock(moment) if days <= 1 else day_and_month(moment)


def _encode(entry: Entry) -> str:
    return base64.urlsafe_b64encode(json.dumps([entry.at.isoformat(), entry.key]).encode()).decode().rstrip("=")


def _decode(cursor: str | None) -> Before:
    """The position in an address; anybody can write one, so nonsense is the first page."""
    if not cursor or len(cursor) > LONGEST_CURSOR:
        return None
    try:
        at, key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, TypeError):
        return None
    moment = read_moment(at)
    kind, _sep, place = str(key).partition(":")
    return (moment, f"{kind}:{place}") if moment is not None and row_id(place.lstrip("0")) else None
