"""The knowledge base as a spreadsheet (CSV as a Dutch Excel opens it), and back without loss."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

COLUMNS = (
    *("id", "title", "answer", "category", "keywords", "search_words", "status", "audience", "team", "owner"),
    *("publish_from", "publish_until", "review_on", "checked_on", "template_code", "task_type_code"),
    *("term_working_days", "in_portal", "related", "scenario_code"),
)
_LISTS = {"category": " › ", "keywords": "\n", "search_words": "\n", "related": "\n"}
# What a spreadsheet takes for the beginning of a formula, full-width signs included, behind any of our apostrophes.
_FORMULA = re.compile(r"'*(\s*[=+\-@＝＋－＠]|[\t\r\n])")
_YES = "ja"
# Without a choice the answer keeps the one it has.
_CHOSEN = {"status", "audience"}
# An answer is longer than the library expects of one cell.
csv.field_size_limit(10_000_000)


class NotASpreadsheet(ValueError):
    """The columns are not ours; says which."""


def write(rows: Iterable[dict[str, Any]]) -> bytes:
    """One line per FAQ; nothing in it is calculated when somebody opens it."""
    file = io.StringIO(newline="")
    lines = csv.writer(file, delimiter=";")
    lines.writerow(COLUMNS)
    lines.writerows([_cell(name, row.get(name)) for name in COLUMNS] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def read(text: str) -> Iterator[dict[str, Any]]:
    """The rows again, as an import takes them.

    Raises:
        NotASpreadsheet: when a column is missing that no FAQ can do without, or one is unknown.
    """
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in text.split("\n", 1)[0] else ",")
    names = reader.fieldnames or []
    if not {"id", "title", "answer"} <= set(names) <= set(COLUMNS):
        raise NotASpreadsheet(", ".join(names))
    for row in reader:
        yield {name: _value(name, row[name] or "") for name in names if row[name] or name not in _CHOSEN}


def _cell(name: str, value: Any) -> str:
    if value is None or value is False:
        return ""
    text = _LISTS[name].join(value) if name in _LISTS else _YES if value is True else str(value)
    return f"'{text}" if _FORMULA.match(text) else text


def _value(name: str, cell: str) -> Any:
    text = cell[1:] if cell.startswith("'") and _FORMULA.match(cell[1:]) else cell
    if name in _LISTS:
        return [part for part in text.split(_LISTS[name]) if part]
    if name == "in_portal":
        return text.lower() == _YES
    if name == "term_working_days":
        return (int(text) if text.isdecimal() and len(text) < 10 else text) if text else None
    return text or (None if name in ("publish_from", "publish_until", "review_on", "checked_on") else "")
