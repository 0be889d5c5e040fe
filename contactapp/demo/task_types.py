"""The kinds of task of Zilverlinde, with their terms and checklists."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from contactapp.demo.bulk import Store
from contactapp.demo.hours import Clock
from contactapp.tasks.models import TaskType, TaskTypeStep, TermUnit
from contactapp.tasks.outcomes import FieldKind, OutcomeField

SOURCE = Path(__file__).with_suffix(".json")


@dataclass(frozen=True)
class Kind:
    """A task type as the history uses it."""

    id: int
    code: str
    name: str
    term: int
    unit: TermUnit
    is_callback: bool
    pauses: bool
    steps: tuple[str, ...]
    asks: tuple[OutcomeField, ...] = ()

    def deadline(self, clock: Clock, start: datetime) -> datetime:
        """When a task of this kind must be done."""
        if self.unit is TermUnit.WORKING_HOURS:
            return clock.calendar.add_working_time(start, timedelta(hours=self.term))
        return clock.calendar.add_working_days(start, self.term)


def add_task_types(store: Store, team_ids: dict[str, int]) -> dict[str, Kind]:
    """Store them, by code."""
    kinds = {}
    for position, entry in enumerate(json.loads(SOURCE.read_text(encoding="utf-8"))):
        values = {
            "code": entry["code"],
            "name": entry["name"],
            "team_id": team_ids[entry["team"]] if entry["team"] else None,
            "term": entry["term"],
            "term_unit": TermUnit(entry["unit"]),
            "is_callback": entry.get("callback", False),
            "waiting_pauses": entry.get("pauses", True),
            "position": position,
        }
        asks = tuple(_asked(one) for one in entry.get("asks", ()))
        values["outcome_fields"] = [one.stored() for one in asks] or None
        type_id = store.add(TaskType, values)
        for place, text in enumerate(entry["steps"]):
            store.add(TaskTypeStep, {"type_id": type_id, "position": place, "text": text})
        kinds[entry["code"]] = Kind(
            type_id, entry["code"], entry["name"], entry["term"], values["term_unit"],
            values["is_callback"], values["waiting_pauses"], tuple(entry["steps"]), asks,
        )  # fmt: skip
    return kinds


def _asked(entry: dict[str, Any]) -> OutcomeField:
    kind, required = FieldKind(entry["kind"]), entry.get("required", False)
    return OutcomeField(entry["label"], kind, required, tuple(entry.get("choices", ())))
