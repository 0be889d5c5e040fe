"""The word lists that lie beside this package: one entry per line, # starts a comment."""

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"


@cache
def lines(name: str) -> tuple[tuple[str, ...], ...]:
    """The words of every line of the list called ``name``."""
    text = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    rows = (line.split("#", 1)[0].split() for line in text.splitlines())
    return tuple(tuple(row) for row in rows if row)


@cache
def words(name: str) -> frozenset[str]:
    """All words of a list, however they are spread over lines."""
    return frozenset(word for row in lines(name) for word in row)
