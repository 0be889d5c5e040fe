"""Bringing a knowledge base in from the screen: choose, try, look, carry out."""

import json
import zipfile
from io import BytesIO

import pytest
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.background.stepping import Phase
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.knowledge import approving
from contactapp.knowledge.models import Faq, FaqCategory, FaqVersion, NewsItem
from contactapp.knowledge.transfer import exporting, jobs
from contactapp.knowledge.transfer.jobs import KnowledgeImport
from contactapp.permissions import Role
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge

SCREEN = "/knowledge/desk/transfer"
DOG = {"id": "KB-1", "title": "Mag ik een hond houden?", "answer": "Ja.", "related": ["KB-2"]}
CAT = {"id": "KB-2", "title": "Mag ik een kat houden?", "answer": "Nee."}


@pytest.fixture
def eva(browser: Browser, cast: Cast) -> User:
    """An editor, signed in."""
    one = accounts.user("Eva Smit", roles=[Role.EDITOR])
    browser.sign_in(one)
    return one


def upload(browser: Browser, *rows: object, name: str = "kennisbank.jsonl") -> Page:
    content = "\n".join(json.dumps(row) for row in rows).encode()
    return browser.get(SCREEN).submit("Bestand proberen", {"Bestand": (BytesIO(content), name)})


def to_the_end(browser: Browser, job: KnowledgeImport) -> Page:
    while job.is_running:
        browser.post(f"{SCREEN}/{job.id}/steps", htmx="import-progress")
    return browser.get(f"{SCREEN}/{job.id}")


def only_job() -> KnowledgeImport:
    return db.session.scalars(select(KnowledgeImport)).one()


def test_a_file_is_tried_first_and_then_carried_out(
    browser: Browser, eva: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "STEP", 2)
    knowledge.faq("Mag ik een kat houden?", code="KB-2", answer="Ja.")
    upload(browser, DOG, {"kind": "category", "path": ["Leeg"]}, CAT, {"id": "KB-3"})
    page = to_the_end(browser, only_job())
    assert "Zo zou het gaan" in page.text
    assert "answer, title ontbreekt" in page.text
    assert [faq.answer for faq in db.session.scalars(select(Faq))] == ["Ja."]
    page.submit("Uitvoeren")
    assert "Het bestand is ingelezen." in to_the_end(browser, only_job()).text
    job = only_job()
    assert (job.added, job.changed, job.refused) == (2, 1, 1)
    faqs = {faq.code: faq for faq in db.session.scalars(select(Faq))}
    assert (faqs["KB-2"].answer, [one.code for one in faqs["KB-1"].related]) == ("Nee.", ["KB-2"])
    assert {version.author_id for version in db.session.scalars(select(FaqVersion))} == {eva.id}
    assert [event.verb for event in events_of(job)] == ["import.uploaded", "import.started", "import.stored"]
    assert browser.post(f"{SCREEN}/{job.id}/start").status == 200
    assert only_job().phase is Phase.STORED


def test_of_a_line_that_is_refused_nothing_comes_in(browser: Browser, eva: User) -> None:
    file = {"token": "a" * 32, "name": "plattegrond.png", "media_type": "image/png"}
    file |= {"added_at": "2026-01-01T07:00Z", "added_by": ""}
    knowledge.faq("Mag ik een kat houden?", code="KB-2", answer="Ja.")
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        lines = [DOG | {"category": ["Wonen"], "files": [file]}, CAT | {"answer": 3, "related": [{}]}]
        archive.writestr(exporting.LINES, "\n".join(map(json.dumps, lines)))
        archive.writestr(exporting.FILES + file["token"], b"<script>")
    content.seek(0)
    browser.get(SCREEN).submit("Bestand proberen", {"Bestand": (content, "kennisbank.zip")})
    to_the_end(browser, only_job()).submit("Uitvoeren")
    page = to_the_end(browser, only_job())
    assert "bestand plattegrond.png is niet wat zijn naam zegt" in page.text
    assert (only_job().phase, only_job().refused) == (Phase.STORED, 2)
    assert [(faq.code, faq.answer) for faq in db.session.scalars(select(Faq))] == [("KB-2", "Ja.")]
    assert db.session.scalars(select(FaqCategory)).all() == []


