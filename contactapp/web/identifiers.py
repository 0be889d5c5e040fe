"""Numbers of rows in addresses and hidden fields, where anybody can type anything."""

import re

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

# What an id column of PostgreSQL holds. A larger number is no row, and asking for it would be an error there.
LARGEST = 2**31 - 1
_DIGITS = re.compile(r"[0-9]{1,10}")


class RowIdConverter(IntegerConverter):
    """``<int:…>`` in an address: ordinary digits, and no more than a row can have; anything else is not found."""

    regex = _DIGITS.pattern

    def __init__(self, map: Map, max: int = LARGEST) -> None:
        super().__init__(map, max=max)


def row_id(text: str | None) -> int | None:
    """The id that stands in a field or an argument; None when it can be of no row."""
    if not text or not _DIGITS.fullmatch(text):
        return None
    number = int(text)
    return number if number <= LARGEST else None


def is_storable(text: str) -> bool:
    """Whether both databases can hold a text: no NUL, no half of a surrogate pair."""
    return "\x00" not in text and not any("\ud800" <= char <= "\udfff" for char in text)


def init_app(app: Flask) -> None:
    app.url_map.converters["int"] = RowIdConverter
