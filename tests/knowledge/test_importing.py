"""Importing FAQs from JSON lines."""

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.db import db
from contactapp.knowledge.importing import BadImport, import_file
from contactapp.knowledge.models import Faq, FaqVersion
from tests.support.cast import Cast

ROW = {
    "id": "KB-1",
    "title": "Mag ik een hond houden?",
    "answer": "Ja.",
    "category": ["Wonen", "Huisdieren"],
    "keywords": ["hond"],
    "search_words": ["viervoeter"],
    "team": "Verhuur",
}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "faqs.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_an_import_makes_faqs_with_category_and_team(app: Flask, cast: Cast, tmp_path: Path) -> None:
    team = cast.verhuur
    tally = import_file(write(tmp_path, ROW))
    faq = db.session.scalars(select(Faq)).one()
    assert (tally.added, faq.code, faq.search_words) == (1, "KB-1", ["viervoeter"])
    assert faq.category is not None
    assert faq.category.path == ["Wonen", "Huisdieren"]
    assert faq.team == team


def test_importing_twice_changes_nothing(app: Flask, tmp_path: Path) -> None:
    import_file(write(tmp_path, ROW))
    tally = import_file(write(tmp_path, ROW))
    assert (tally.added, tally.changed, tally.same) == (0, 0, 1)
    assert len(db.session.scalars(select(FaqVersion)).all()) == 1


def test_a_changed_line_becomes_a_new_version(app: Flask, tmp_path: Path) -> None:
    import_file(write(tmp_path, ROW))
    tally = import_file(write(tmp_path, ROW | {"answer": "Ja, één."}))
    assert tally.changed == 1
    assert [one.version for one in db.session.scalars(select(FaqVersion).order_by(FaqVersion.version))] == [1, 2]


def test_a_line_without_answer_is_refused_with_its_number(app: Flask, tmp_path: Path) -> None:
    with pytest.raises(BadImport, match="Regel 2"):
        import_file(write(tmp_path, ROW, {"id": "KB-2", "title": "Leeg"}))
    assert db.session.scalars(select(Faq)).all() == []


def test_the_command_reports_what_it_did(app: Flask, tmp_path: Path) -> None:
    result = app.test_cli_runner().invoke(args=["import", "faqs", str(write(tmp_path, ROW))])
    assert "1 toegevoegd" in result.output


def test_what_is_exported_is_read_back_the_same(app: Flask, cast: Cast, tmp_path: Path) -> None:
    assert cast.verhuur
    window = {
        "publish_from": "2026-07-01T00:00:00+02:00",
        "review_on": "2027-01-01",
        "in_portal": True,
        "term_working_days": 3,
    }
    import_file(write(tmp_path, ROW | window, ROW | {"id": "KB-2", "related": ["KB-1"], "status": "draft"}))
    result = app.test_cli_runner().invoke(args=["knowledge", "export", str(tmp_path / "out.jsonl")])
    assert "2 geschreven" in result.output
    tally = import_file(tmp_path / "out.jsonl")
    assert (tally.added, tally.changed, tally.same) == (0, 0, 2)
    assert [other.code for faq in db.session.scalars(select(Faq)) for other in faq.related] == ["KB-1"]