def test_what_an_editor_takes_along_comes_in_again(browser: Browser, eva: User) -> None:
    knowledge.faq("Mag ik een kat houden?", code="KB-2")
    content = browser.client.get(f"{SCREEN}/export/zip").data
    browser.get(SCREEN).submit("Bestand proberen", {"Bestand": (BytesIO(content), "kennisbank.zip")})
    to_the_end(browser, only_job())
    assert (only_job().same, only_job().total) == (1, 1)
    browser.get(f"{SCREEN}/{only_job().id}").submit("Weggooien")
    assert db.session.scalars(select(KnowledgeImport)).all() == []


def test_a_file_that_is_no_knowledge_base_is_refused(browser: Browser, eva: User) -> None:
    page = upload(browser, DOG, name="kennisbank.zip")
    assert (page.status, f"Dit is geen ZIP met {exporting.LINES} erin." in page.text) == (422, True)
    page = browser.get(SCREEN).submit("Bestand proberen")
    assert (page.status, "Kies een bestand." in page.text) == (422, True)


def test_reading_in_is_no_way_around_a_second_editor(browser: Browser, cast: Cast, eva: User) -> None:
    upload(browser, DOG)
    to_the_end(browser, only_job())
    approving.require(needed=True, by=cast.dirk)
    assert browser.post(f"{SCREEN}/{only_job().id}/start").status == 409
    assert upload(browser, DOG).status == 409
    assert Browser(browser.app).sign_in(cast.dirk).post(f"{SCREEN}/{only_job().id}/start").status == 200


def test_only_editors_come_here(browser: Browser, cast: Cast, eva: User) -> None:
    assert browser.get(f"{SCREEN}/404").status == 404
    assert browser.post(f"{SCREEN}/404/start").status == 404
    browser.sign_in(cast.anna)
    for path in ("", "/1/steps", "/1/start", "/1/removal"):
        assert browser.post(SCREEN + path).status == 403


PAST = {
    "version": 1,
    "published": True,
    "submitted": False,
    "return_reason": "",
    "at": "2026-01-02T03:04:05+00:00",
    "content": {"title": "Mag ik een hond houden?", "answer": "Nee, stond er eerst."},
}


@pytest.mark.parametrize("is_administrator", [False, True])
def test_only_an_administrator_brings_in_what_others_wrote(
    browser: Browser, cast: Cast, eva: User, is_administrator: bool
) -> None:
    by = cast.dirk if is_administrator else eva
    browser.sign_in(by)
    past = PAST | {"author": cast.anna.email, "approved_by": cast.bram.email, "returned_by": ""}
    news = {"title": "Storing", "text": "Bel niet.", "visible_from": "2026-01-02T03:04:05+00:00"}
    upload(browser, DOG | {"related": [], "versions": [past]}, news | {"kind": "news", "author": cast.anna.email})
    to_the_end(browser, only_job()).submit("Uitvoeren")
    to_the_end(browser, only_job())
    version = db.session.scalars(select(FaqVersion)).one()
    author, approver = (cast.anna.id, cast.bram.id) if is_administrator else (eva.id, None)
    assert (version.author_id, version.approved_by_id) == (author, approver)
    assert db.session.scalars(select(NewsItem.author_id)).one() == author


def test_another_order_of_what_belongs_here_is_no_new_version(browser: Browser, eva: User) -> None:
    for related in (["KB-2", "KB-3"], ["KB-3", "KB-2"]):
        upload(browser, DOG | {"related": related}, CAT, CAT | {"id": "KB-3"})
        job = db.session.scalars(select(KnowledgeImport).order_by(KnowledgeImport.id.desc())).first()
        assert job is not None
        to_the_end(browser, job).submit("Uitvoeren")
        to_the_end(browser, job)
    assert (job.same, job.changed) == (3, 0)
    assert len(db.session.scalars(select(FaqVersion)).all()) == 3
