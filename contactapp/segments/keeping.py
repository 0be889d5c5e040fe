"""Keeping segments: saving, taking away, putting back."""

from typing import Any

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.segments.models import Segment
from contactapp.segments.wording import selection_text


def keep(segment: Segment | None, name: str, criteria: dict[str, Any], *, by: User) -> Segment:
    """Store a segment as typed, or a new one."""
    segment = segment or Segment(created_by=by)
    segment.name = name
    for field, value in criteria.items():
        setattr(segment, field, value)
    db.session.add(segment)
    record(segment, Verb.SEGMENT_SAVED, by=by, name=name, selection=selection_text(segment))
    return segment


def end(segment: Segment, *, by: User) -> None:
    """Take it out of the list; what was registered for it stays. Twice is harmless."""
    if segment.ended_at is None:
        segment.ended_at = utcnow()
        record(segment, Verb.SEGMENT_ENDED, by=by, name=segment.name)


def restore(segment: Segment, *, by: User) -> None:
    """Put it back in the list."""
    if segment.ended_at is not None:
        segment.ended_at = None
        record(segment, Verb.SEGMENT_RESTORED, by=by, name=segment.name)
