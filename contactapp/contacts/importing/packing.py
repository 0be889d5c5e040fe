"""A file cut into parts of some rows, each of which can be read on its own."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO, TextIOWrapper
from itertools import islice
from typing import BinaryIO, TextIO

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


def packed(file: BinaryIO, importer: Importer, size: int) -> Iterator[tuple[int, Part]]:
    """The parts of a file, each with how many rows it has: ``size``, or what is left. No more than one is in memory.

    Raises:
        BadFile: when it is no CSV in UTF-8 or lacks a required column.
    """
    with readable():
        lines = _Lines(TextIOWrapper(file, encoding="utf-8-sig", newline=""))
        reader = csv.reader(lines, delimiter=delimiter_of(lines.first))
        check_columns(next(reader, []), importer)
        heading, end = lines.taken(), reader.line_num
        rows = (row for row in reader if row)
        while count := sum(1 for _row in islice(rows, size)):
            yield count, Part(end + 1, heading, lines.taken())
            end = reader.line_num


class _Lines:
    """The lines of a text, which remembers what was read of it."""

    def __init__(self, text: TextIO) -> None:
        self.first = text.readline()
        text.seek(0)
        self._text = text
        self._read: list[str] = []

    def __iter__(self) -> Iterator[str]:
        for line in self._text:
            self._read.append(line)
            yield line

    def taken(self) -> str:
        """What was read since the last time."""
        read, self._read = self._read, []
        return "".join(read)


def _lines(text: str) -> list[str]:
    """As a file gives them, with their ends; a field may hold other separators."""
    return list(StringIO(text, newline=""))
