"""A file cut into parts of some rows, each of which can be read on its own."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise

from contactapp.contacts.importing.reading import Importer, Row, check_columns, delimiter_of, read_rows, readable


@dataclass(frozen=True)
class Part:
    """Some rows of a file with its heading; ``line`` is where the first one stands."""

    line: int
    heading: str
    text: str

    def rows(self, importer: Importer) -> Iterator[tuple[int, Row]]:
        """The rows with their line in the whole file."""
        before = self.line - 1 - len(_lines(self.heading))
        for line, row in read_rows(StringIO(self.heading + self.text, newline=""), importer):
            yield before + line, row


def packed(content: bytes, importer: Importer, size: int) -> tuple[int, list[Part]]:
    """How many rows a file has, and its parts of so many rows.

    Raises:
        BadFile: when it is no CSV in UTF-8 or lacks a required column.
    """
    with readable():
        lines = _lines(content.decode("utf-8-sig"))
        reader = csv.reader(lines, delimiter=delimiter_of(lines[0] if lines else ""))
        check_columns(next(reader, []), importer)
        heading = "".join(lines[: reader.line_num])
        ends = [reader.line_num, *(reader.line_num for row in reader if row)]
    places = pairwise([*ends[:-1:size], ends[-1]])
    parts = [Part(start + 1, heading, "".join(lines[start:end])) for start, end in places]
    return len(ends) - 1, parts


def _lines(text: str) -> list[str]:
    """As a file gives them, with their ends; a field may hold other separators."""
    return list(StringIO(text, newline=""))
