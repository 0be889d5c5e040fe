"""What a record must look like before any of it is stored; the file may come from anywhere."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from contactapp.clock import read_day, read_moment
from contactapp.knowledge.answers import LONGEST
from contactapp.knowledge.models import Audience, FaqStatus, NewsKind
from contactapp.knowledge.transfer.reading import Record, RowRefused
from contactapp.web.identifiers import is_storable

_MOST_DAYS = 365
_LONGEST_NUMBER = 1_000_000
_TOKEN = re.compile(r"[0-9a-f]{32}")

Check = Callable[[Any], bool]


def text(longest: int = 10_000, *, required: bool = False) -> Check:
    """Text that both databases can keep."""
    return lambda value: (
        isinstance(value, str) and len(value) <= longest and is_storable(value) and bool(value or not required)
    )


def texts(longest: int, most: int = 1_000, *, least: int = 0) -> Check:
    fits = text(longest, required=True)
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(fits, value))


def one_of(choices: type[StrEnum]) -> Check:
    return lambda value: isinstance(value, str) and value in set(choices)


def number(most: int = _LONGEST_NUMBER) -> Check:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


def records(check: Callable[[Record], None], *, by: str) -> Check:
    """Records that each look right, of which no two have the same value under ``by``."""

    def fits(value: Any) -> bool:
        for one in value if isinstance(value, list) else [None]:
            if not isinstance(one, dict):
                return False
            check(one)
        return len({one[by] for one in value}) == len(value)

    return fits


def none_or(check: Check) -> Check:
    return lambda value: value is None or check(value)


def is_day(value: Any) -> bool:
    return isinstance(value, str) and read_day(value) is not None


def is_moment(value: Any) -> bool:
    return isinstance(value, str) and read_moment(value) is not None


def is_code(value: Any) -> bool:
    """What can be a part of an address."""
    return text(20, required=True)(value) and "/" not in value


def is_token(value: Any) -> bool:
    return isinstance(value, str) and bool(_TOKEN.fullmatch(value))


def _is_bool(value: Any) -> bool:
    return isinstance(value, bool)


# What an answer says; a content has no other fields.
CONTENT: dict[str, Check] = {
    "title": text(300, required=True),
    "answer": text(LONGEST, required=True),
    "category": texts(80, most=2),
    # The form asks for no more than that they fit together.
    "keywords": texts(LONGEST, most=LONGEST),
    "search_words": texts(LONGEST, most=LONGEST),
    "audience": one_of(Audience),
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
    "content": lambda value: isinstance(value, dict) and not _wrong(value, CONTENT),
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
        CONTENT
        | {
            "id": is_code,
            "status": one_of(FaqStatus),
            "checked_on": none_or(is_day),
            "version": number(),
            "changed_at": is_moment,
            "versions": records(lambda one: _refuse_wrong(one, set(_VERSION), _VERSION), by="version"),
            "files": records(lambda one: _refuse_wrong(one, set(_FILE), _FILE), by="token"),
        },
    ),
    "category": ({"path"}, {"path": texts(80, most=2, least=1), "position": number()}),
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
            "type": one_of(NewsKind),
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
