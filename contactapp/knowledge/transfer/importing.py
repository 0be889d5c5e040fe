"""Reading a knowledge base from JSON lines or CSV. Safe to repeat: what is there, by code, is brought up to date."""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.knowledge.contents import apply, content_of, keep_version
from contactapp.knowledge.models import Audience, Faq, FaqCategory, FaqStatus
from contactapp.knowledge.transfer import spreadsheet

# What is written as a version keeps it.
_AS_KEPT = (
    *("publish_from", "publish_until", "review_on", "template_code", "task_type_code", "term_working_days"),
    *("in_portal", "related", "scenario_code"),
)


class BadImport(ValueError):
    """A line that cannot be read, with its number."""


@dataclass
class Tally:
    """What an import did."""

    added: int = 0
    changed: int = 0
    same: int = 0


def import_file(path: Path) -> Tally:
    """Import every line of a file; the caller commits.

    Raises:
        BadImport: when a line is not a FAQ; nothing is imported then.
    """
    return import_rows(_read(path))


def import_rows(rows: Iterable[dict[str, Any]]) -> Tally:
    """Each row holds id (the code), title, answer, and optionally category (one or two names), keywords,
    search_words, team (name or code), audience (staff, portal) and status."""
    tally = Tally()
    rows = list(rows)
    known = {faq.code: faq for faq in db.session.scalars(select(Faq))}
    shelves = _Shelves()
    for row in rows:
        faq = known.get(row["id"])
        if faq is None:
            faq = known[row["id"]] = Faq(code=row["id"], version=0, status=FaqStatus.PUBLISHED)
            before = None
        else:
            before = content_of(faq)
        try:
            _fill(faq, row, shelves)
        except ValueError as error:
            raise BadImport(f"{row['id']}: {error}.") from error
        if before is None:
            db.session.add(faq)
        _count(tally, faq, before)
    db.session.flush()
    return tally


def _count(tally: Tally, faq: Faq, before: dict[str, Any] | None) -> None:
    if before == content_of(faq):
        tally.same += 1
        return
    keep_version(faq, by=None, published=faq.status == FaqStatus.PUBLISHED)
    if before is None:
        tally.added += 1
    else:
        tally.changed += 1


def _fill(faq: Faq, row: dict[str, Any], shelves: "_Shelves") -> None:
    faq.title = row["title"]
    faq.answer = row["answer"]
    faq.keywords = list(row.get("keywords", ()))
    faq.search_words = list(row.get("search_words", ()))
    faq.category_id = shelves.category(row.get("category", ()))
    faq.team_id = shelves.team(row.get("team", ""))
    faq.audience = Audience(row.get("audience", Audience.STAFF))
    faq.status = FaqStatus(row.get("status", faq.status))
    faq.owner_id = shelves.owner(row.get("owner", "")) or faq.owner_id
    checked = row.get("checked_on")
    faq.checked_on = date.fromisoformat(checked) if checked else faq.checked_on or utcnow().date()
    apply({name: row[name] for name in _AS_KEPT if name in row}, faq)


class _Shelves:
    """Categories and teams by name; categories are made when first met."""

    def __init__(self) -> None:
        self._categories = {(one.parent_id, one.name): one.id for one in db.session.scalars(select(FaqCategory))}
        self._teams = {word: team.id for team in db.session.scalars(select(Team)) for word in (team.name, team.code)}

        self._owners = {user.email: user.id for user in db.session.scalars(select(User))}

    def category(self, names: Iterable[str]) -> int | None:
        parent: int | None = None
        for name in names:
            if (parent, name) not in self._categories:
                category = FaqCategory(parent_id=parent, name=name, position=len(self._categories))
                db.session.add(category)
                db.session.flush()
                self._categories[parent, name] = category.id
            parent = self._categories[parent, name]
        return parent

    def team(self, name: str) -> int | None:
        return self._teams.get(name)

    def owner(self, email: str) -> int | None:
        return self._owners.get(email.lower())


def _read(path: Path) -> list[dict[str, Any]]:
    # Not read_text: it would change the line ends inside the cells.
    text = path.read_bytes().decode("utf-8-sig")
    return _read_table(text) if path.suffix.lower() == ".csv" else _read_lines(text)


def _read_table(text: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    try:
        for row in spreadsheet.read(text):
            if not all(row[name] for name in ("id", "title", "answer")):
                raise BadImport(f"Rij {len(rows) + 2} mist id, title of answer.")
            rows.append(row)
    except spreadsheet.NotASpreadsheet as error:
        raise BadImport(f"Dit zijn niet de kolommen van een kennisbank: {error}.") from error
    except (ValueError, csv.Error) as error:
        raise error if isinstance(error, BadImport) else BadImport(f"Rij {len(rows) + 2}: {error}.") from error
    return rows


def _read_lines(text: str) -> list[dict[str, Any]]:
    rows = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise BadImport(f"Regel {number} is geen JSON: {error.msg}.") from error
        if not isinstance(row, dict) or not all(row.get(name) for name in ("id", "title", "answer")):
            raise BadImport(f"Regel {number} mist id, title of answer.")
        rows.append(row)
    return rows
