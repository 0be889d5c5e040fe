"""What may be offered as a file on the administration screen, and what the screen says of it."""

from io import BytesIO

import pytest
from flask import Flask

from contactapp.contacts import import_views
from contactapp.contacts.importing import jobs
from contactapp.contacts.importing.jobs import ImportJob, ImportRow
from tests.contacts.test_import_screen import TRY, admin, count, offer, run
from tests.contacts.test_importing import CONTACTS, CUSTOMERS
from tests.support.browser import Browser

__all__ = ["admin"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a;b\n1;2\n", "kolommen ontbreken"),
        (CUSTOMERS, "kolommen ontbreken"),
        ("", "kolommen ontbreken"),
        (CONTACTS.replace("email", "phone", 1), "staan er dubbel in: phone"),
    ],
)
def test_a_file_of_another_shape_is_refused_whole(admin: Browser, text: str, words: str):
    page = offer(admin, text)
    assert page.status == 422
    assert words in page.text
    assert count(ImportJob) == 0


def test_a_file_that_is_not_text_is_refused(admin: Browser):
    file = (BytesIO(b"\xff\xfe\x00"), "foto.jpg")
    page = admin.get("/admin/import").submit(TRY, {"Bestand": file})
    assert page.status == 422
    assert "Kies in Excel bij ‘Opslaan als’ voor ‘CSV UTF-8’." in page.text


def test_the_mark_that_excel_puts_before_utf_8_is_no_part_of_a_column(admin: Browser):
    assert "3 van 3 regels" in run(admin, offer(admin, f"\ufeff{CONTACTS}")).text


def test_the_screen_names_the_columns_of_every_kind(admin: Browser):
    text = admin.get("/admin/import").text
    assert "Nodig: source, external_id, number, contact_external_id." in text
    assert "Mag ook: ends_on." in text


def test_a_file_must_be_chosen(admin: Browser):
    page = admin.get("/admin/import").submit(TRY)
    assert page.status == 422
    assert "Kies een bestand." in page.text


def test_a_file_that_is_too_long_for_the_screen_is_refused(admin: Browser, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(jobs, "MOST_ROWS", 2)
    assert "te lang voor het scherm" in offer(admin, CONTACTS).text
    assert count(ImportJob) == count(ImportRow) == 0


def test_a_file_may_be_larger_than_any_other_request(admin: Browser, app: Flask, monkeypatch: pytest.MonkeyPatch):
    page = admin.get("/admin/import")
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", len(CONTACTS))
    file = (BytesIO(CONTACTS.encode()), "contacts.csv")
    assert page.submit(TRY, {"Wat staat erin?": "contacts", "Bestand": file}).status == 200
    monkeypatch.setattr(import_views, "LARGEST_FILE", len(CONTACTS))
    file = (BytesIO(CONTACTS.encode()), "contacts.csv")
    assert page.submit(TRY, {"Wat staat erin?": "contacts", "Bestand": file}).status == 413


def test_the_name_of_a_file_cannot_turn_the_words_around_it(admin: Browser):
    file = (BytesIO(CONTACTS.encode()), "huis\u202evsc.csv")
    page = admin.get("/admin/import").submit(TRY, {"Wat staat erin?": "contacts", "Bestand": file})
    assert page.heading == "Inlezen: huisvsc.csv"
