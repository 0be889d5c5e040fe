"""Selections somebody kept: a complex with works, a street with an outage, households with an administrator."""

from typing import Any

from contactapp.contacts.codes import ContactKind, RoleKind
from contactapp.demo.bulk import Store
from contactapp.demo.staff import Colleague
from contactapp.segments.models import Segment

_EMPTY: dict[str, Any] = {
    "complex_code": "",
    "street": "",
    "first_number": None,
    "last_number": None,
    "tenants_only": True,
    "kind": ContactKind.HOUSEHOLD,
    "role": None,
}
_SEGMENTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("De Ratelaar: onderhoud aan de lift", {"complex_code": "20406"}),
    ("Wilgenkade 2 tot en met 60: storing warmte", {"street": "Wilgenkade", "first_number": 2, "last_number": 60}),
    ("Huishoudens met een bewindvoerder", {"role": RoleKind.ADMINISTRATOR}),
)


def add_segments(store: Store, by: Colleague) -> None:
    """Store them, kept by this colleague."""
    for name, criteria in _SEGMENTS:
        store.add(Segment, _EMPTY | {"name": name, "created_by_id": by.id} | criteria)
