"""Interaction templates and standard texts of Zilverlinde."""

import json
from pathlib import Path
from typing import Any

from contactapp.demo.bulk import Store
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result
from contactapp.interactions.models import InteractionTemplate, StandardText

SOURCE = Path(__file__).with_suffix(".json")
_COLUMNS = {"group": "group_name", "task_type": "task_type_code"}
_CODES = {"channel": Channel, "direction": Direction, "kind": MomentKind, "result": Result}


def add_templates(store: Store, team_ids: dict[str, int]) -> None:
    """Store what is in the file; teams stand there by code."""
    content = json.loads(SOURCE.read_text(encoding="utf-8"))
    for position, entry in enumerate(content["templates"]):
        store.add(InteractionTemplate, _row(entry, position, team_ids))
        # Each says only what differs from the defaults, so they cannot be stored in one statement.
        store.flush()
    for position, text in enumerate(content["standard_texts"]):
        store.add(StandardText, text | {"position": position})


def _row(entry: dict[str, Any], position: int, team_ids: dict[str, int]) -> dict[str, Any]:
    row = {_COLUMNS.get(name, name): _CODES[name](value) if name in _CODES else value for name, value in entry.items()}
    team = row.pop("team", None)
    return {"position": position} | row | {"team_id": team_ids[team] if team else None}
