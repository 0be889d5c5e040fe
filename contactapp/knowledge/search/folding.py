"""From text to plain lower-case words without accents."""

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?(?:[-‐–/][a-z0-9]+)*")


def fold(text: str) -> str:
    """Lower case, accents removed: "Één" and "een" are the same word to somebody who types."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text; what a hyphen or slash joins comes apart ("cv-ketel": cv, ketel)."""
    return [part for group in _groups(text) for part in group]


def joined_words(text: str) -> list[str]:
    """What was written with a hyphen, as one word: "cv-ketel" gives "cvketel"."""
    return ["".join(group) for group in _groups(text) if len(group) > 1]


def _groups(text: str) -> Iterator[list[str]]:
    for match in _WORD.finditer(fold(text)):
        parts = re.split(r"[-‐–/]", re.sub(r"['’]", "", match[0]))
        yield [part for part in parts if part]
