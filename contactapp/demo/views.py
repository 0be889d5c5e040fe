"""Searches that teams and colleagues of the demo keep."""

from contactapp.demo.bulk import Store
from contactapp.demo.staff import Staff
from contactapp.desk.models import SavedView

_OF_TEAMS = (
    ("kcc", "Met open taak", {"status": "open", "team": "kcc"}),
    ("kcc", "Klachten per mail", {"q": "klacht", "channel": "EMA"}),
    ("techniek", "Lekkages", {"q": "lekkage"}),
)
_OF_COLLEAGUES = (("Anna de Wit", "Door mij over sleutels", {"q": "sleutel", "author": "anna@zilverlinde.example"}),)


def add_views(store: Store, staff: Staff) -> None:
    """Store them, those of a team kept by the lead."""
    lead = staff.named("Bram Jansen").id
    for position, (team, name, asked) in enumerate(_OF_TEAMS):
        _add(store, name, asked, position, user_id=None, team_id=staff.team_ids[team], created_by_id=lead)
    for person, name, asked in _OF_COLLEAGUES:
        owner = staff.named(person).id
        _add(store, name, asked, 0, user_id=owner, team_id=None, created_by_id=owner)


def _add(store: Store, name: str, asked: dict[str, str], position: int, **owner: int | None) -> None:
    store.add(SavedView, {"name": name, "arguments": asked, "position": position, "removed_at": None, **owner})
