"""Writing the whole knowledge base as JSON lines, as a ZIP with its files, or its answers alone as CSV."""

import json
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import IO, Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from contactapp.db import db
from contactapp.knowledge import filing
from contactapp.knowledge.contents import content_of
from contactapp.knowledge.models import Faq, FaqFile, FaqVersion, GlossaryTerm, NewsItem
from contactapp.knowledge.queries import all_categories
from contactapp.knowledge.transfer import spreadsheet
from contactapp.knowledge.transfer.naming import Names

LINES = "kennisbank.jsonl"
FILES = "files/"


def write_csv(file: IO[bytes]) -> None:
    """The answers, one per line, without versions and files."""
    file.write(spreadsheet.write(rows()))


def write_lines(file: IO[bytes]) -> None:
    """Everything but the files, one record per line."""
    file.writelines(f"{json.dumps(record, ensure_ascii=False)}\n".encode() for record in records())


def write_archive(file: IO[bytes]) -> None:
    """Everything: the lines, and each file under its token."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(LINES, "w") as lines:
            write_lines(lines)
        for token in db.session.scalars(select(FaqFile.token).order_by(FaqFile.token)):
            place = filing.path_of(token)
            if place.is_file():
                archive.write(place, FILES + token)


# By the end of the name of the file: what it is, and who writes it.
FORMATS: dict[str, tuple[str, Callable[[IO[bytes]], None]]] = {
    "zip": ("application/zip", write_archive),
    "jsonl": ("application/jsonl", write_lines),
    "csv": ("text/csv", write_csv),
}


def rows() -> Iterator[dict[str, Any]]:
    """Every FAQ as it is now, by code; ids of this database do not leave it."""
    names = Names()
    return (_row(faq, names) for faq in _faqs())


def records() -> Iterator[dict[str, Any]]:
    """Everything that an import brings back: categories, FAQs with their versions and files, own words, news."""
    names = Names()
    for category in all_categories():
        yield {"kind": "category", "path": category.path, "position": category.position}
    versions = _by_faq(db.session.scalars(select(FaqVersion).order_by(FaqVersion.version)).all())
    files = _by_faq(db.session.scalars(select(FaqFile).order_by(FaqFile.id)).all())
    for faq in _faqs():
        yield {
            "kind": "faq",
            **_row(faq, names),
            "version": faq.version,
            "changed_at": _plain(faq.changed_at),
            "versions": [_version(version, names) for version in versions[faq.id]],
            "files": [_file(file, names) for file in files[faq.id]],
        }
    for term in db.session.scalars(select(GlossaryTerm).order_by(GlossaryTerm.expression, GlossaryTerm.meaning)):
        yield {"kind": "term", **_values(term, "expression", "meaning", "active")}
    for item in db.session.scalars(select(NewsItem).order_by(NewsItem.visible_from, NewsItem.title, NewsItem.id)):
        yield {"kind": "news", **_news(item, names)}


def _faqs() -> Iterable[Faq]:
    return db.session.scalars(select(Faq).options(selectinload(Faq.related)).order_by(Faq.code))


def _by_faq(rows: Iterable[Any]) -> dict[int, list[Any]]:
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row.faq_id].append(row)
    return grouped


def _row(faq: Faq, names: Names) -> dict[str, Any]:
    return {"id": faq.code, **names.outside(content_of(faq)), **_values(faq, "status", "checked_on")}


def _version(version: FaqVersion, names: Names) -> dict[str, Any]:
    return {
        **_values(version, "version", "published", "submitted", "return_reason", "at"),
        "author": names.email(version.author_id),
        "approved_by": names.email(version.approved_by_id),
        "returned_by": names.email(version.returned_by_id),
        "content": names.outside(version.content),
    }


def _file(file: FaqFile, names: Names) -> dict[str, Any]:
    return {**_values(file, "token", "name", "media_type", "added_at"), "added_by": names.email(file.added_by_id)}


def _news(item: NewsItem, names: Names) -> dict[str, Any]:
    return {
        **_values(item, "title", "text", "important", "visible_from", "visible_until"),
        "type": item.kind,
        "team": names.team_code(item.team_id),
        "author": names.email(item.author_id),
    }


def _values(row: object, *names: str) -> dict[str, Any]:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (date, datetime)) else value
