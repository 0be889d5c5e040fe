"""The whole knowledge base leaves as one file and comes back in an empty database as it was."""

import json
import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete

from contactapp.db import db
from contactapp.knowledge import editing, filing
from contactapp.knowledge.contents import content_of, keep_version
from contactapp.knowledge.models import (
    Faq,
    FaqCategory,
    FaqFile,
    FaqVersion,
    GlossaryTerm,
    NewsItem,
    NewsKind,
    RelatedFaq,
)
from contactapp.knowledge.queries import concept_of, versions_of
from contactapp.knowledge.transfer import exporting, reading
from contactapp.knowledge.transfer.importing import BadImport, import_file
from tests.support.cast import Cast
from tests.support.make import knowledge, stored

PNG = b"\x89PNG\r\n\x1a\n plattegrond"
PDF = b"%PDF-1.4 huisregels"


def fill(cast: Cast) -> None:
    """Something of everything: an empty category, a concept beside a published text, files, own words, news."""
    living = knowledge.category("Wonen", position=3)
    pets = knowledge.category("Huisdieren", parent_id=living.id, position=1)
    knowledge.category("Nog leeg", parent_id=living.id, position=2)
    later = knowledge.faq(
        "Mag ik een kat houden?", code="KB-2", status="archived", version=0, answer="- ja\n- \u2028nee"
    )
    keep_version(later, by=None)
    faq = knowledge.faq(
        "Mag ik een hond houden?",
        code="KB-1",
        version=0,
        category_id=pets.id,
        team=cast.verhuur,
        owner=cast.bram,
        related=[later],
        search_words=["blaffer", "en een heel verhaal " * 50],
        publish_until=datetime(2027, 7, 1, tzinfo=UTC),
        changed_at=datetime(2026, 2, 3, 4, 5, tzinfo=UTC),
    )
    keep_version(faq, by=cast.bram)
    editing.submit(faq, content_of(faq) | {"answer": "Nee.", "owner_id": cast.anna.id}, by=cast.bram, based_on=1)
    picture = filing.add(faq, "plattegrond.png", PNG, by=cast.bram)
    filing.add(faq, "huisregels.pdf", PDF, by=cast.bram)
    faq.answer = f"![Plattegrond](/knowledge/files/{picture.token})"
    stored(GlossaryTerm(expression="plee", meaning="toilet", active=False))
    stored(NewsItem(title="Storing", text="Bel *niet*.", kind=NewsKind.INSTRUCTION, important=True, team=cast.verhuur))
    db.session.flush()


def exported(app: Flask, file: Path) -> None:
    app.test_cli_runner().invoke(args=["knowledge", "export", str(file)], catch_exceptions=False)


def empty() -> None:
    """What a new association has: its colleagues and teams, no knowledge."""
    for place in [filing.path_of(token) for token in db.session.scalars(db.select(FaqFile.token))]:
        place.unlink()
    for model in (FaqFile, FaqVersion, RelatedFaq, Faq, GlossaryTerm, NewsItem):
        db.session.execute(delete(model))
    db.session.execute(delete(FaqCategory).where(FaqCategory.parent_id.is_not(None)))
    db.session.execute(delete(FaqCategory))
    db.session.expunge_all()


def test_everything_comes_back_as_it_was_with_versions_and_files(app: Flask, cast: Cast, tmp_path: Path) -> None:
    fill(cast)
    file = tmp_path / "kennisbank.zip"
    exported(app, file)
    before = list(exporting.records())
    empty()
    assert list(exporting.records()) == []
    tally = import_file(file)
    assert (tally.changed, tally.refused) == (0, [])
    assert list(exporting.records()) == before
    faq = db.session.scalars(db.select(Faq).where(Faq.code == "KB-1")).one()
    concept = concept_of(faq)
    assert concept is not None
    assert (concept.content["answer"], concept.submitted, concept.author) == ("Nee.", True, cast.bram)
    assert sorted(filing.path_of(one["token"]).read_bytes() for one in before[3]["files"]) == sorted([PNG, PDF])
    again = import_file(file)
    assert (again.added, again.changed) == (0, 0)
    assert list(exporting.records()) == before


