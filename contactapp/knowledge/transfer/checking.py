"""What a record must look like before any of it is stored; the file may come from anywhere."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _

from contactapp.knowledge.answers import LONGEST
from contactapp.knowledge.models import Audience, FaqStatus, NewsKind
from contactapp.knowledge.transfer.reading import Record, RowRefused

_MOST_DAYS = 365
_LONGEST_NUMBER = 1_000_000
_TOKEN = re.compile(r"[0-9a-f]{32}")

Check = Callable[[Any], bool]


def text(longest: int = 10_000, *, required: bool = False) -> Check:
    """Text without NUL, which PostgreSQL cannot keep."""
    return lambda value: (
        isinstance(value, str) and len(value) <= longest and "\0" not in value and bool(value or not required)
    )


def texts(longest: int, most: int = 1_000) -> Check:
    fits = text(longest, required=True)
    return lambda value: isinstance(value, list) and len(value) <= most and all(map(fits, value))


def number(most: int = _LONGEST_NUMBER) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def records(check: Callable[[Record], None]) -> Check:
    def fits(value: Any) -> bool:
        for one in value if isinstance(value, list) else [None]:
            if not isinstance(one, dict):
                return False
            check(one)
        return True

    return fits


def none_or(check: Check) -> Check:
    return lambda value: value is None or check(value)


def is_day(value: Any) -> bool:
    return _reads(date.fromisoformat, value)


def is_moment(value: Any) -> bool:
    return _reads(datetime.fromisoformat, value) and datetime.fromisoformat(value).tzinfo is not None


def is_token(value: Any) -> bool:
    return isinstance(value, str) and bool(_TOKEN.fullmatch(value))


def _reads(read: Callable[[str], object], value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(read(value))
    except ValueError:
        return False


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


_CONTENT: dict[str, Check] = {
    "title": text(300, required=True),
    "answer": text(LONGEST, required=True),
    "category": texts(80, most=2),
    "keywords": texts(500),
    "search_words": texts(500),
    "audience": lambda value: value in set(Audience),
    "team": text(200),
    "owner": text(300),
    "publish_from": none_or(is_moment),
    "publish_until": none_or(is_moment),
    "review_on": none_or(is_day),
    "template_code": text(40),
    "task_type_code": text(40),
    "scenario_code": text(40),
    "term_working_days": none_or(number(_MOST_DAYS)),
    "in_portal": _is_bool,
    "related": texts(20),
}
_VERSION: dict[str, Check] = {
    "version": number(),
    "published": _is_bool,
    "submitted": _is_bool,
    "return_reason": text(),
    "at": is_moment,
    "author": text(300),
    "approved_by": text(300),
    "returned_by": text(300),
    "content": lambda value: isinstance(value, dict) and not _wrong(value, _CONTENT),
}
_FILE: dict[str, Check] = {
    "token": is_token,
    "name": text(150, required=True),
    "media_type": text(100),
    "added_at": is_moment,
    "added_by": text(300),
}
# By kind: what must be there, and how everything that may be there looks.
_RECORDS: dict[str, tuple[set[str], dict[str, Check]]] = {
    "faq": (
        {"id", "title", "answer"},
        _CONTENT
        | {
            "id": text(20, required=True),
            "status": lambda value: value in set(FaqStatus),
            "checked_on": none_or(is_day),
            "version": number(),
            "changed_at": is_moment,
            "versions": records(lambda one: _refuse_wrong(one, set(_VERSION), _VERSION)),
            "files": records(lambda one: _refuse_wrong(one, set(_FILE), _FILE)),
        },
    ),
    "category": ({"path"}, {"path": texts(80, most=2), "position": number()}),
    "term": (
        {"expression", "meaning"},
        {"expression": text(80, required=True), "meaning": text(200, required=True), "active": _is_bool},
    ),
    "news": (
        {"title", "text", "visible_from"},
        {
            "title": text(200, required=True),
            "text": text(LONGEST, required=True),
            "important": _is_bool,
            "type": lambda value: value in set(NewsKind),
            "team": text(200),
            "author": text(300),
            "visible_from": is_moment,
            "visible_until": none_or(is_moment),
        },
    ),
}


def kind_of(record: Record) -> str:
    """What a record is about; a line of older exports is a FAQ without saying so.

    Raises:
        RowRefused: when it cannot be stored as it is.
    """
    kind = record.get("kind", "faq")
    if not isinstance(kind, str) or kind not in _RECORDS:
        raise RowRefused(_("deze soort kennen we niet: %(kind)s", kind=str(kind)[:40]))
    _refuse_wrong({name: value for name, value in record.items() if name != "kind"}, *_RECORDS[kind])
    return kind


def _refuse_wrong(record: Record, required: set[str], checks: dict[str, Check]) -> None:
    empty = {name for name, value in record.items() if value in (None, "", []) and not checks.get(name, bool)(value)}
    if missing := sorted(required - (record.keys() - empty)):
        raise RowRefused(_("%(names)s ontbreekt", names=", ".join(missing)))
    if wrong := _wrong(record, checks):
        raise RowRefused(_("%(names)s is niet goed", names=", ".join(wrong)))


def _wrong(record: Record, checks: dict[str, Check]) -> list[str]:
    return [name for name, value in record.items() if name in checks and not checks[name](value)]
