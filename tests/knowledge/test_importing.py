"""Importing and exporting FAQs, as JSON lines and CSV."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.db import db
from contactapp.knowledge.models import Faq, FaqVersion
from contactapp.knowledge.transfer import exporting, spreadsheet
from contactapp.knowledge.transfer.importing import BadImport, import_file
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge

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


def test_a_team_that_is_not_known_here_takes_no_other_away(app: Flask, cast: Cast, tmp_path: Path) -> None:
    import_file(write(tmp_path, ROW | {"team": cast.verhuur.code}))
    assert import_file(write(tmp_path, ROW | {"team": "wonen"})).same == 1
    faq = db.session.scalars(select(Faq)).one()
    assert faq.team == cast.verhuur
    assert import_file(write(tmp_path, ROW | {"team": ""})).changed == 1
    assert faq.team_id is None


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
    assert "geschreven" in result.output
    tally = import_file(tmp_path / "out.jsonl")
    assert (tally.added, tally.changed, tally.refused) == (0, 0, [])
    assert [other.code for faq in db.session.scalars(select(Faq)) for other in faq.related] == ["KB-1"]


@pytest.mark.parametrize("ending", ["jsonl", "csv"])
def test_everything_comes_back_in_an_empty_knowledge_base(app: Flask, cast: Cast, tmp_path: Path, ending: str) -> None:
    window = {"publish_until": "2027-07-01T00:00:00+02:00", "review_on": "2027-01-01", "checked_on": "2026-02-03"}
    rest = {
        "owner": cast.bram.email,
        "audience": "portal",
        "in_portal": True,
        "term_working_days": 3,
        "team": "Verhuur",
    }
    odd = {"title": "'=1+1", "answer": '- een; "twee"\r\n- drie\n', "keywords": ["@a", "'s avonds"]}
    import_file(
        write(tmp_path, ROW | window | rest, ROW | odd | {"id": "KB-2", "related": ["KB-1"], "status": "draft"})
    )
    before = list(exporting.rows())
    file = tmp_path / f"out.{ending}"
    app.test_cli_runner().invoke(args=["knowledge", "export", str(file)])
    for faq in db.session.scalars(select(Faq)).all():
        db.session.delete(faq)
    db.session.flush()
    assert import_file(file).added == 2
    assert list(exporting.rows()) == before
    again = import_file(file)
    assert (again.added, again.changed) == (0, 0)


@pytest.mark.parametrize("text", ["=1+1", "+31", "-a", "@a", " =1", "'=1", "''-1", "\tx", "＝1", "'s avonds", "gewoon"])
def test_no_cell_is_a_formula_and_every_text_comes_back(text: str) -> None:
    written = spreadsheet.write([{"id": "KB-1", "title": text, "answer": "Ja."}]).decode("utf-8-sig")
    row = next(iter(csv.DictReader(StringIO(written, newline=""), delimiter=";")))
    assert not row["title"].lstrip().startswith(tuple("=+-@＝＋－＠\t\r"))
    assert next(spreadsheet.read(written))["title"] == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("id;title;answer;status\nKB-1;Hond?;Ja.;misschien\n", "Regel 2"),
        ("id;title;answer;term_working_days\nKB-1;Hond?;Ja.;veel\n", "Regel 2"),
        ("id;title;answer\nKB-1;Hond?;\n", "Regel 2"),
        ("vraag;antwoord\nHond?;Ja.\n", "vraag, antwoord"),
    ],
)
def test_a_spreadsheet_that_is_not_right_says_where(app: Flask, tmp_path: Path, text: str, reason: str) -> None:
    file = tmp_path / "faqs.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadImport, match=reason):
        import_file(file)


def test_editors_take_the_knowledge_base_away_and_colleagues_do_not(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een hond houden?", code="KB-1")
    browser.sign_in(accounts.user("Eva Smit", roles=[Role.EDITOR]))
    for kind in ("csv", "jsonl", "zip"):
        answer = browser.client.get(f"/knowledge/desk/transfer/export/{kind}")
        assert b"KB-1" in answer.data or kind == "zip"
        assert f".{kind}" in answer.headers["Content-Disposition"]
    assert Browser(browser.app).sign_in(cast.anna).get("/knowledge/desk/transfer/export/csv").status == 403