def test_what_was_changed_since_is_changed_back_as_a_new_version(app: Flask, cast: Cast, tmp_path: Path) -> None:
    fill(cast)
    file = tmp_path / "kennisbank.jsonl"
    exported(app, file)
    faq = db.session.scalars(db.select(Faq).where(Faq.code == "KB-1")).one()
    waiting, answer, faq.answer, faq.related = concept_of(faq), faq.answer, "Weg.", []
    db.session.flush()
    tally = import_file(file)
    assert (tally.added, tally.changed) == (0, 1)
    assert (faq.answer, [one.code for one in faq.related]) == (answer, ["KB-2"])
    assert [one.published for one in versions_of(faq)] == [False, True, False, True]
    kept = concept_of(faq)
    assert waiting is not None and kept is not None
    assert (kept.content, kept.submitted, kept.author) == (waiting.content, True, cast.bram), "it still waits"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"kind": "gebruiker", "id": "x"}', "deze soort kennen we niet"),
        ('{"id": "KB-1", "title": "Hond?"}', "answer ontbreekt"),
        ('{"id": "KB-1", "title": "Hond?", "answer": 3}', "answer is niet goed"),
        ('{"id": "KB-1", "title": "Hond?", "answer": "Ja\\u0000"}', "answer is niet goed"),
        ('{"id": "KB-1", "title": "Hond?", "answer": "Ja", "keywords": "hond"}', "keywords is niet goed"),
        ('{"id": "KB-1", "title": "Hond?", "answer": "Ja", "files": [{"token": "../../x"}]}', "added_at, added_by"),
        ('{"id": "KB-1", "title": "Hond?", "answer": "Ja\\ud800"}', "answer is niet goed"),
        ('{"id": "KB-1", "title": "Hond?", "answer": "Ja", "audience": []}', "audience is niet goed"),
        ('{"id": "KB/1", "title": "Hond?", "answer": "Ja"}', "id is niet goed"),
        ('{"kind": "category", "path": ["a", "b", "c"]}', "path is niet goed"),
        ('{"kind": "category", "path": []}', "path ontbreekt"),
        ('{"kind": "news", "title": "a", "text": "b", "visible_from": "0001-01-01T00:00+14:00"}', "visible_from is"),
        ('{"kind": "news", "title": "a", "text": "b", "visible_from": "2026-01-01T07:00Z", "team": "x"}', "team x"),
        (f'{{"id": {"9" * 5_000}}}', "geen JSON"),
        ('{"kind": "news", "title": "a", "text": "b", "visible_from": "2026-01-01"}', "visible_from is niet goed"),
        ("[1]", "geen JSON-object"),
        ("[" * 100_000, "geen JSON"),
    ],
)
def test_a_record_that_is_not_right_says_where_and_why(app: Flask, tmp_path: Path, line: str, reason: str) -> None:
    file = tmp_path / "kennisbank.jsonl"
    file.write_text(f'{{"kind": "category", "path": ["Wonen"]}}\n{line}\n', encoding="utf-8")
    with pytest.raises(BadImport, match=f"Regel 2: .*{reason}"):
        import_file(file)
    assert list(exporting.records()) == []
    tried = app.test_cli_runner().invoke(args=["import", "faqs", str(file), "--dry-run"])
    assert reason in tried.output
    assert "1 toegevoegd" in tried.output
    assert list(exporting.records()) == []


def test_a_file_that_is_not_what_its_name_says_is_refused(app: Flask, cast: Cast, tmp_path: Path) -> None:
    fill(cast)
    file = tmp_path / "kennisbank.zip"
    exported(app, tmp_path / exporting.LINES)
    with zipfile.ZipFile(file, "w") as archive:
        archive.write(tmp_path / exporting.LINES, exporting.LINES)
        for one in db.session.scalars(db.select(FaqFile)):
            archive.writestr(exporting.FILES + one.token, b"<script>")
    empty()
    with pytest.raises(BadImport, match="is niet wat zijn naam zegt"):
        import_file(file)


def test_what_belongs_to_another_database_does_not_come_in(app: Flask, cast: Cast, tmp_path: Path) -> None:
    row = {"id": "KB-1", "title": "Hond?", "answer": "Ja.", "category_id": 987_654, "colour": "red"}
    content = {"title": "Hond?", "answer": "Nee.", "owner_id": 987_654, "colour": "red"}
    past = {"version": 4, "published": True, "submitted": False, "return_reason": "", "at": "2026-01-01T07:00Z"}
    people = {"author": cast.bram.email, "approved_by": "", "returned_by": ""}
    file = tmp_path / "kennisbank.jsonl"
    file.write_text(json.dumps(row | {"versions": [past | people | {"content": content}]}), encoding="utf-8")
    assert [(tally.added, tally.changed) for tally in (import_file(file), import_file(file))] == [(1, 0), (0, 0)]
    faq = db.session.scalars(db.select(Faq)).one()
    [version] = versions_of(faq)
    assert (faq.category_id, version.content) == (None, {"title": "Hond?", "answer": "Nee."})
    editing.publish(faq, content_of(faq), by=cast.bram, based_on=4)
    assert [one.version for one in versions_of(faq)] == [5, 4], "the next version has a number of its own"


def test_news_for_one_team_does_not_become_news_for_everybody(app: Flask, cast: Cast, tmp_path: Path) -> None:
    fill(cast)
    file = tmp_path / "kennisbank.jsonl"
    exported(app, file)
    cast.verhuur.code, cast.verhuur.name = "wonen", "Wonen"
    db.session.flush()
    with pytest.raises(BadImport, match="team verhuur kennen we niet"):
        import_file(file)
    assert db.session.scalars(db.select(NewsItem)).one().team == cast.verhuur


def zipped(picture: bytes = PNG) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(exporting.LINES, "{}")
        archive.writestr(exporting.FILES + "a" * 32, picture)
    return content.getvalue()


def locked() -> bytes:
    """An archive that asks for a password: a bit in the list of what is in it says so."""
    packed = bytearray(zipped())
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    return bytes(packed)


def test_a_file_without_a_knowledge_base_in_it_is_refused(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MOST_RECORDS", 2)
    digits = b"id;title;answer;term_working_days\nKB-1;Hond?;Ja.;" + b"9" * 5_000
    for name, content, reason in (
        ("x.zip", b"PK", "geen ZIP"),
        ("x.zip", locked(), "geen ZIP"),
        ("x.zip", zipped(), "Regel 1: answer, id, title ontbreekt"),
        ("x.zip", zipped(PNG + bytes(5_000_000)), "te groot"),
        ("x.jsonl", b"\xff\xfe", "geen tekst"),
        ("x.jsonl", b"{}\n" * 3, "te groot"),
        ("x.csv", b"vraag;antwoord\na;b\n", "niet de kolommen"),
        ("x.csv", digits, "term_working_days is niet goed"),
    ):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BadImport, match=reason):
            import_file(tmp_path / name)
    assert db.session.scalars(db.select(Faq)).all() == []
