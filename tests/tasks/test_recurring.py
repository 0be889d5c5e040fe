"""Work that returns: written down once, made by the worker on each of its dates (R50)."""

from datetime import date, timedelta
from itertools import islice
from typing import Any

import pytest
from sqlalchemy import select

from contactapp.accounts.models import Team
from contactapp.clock import local_today
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.tasks import recurring
from contactapp.tasks.calendar import WorkingCalendar, office_hours
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.recurring import RecurringTask, RecurringValues
from contactapp.tasks.rhythm import Rhythm, RhythmUnit
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks

OFFICE = WorkingCalendar(office_hours(), frozenset({date(2026, 12, 25)}))


def first_dates(unit: RhythmUnit, step: int, first: date, number: int = 4) -> list[str]:
    return [f"{day:%d-%m-%y}" for day in islice(Rhythm(unit, step, first).dates(OFFICE), number)]


@pytest.mark.parametrize(
    ("unit", "step", "first", "dates"),
    [
        (RhythmUnit.WEEKS, 2, date(2026, 12, 7), ["07-12-26", "21-12-26", "04-01-27", "18-01-27"]),
        (RhythmUnit.MONTHS, 1, date(2026, 12, 31), ["31-12-26", "31-01-27", "28-02-27", "31-03-27"]),
        (RhythmUnit.MONTHS, 3, date(2026, 11, 15), ["15-11-26", "15-02-27", "15-05-27", "15-08-27"]),
        (RhythmUnit.YEARS, 1, date(2028, 2, 29), ["29-02-28", "28-02-29", "28-02-30", "28-02-31"]),
        (RhythmUnit.WORKING_DAYS, 1, date(2026, 12, 23), ["23-12-26", "24-12-26", "28-12-26", "29-12-26"]),
        (RhythmUnit.WORKING_DAYS, 3, date(2026, 12, 23), ["23-12-26", "29-12-26", "01-01-27", "06-01-27"]),
    ],
)
def test_a_rhythm_knows_its_dates(unit: RhythmUnit, step: int, first: date, dates: list[str]) -> None:
    assert first_dates(unit, step, first) == dates


def planned(cast: Cast, **values: Any) -> RecurringTask:
    kind = tasks.task_type("Controle", term=2)
    defaults = {"title": "Noodverlichting testen", "type": kind, "team": cast.verhuur, "next_on": local_today()}
    rhythm = {"unit": RhythmUnit.WEEKS, "step": 1}
    return recurring.plan(RecurringValues(**(defaults | rhythm | values)), by=cast.bram)


def make_due() -> int:
    db.session.flush()
    return sum(recurring.make(one) for one in recurring.due())


def made() -> list[Task]:
    return list(db.session.scalars(select(Task).order_by(Task.id)))


def test_on_its_day_the_task_stands_in_the_list_of_the_team_once(cast: Cast) -> None:
    one = planned(cast, description="Alle portieken.", urgent=True)
    assert (make_due(), make_due()) == (1, 0)
    (task,) = made()
    assert (task.team, task.status, task.title) == (cast.verhuur, TaskStatus.OPEN, "Noodverlichting testen")
    assert (task.description, task.urgent, task.term, task.created_by) == ("Alle portieken.", True, 2, None)
    assert (one.next_on, one.latest_task) == (local_today() + timedelta(weeks=1), task)


def test_before_its_day_nothing_is_made(cast: Cast) -> None:
    planned(cast, next_on=local_today() + timedelta(days=1))
    assert make_due() == 0


def test_whoever_comes_second_makes_nothing(cast: Cast) -> None:
    one = planned(cast)
    db.session.flush()
    moved_on_elsewhere = local_today() + timedelta(weeks=1)
    table = RecurringTask.__table__
    db.session.connection().execute(table.update().values(next_on=moved_on_elsewhere))
    assert recurring.make(one.id) is False
    assert (made(), one.next_on) == ([], moved_on_elsewhere)


def test_for_a_team_that_works_no_more_nothing_is_made(cast: Cast) -> None:
    planned(cast)
    cast.verhuur.active = False
    assert make_due() == 0


