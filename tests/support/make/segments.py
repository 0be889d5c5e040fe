"""Segments."""

from typing import Any

from contactapp.segments.models import Segment
from tests.support.make import stored


def segment(name: str = "Lindestraat", **criteria: Any) -> Segment:
    """Everybody of a street, unless other criteria are given."""
    return stored(Segment(name=name, **criteria or {"street": "Lindestraat"}))
