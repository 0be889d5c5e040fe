"""Work that returns: checks, counts and letters of every week, month or year."""

from datetime import date, timedelta

from contactapp.demo.bulk import Store
from contactapp.demo.staff import Colleague
from contactapp.demo.task_types import Kind
from contactapp.tasks.recurring import RecurringTask
from contactapp.tasks.rhythm import RhythmUnit

_WORK = (
    ("verhuur", "Sleutelkast tellen", "Tel de sleutels en leg de lijst in de map.", RhythmUnit.WEEKS, 1, 3),
    ("verhuur", "Leegstandslijst nalopen", "Welke woningen staan langer dan een maand leeg?", RhythmUnit.MONTHS, 1, 9),
    ("techniek", "Noodverlichting testen", "Alle portieken, noteer wat kapot is.", RhythmUnit.MONTHS, 3, 12),
    ("techniek", "Cv-ketels: onderhoud plannen", "Lijst van ketels van dit jaar.", RhythmUnit.YEARS, 1, 40),
    ("kcc", "Bandje buiten openingstijden beluisteren", "", RhythmUnit.WORKING_DAYS, 5, 2),
)


def add_recurring(store: Store, kinds: dict[str, Kind], team_ids: dict[str, int], by: Colleague, today: date) -> None:
    """Store them, each with a first date to come."""
    for team, title, description, unit, step, days in _WORK:
        first = today + timedelta(days=days)
        store.add(
            RecurringTask,
            {
                "title": title,
                "description": description,
                "type_id": kinds["uitzoeken"].id,
                "team_id": team_ids[team],
                "urgent": False,
                "unit": unit,
                "step": step,
                "first_on": first,
                "next_on": first,
                "created_by_id": by.id,
            },
        )
