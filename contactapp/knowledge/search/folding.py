"""From text to plain lower-case words without accents."""

import re
import unicodedata

_WORD = re.compile(r"[a-z0-9]+(?:['’][a-z]+)?(?:[-‐–/][a-z0-9]+)*")
_JOINT = re.compile(r"[-‐–/]")
_APOSTROPHE = re.compile(r"['’]")


def fold(text: str) -> str:
    """Lower case, accents removed: "Één" and "een" are the same word to somebody who types."""
    lower = text.lower()
    if lower.isascii():
        return lower
    decomposed = unicodedata.normalize("NFKD", lower)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text; what a hyphen or slash joins comes apart ("cv-ketel": cv, ketel)."""
    return split(text)[0]


def split(text: str) -> tuple[list[str], list[str]]:
    """The words of a text, and what was written with a hyphen as one word: "cv-ketel" gives "cvketel"."""
    apart: list[str] = []
    together: list[str] = []
    for written in _WORD.findall(fold(text)):
        if written.isalnum():
            apart.append(written)
            continue
        parts = _JOINT.split(_APOSTROPHE.sub("", written))
        apart += parts
        if len(parts) > 1:
            together.append("".join(parts))
    return apart, together