def test_missed_dates_give_one_task(cast: Cast) -> None:
    one = planned(cast, next_on=local_today() - timedelta(weeks=3))
    assert (make_due(), len(made())) == (1, 1)
    assert one.next_on == local_today() + timedelta(weeks=1)


def test_after_its_last_day_it_returns_no_more(cast: Cast) -> None:
    one = planned(cast, last_on=local_today() + timedelta(days=3))
    assert (make_due(), one.next_on) == (1, None)
    recurring.restart(one, by=cast.bram)
    assert one.next_on is None


def test_a_lead_writes_it_down_changes_it_and_ends_it(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Controle")
    page = browser.sign_in(cast.bram).get("/tasks/workload").click("Terugkerende taken")
    page = page.click("Nieuwe terugkerende taak")
    coming = local_today() + timedelta(days=5)
    values = {"Wat moet er gebeuren?": "Sleutels tellen", "Taaktype": "Controle", "Elke": "2", "Eenheid": "weken"}
    page = page.submit("Bewaren", values | {"Volgende keer": coming.isoformat()})
    assert "‘Sleutels tellen’ komt elke 2 weken terug." in page.text
    one = db.session.scalars(select(RecurringTask)).one()
    assert (one.team, one.next_on, one.created_by_id) == (cast.verhuur, coming, cast.bram.id)
    page = page.click("Sleutels tellen").submit("Bewaren", {"Elke": "1", "Eenheid": "jaar"})
    assert "elk jaar" in page.text
    page = page.click("Sleutels tellen").submit("Niet meer laten terugkomen")
    assert (one.next_on, "gestopt" in page.text) == (None, True)
    page.click("Sleutels tellen").submit("Weer laten terugkomen")
    assert one.next_on == coming
    assert [event.verb for event in events_of(one)] == [
        "recurring-task.saved", "recurring-task.saved", "recurring-task.ended", "recurring-task.saved",
    ]  # fmt: skip


def test_what_makes_no_sense_is_refused_and_kept(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Controle")
    page = browser.sign_in(cast.bram).get("/tasks/recurring/new")
    right = {"Wat moet er gebeuren?": "Tellen", "Taaktype": "Controle", "Volgende keer": local_today().isoformat()}
    yesterday = (local_today() - timedelta(days=1)).isoformat()
    for wrong in ({"Volgende keer": yesterday}, {"Elke": "0"}, {"Elke": ""}, {"Tot en met": yesterday}):
        refused = page.submit("Bewaren", right | wrong)
        assert refused.status == 422
        assert refused.form("Bewaren").data()["title"] == "Tellen"
    assert db.session.scalars(select(RecurringTask)).all() == []


def test_each_lead_sees_their_own_teams_the_administrator_all(browser: Browser, cast: Cast) -> None:
    def at(team: Team, title: str) -> str:
        return f"/tasks/recurring/{planned(cast, team=team, title=title).id}"

    own, other = at(cast.verhuur, "Sleutels tellen"), at(cast.techniek, "Busjes keuren")
    page = browser.sign_in(cast.bram).get("/tasks/recurring")
    assert ("Sleutels tellen" in page.text, "Busjes keuren" in page.text) == (True, False)
    assert (browser.get(own).status, browser.get(other).status) == (200, 404)
    assert browser.post(f"{other}/ending", {}).status == 404
    page = browser.sign_in(cast.dirk).get("/tasks/recurring")
    assert ("Sleutels tellen" in page.text, "Busjes keuren" in page.text) == (True, True)
    browser.sign_in(cast.anna)
    for path in ("/tasks/recurring", "/tasks/recurring/new", own):
        assert browser.get(path).status == 403
    assert browser.post(own, {"title": "x"}).status == 403


def test_a_page_that_was_open_while_its_date_was_made_does_not_make_it_twice(browser: Browser, cast: Cast) -> None:
    one = planned(cast)
    page = browser.sign_in(cast.bram).get(f"/tasks/recurring/{one.id}")
    assert make_due() == 1
    page.submit("Bewaren", {"Wat moet er gebeuren?": "Lampen testen"})
    assert (one.title, one.next_on, make_due()) == ("Lampen testen", local_today() + timedelta(weeks=1), 0)
