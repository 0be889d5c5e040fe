"""Segments are kept, changed, taken away and put back."""

from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.contacts.codes import RoleKind
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.segments.models import Segment
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts, segments
from tests.support.queries import assert_same_query_count

SAVE = "Selectie bewaren"


def the_segment() -> Segment | None:
    return db.session.scalars(select(Segment).order_by(Segment.id.desc())).first()


def test_a_new_segment_is_kept_with_what_somebody_must_have(bram: Browser, cast: Cast):
    contacts.unit(complex_code="20408", complex_name="Tuindorp")
    contacts.unit(street="Lindestraat")
    typed = {
        "Naam": "Lift Tuindorp",
        "Complex": "20408",
        "Straat": "lindestraat",
        "Van nummer": "2",
        "Postcode": "3511 ab",
        "Met iemand in de rol": "administrator",
    }
    page = bram.get("/segments").click("Nieuwe selectie").submit(SAVE, typed)
    segment = the_segment()
    assert page.heading == "Lift Tuindorp"
    assert "Complex 20408, Lindestraat vanaf 2, postcode 3511AB, met een bewindvoerder" in page.text
    assert (segment.street, segment.role, segment.created_by_id) == (
        "Lindestraat",
        RoleKind.ADMINISTRATOR,
        cast.bram.id,
    )
    assert [event.verb for event in events_of(segment)] == ["segment.saved"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"Alleen wie bij ons huurt": True}, "Geef de selectie een naam."),
        ({"Naam": "Iedereen"}, "Kies minstens één kenmerk."),
        ({"Naam": "Nergens", "Straat": "Nergensstraat"}, "Deze straat komt in onze adressen niet voor."),
        ({"Naam": "Nummers", "Van nummer": "2"}, "Vul bij huisnummers ook de straat in."),
        (
            {"Naam": "Terug", "Straat": "Lindestraat", "Van nummer": "9", "Tot en met nummer": "2"},
            "Dit nummer ligt voor het eerste.",
        ),
        (
            {"Naam": "Code", "Postcode": "Utrecht"},
            "Typ een postcode, of de eerste vier cijfers ervan.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(bram: Browser, typed: dict[str, str | bool], words: str):
    contacts.unit(street="Lindestraat")
    page = bram.get("/segments/new").submit(SAVE, typed)
    assert page.status == 422
    assert words in page.text
    assert page.find("input", name="name").get("value", "") == typed.get("Naam", "")
    assert the_segment() is None


def test_a_segment_can_be_changed(bram: Browser, street: SimpleNamespace):
    page = bram.get(f"/segments/{street.segment.id}").click("Wijzigen").submit(SAVE, {"Tot en met nummer": "4"})
    assert "Lindestraat tot en met 4" in page.text
    assert "2 contacten krijgen dit" in page.text


def test_a_segment_that_was_taken_away_can_be_put_back(bram: Browser, street: SimpleNamespace):
    page = bram.get(f"/segments/{street.segment.id}").submit("Weghalen")
    assert "Nog geen selecties" in page.text
    bram.post(f"/segments/{street.segment.id}/removal")
    bram.post(f"/segments/{street.segment.id}/return")
    assert street.segment.name in bram.get("/segments").text
    assert [event.verb for event in events_of(street.segment)] == ["segment.ended", "segment.restored"]


def test_the_list_asks_as_much_for_three_as_for_thirty(bram: Browser):
    def add(count: int) -> None:
        for number in range(count):
            segments.segment(f"Straat {number}")

    assert_same_query_count(lambda: bram.get("/segments"), add)


def test_the_people_of_a_segment_ask_as_much_for_three_as_for_thirty(bram: Browser, app: Flask):
    segment = segments.segment()

    def add(count: int) -> None:
        for number in range(count):
            contacts.address(contacts.household(f"Dijk{number}"), house_number=number + 1)

    assert_same_query_count(lambda: bram.get(f"/segments/{segment.id}?way=TEL-UIT"), add)


def test_the_list_goes_on_on_the_next_page(bram: Browser, app: Flask):
    segment = segments.segment()
    for number in range(30):
        contacts.address(contacts.household(f"Dijk{number:02d}"), house_number=number + 1)
    page = bram.get(f"/segments/{segment.id}?way=BRI-UIT").click("Volgende")
    assert len(page.find_all("li", data_contact=True)) == 5
    assert page.find("option", value="BRI-UIT").get("selected") is not None


def test_a_death_is_told_only_to_whom_it_may_be_told(browser: Browser, cast: Cast, street: SimpleNamespace):
    from datetime import date

    contacts.role(contacts.person(death_date=date(2026, 1, 1)), street.aarts)
    address = f"/segments/{street.segment.id}"
    assert "overleden" in browser.sign_in(cast.bram).get(address).text
    page = browser.sign_in(cast.dirk).get(address)
    assert "overleden" not in page.text
    assert "persoonlijke omstandigheden" in page.text


@pytest.mark.parametrize("path", ["/segments/999999", "/segments/999999/selection"])
def test_an_unknown_segment_is_not_found(bram: Browser, path: str):
    assert bram.get(path).status == 404


@pytest.mark.parametrize(
    "path", ["/segments/1/selection", "/segments/1/removal", "/segments/1/return", "/segments/new"]
)
def test_who_may_not_register_for_many_keeps_no_segments(browser: Browser, cast: Cast, path: str):
    browser.sign_in(cast.anna)
    assert browser.post(path).status == 403
    assert "Selecties" not in browser.get("/").text


def test_whoever_may_export_takes_along_whom_it_reaches(browser: Browser, cast: Cast, street: SimpleNamespace):
    page = browser.sign_in(cast.dirk).get(f"/segments/{street.segment.id}?way=EMA-UIT")
    form = page.form("Wie het krijgt als CSV")
    rows = browser.client.post(form.action, data=form.data()).data.decode("utf-8-sig").splitlines()
    assert [row.split(";")[0] for row in rows[1:]] == [street.aarts.number]
    assert events_of(cast.dirk)[-1].data == {"count": 1, "query": "Lindestraat", "format": "csv"}


def test_who_may_not_export_gets_no_file(bram: Browser, street: SimpleNamespace):
    assert "CSV" not in bram.get(f"/segments/{street.segment.id}").text
    assert bram.post(f"/segments/{street.segment.id}/export", {"format": "csv"}).status == 403


def test_a_name_of_spaces_is_no_name(bram: Browser):
    page = bram.get("/segments/new").submit(SAVE, {"Naam": "  ", "Alleen wie bij ons huurt": True})
    assert page.status == 422
    assert "Geef de selectie een naam." in page.text
    assert the_segment() is None
