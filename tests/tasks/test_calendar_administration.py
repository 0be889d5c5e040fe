"""Opening hours and closing days of the association, edited by year (R46)."""

from datetime import UTC, date, datetime, time

from flask import Flask

from contactapp.tasks import office
from contactapp.tasks.calendar import Opening
from tests.support.browser import Browser
from tests.support.cast import Cast


def test_a_new_association_follows_the_law(app: Flask) -> None:
    calendar = office.load_calendar()
    assert not calendar.is_working_day(date(2026, 12, 25))
    assert calendar.openings[0] == Opening(time(8), time(17))


def test_the_administrator_adds_and_removes_a_day(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.dirk)
    page = browser.get("/admin/working-calendar?year=2027")
    assert "Goede Vrijdag" in page.text
    page = page.submit("Dag toevoegen", {"Dag": "2027-05-07", "Waarom dicht?": "Brugdag"})
    assert "Brugdag" in page.text
    assert "Hemelvaartsdag" in page.text
    page = page.submit("Weghalen Goede Vrijdag")
    assert "Goede Vrijdag" not in page.text
    calendar = office.load_calendar()
    assert not calendar.is_working_day(date(2027, 5, 7))
    assert calendar.is_working_day(date(2027, 3, 26))


def test_other_opening_hours_count_for_new_terms(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.dirk)
    browser.get("/admin/working-calendar").submit("Openingstijden bewaren", {"d4-open": False, "d0-closes": "20:00"})
    calendar = office.load_calendar()
    assert sorted(calendar.openings) == [0, 1, 2, 3]
    assert calendar.add_working_days(datetime(2026, 11, 19, 12, tzinfo=UTC), 1) == datetime(
        2026, 11, 23, 19, tzinfo=UTC
    )


def test_hours_that_make_no_sense_are_refused(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.dirk).get("/admin/working-calendar")
    assert page.submit("Openingstijden bewaren", {"d0-opens": "18:00"}).status == 422
    assert page.submit("Openingstijden bewaren", {f"d{day}-open": False for day in range(7)}).status == 422
    assert office.load_calendar().openings[0] == Opening(time(8), time(17))


def test_only_the_administrator_sees_it(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.bram)
    assert browser.get("/admin/working-calendar").status == 403
    assert browser.post("/admin/working-calendar/closing-days", {"day": "2027-05-07", "name": "x"}).status == 403


def test_removing_a_day_twice_is_harmless_and_nonsense_is_not_found(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.dirk)
    for _ in range(2):
        assert browser.post("/admin/working-calendar/closing-days/2027-03-26/removal").status == 200
    assert browser.post("/admin/working-calendar/closing-days/ooit/removal").status == 404
