"""The page of a segment: who is in it, who falls out for the chosen channel, and what was registered before."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from flask import url_for

from contactapp.contacts.models import Contact
from contactapp.segments import queries
from contactapp.segments.announcement import Announcement
from contactapp.segments.models import Segment, SegmentRun
from contactapp.segments.queries import Counts
from contactapp.web.pagination import Page

PEOPLE = {"segment-people": "segments/_people.html"}
REACHED, MISSED = "reached", "missed"


class SegmentPage:
    """``args`` of the address say which part of the list is shown, and from where."""

    def __init__(self, segment: Segment, entry: Announcement, args: Mapping[str, str]) -> None:
        self.segment, self.entry = segment, entry
        self.only = args.get("only", "") if args.get("only") in (REACHED, MISSED) else ""
        self._cursor = args.get("cursor")

    @cached_property
    def counts(self) -> Counts:
        return queries.counts(self.segment, self.entry.channel)

    @cached_property
    def page(self) -> Page[Contact]:
        return self._page_with_reasons[0]

    @property
    def reasons(self) -> dict[int, str]:
        return self._page_with_reasons[1]

    @cached_property
    def runs(self) -> Sequence[SegmentRun]:
        return queries.runs_of(self.segment)

    def address(self, *, only: str | None = None, cursor: str | None = None) -> str:
        """Another part of the list, for the same channel."""
        args = {"only": self.only if only is None else only, "cursor": cursor, "way": self.entry.form.way.data}
        shown = {name: value for name, value in args.items() if value}
        return url_for("segments.segment", segment_id=self.segment.id, **shown)

    @cached_property
    def _page_with_reasons(self) -> tuple[Page[Contact], dict[int, str]]:
        missed = self.only == MISSED if self.only else None
        return queries.people_page(self.segment, self.entry.channel, missed=missed, cursor=self._cursor)
