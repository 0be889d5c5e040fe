"""Pictures and attachments of answers: an allow-list in, a download out."""

from io import BytesIO

import pytest
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.knowledge.answers import to_html
from contactapp.knowledge.filing import path_of
from contactapp.knowledge.models import Faq, FaqFile, FaqStatus
from contactapp.permissions import Role
from contactapp.web.files import clean_name
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge

PDF = b"%PDF-1.7 een formulier"
PNG = b"\x89PNG\r\n\x1a\n een foto"


@pytest.fixture
def eva(cast: Cast) -> User:
    """An editor."""
    return accounts.user("Eva Smit", roles=[Role.EDITOR])


@pytest.fixture
def faq(cast: Cast) -> Faq:
    return knowledge.faq("Hoe vraag ik een zonnescherm aan?", code="KB-1")


def add(browser: Browser, name: str, content: bytes) -> Page:
    return browser.get("/knowledge/KB-1/files").submit("Toevoegen", {"Bestand": (BytesIO(content), name)})


def only_file() -> FaqFile:
    return db.session.scalars(select(FaqFile)).one()


def test_an_attachment_stands_under_the_answer_and_is_a_download_that_can_do_nothing(
    browser: Browser, cast: Cast, eva: User, faq: Faq
) -> None:
    add(browser.sign_in(eva), "formulier.pdf", PDF)
    anna = Browser(browser.app).sign_in(cast.anna)
    assert "formulier.pdf" in anna.get("/knowledge/KB-1").text
    answer = anna.client.get(f"/knowledge/files/{only_file().token}")
    assert answer.data == PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Cache-Control"] == "no-store"
    assert [event.verb for event in events_of(faq)] == ["faq.file-added"]


def test_a_picture_is_shown_in_the_answer_only_from_here(browser: Browser, eva: User, faq: Faq) -> None:
    page = add(browser.sign_in(eva), "scherm.png", PNG)
    address = f"/knowledge/files/{only_file().token}"
    assert f"]({address})" in page.find("button", data_copy=True).get("data-copy", "")
    assert f'src="{address}"' in to_html(f"![Een scherm]({address})")
    for other in ("//evil.example/x.png", "/static/x.png", "https://evil.example/x.png", f"{address}/../../../logout"):
        assert "src=" not in to_html(f"![x]({other})")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.exe", PDF),
        ("x.pdf", b"<script>"),
        ("x.svg", b"<svg/>"),
        ("x.pdf", b""),
        ("x.docx", b"PK\x03\x04"),
        ("", b""),
    ],
)
def test_what_we_do_not_take_is_refused_in_words(
    browser: Browser, eva: User, faq: Faq, name: str, content: bytes
) -> None:
    page = add(browser.sign_in(eva), name, content)
    assert (page.status, "Dit bestand kan niet mee." in page.text) == (422, True)
    assert db.session.scalars(select(FaqFile)).all() == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/brief.pdf", "brief.pdf"),
        ("brief\u202efdp.pdf", "brieffdp.pdf"),
        ("x" * 300 + ".pdf", "x" * 146 + ".pdf"),
    ],
)
def test_a_hostile_name_is_cleaned_and_downloads(browser: Browser, eva: User, faq: Faq, name: str, shown: str) -> None:
    add(browser.sign_in(eva), name, PDF)
    assert only_file().name == shown
    assert browser.client.get(f"/knowledge/files/{only_file().token}").status_code == 200


def test_a_name_keeps_no_folder_and_no_line_break() -> None:
    assert clean_name("C:\\werk\\een\nbrief.pdf") == "eenbrief.pdf"


def test_who_may_not_read_the_answer_does_not_get_its_files(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    add(browser.sign_in(eva), "formulier.pdf", PDF)
    address = f"/knowledge/files/{only_file().token}"
    assert Browser(browser.app).client.get(address).status_code in (302, 303, 401)
    faq.status = FaqStatus.DRAFT
    assert Browser(browser.app).sign_in(cast.anna).get(address).status == 404
    assert browser.client.get(address).status_code == 200


def test_a_file_is_taken_away_with_its_bytes(browser: Browser, eva: User, faq: Faq) -> None:
    page = add(browser.sign_in(eva), "formulier.pdf", PDF)
    token = only_file().token
    with browser.app.app_context():
        place = path_of(token)
    assert place.read_bytes() == PDF
    page.submit("Weghalen formulier.pdf")
    assert not place.exists()
    assert browser.post(f"/knowledge/files/{token}/removal").status == 404


def test_who_is_no_editor_adds_and_removes_nothing(browser: Browser, cast: Cast, faq: Faq) -> None:
    browser.sign_in(cast.anna)
    for path in ("KB-1/files", "files/abc/removal"):
        assert browser.post(f"/knowledge/{path}").status == 403


def test_a_link_to_a_file_that_went_is_reported(browser: Browser, eva: User, faq: Faq) -> None:
    faq.answer = f"![Scherm](/knowledge/files/{'0' * 32})"
    assert "dit bestand bestaat niet" in browser.sign_in(eva).get("/knowledge/desk/links").text
