"""Showing where in a text the words stand that somebody asked for."""

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from contactapp.knowledge.search.folding import fold
from contactapp.knowledge.search.stems import stem

_WORD = re.compile(r"[^\W_]+")
_BEFORE = 60  # signs before the first word that was asked for; enough to see what it is about
_LONGEST = 180


def marked(text: str, asks: Callable[[str], bool]) -> Markup:
    """The text with every word in a mark of which ``asks`` holds; it gets the word folded."""
    parts: list[str | Markup] = []
    done = 0
    for match in _WORD.finditer(text):
        if asks(fold(match[0])):
            parts += [escape(text[done : match.start()]), Markup("<mark>%s</mark>") % match[0]]
            done = match.end()
    return Markup("").join([*parts, escape(text[done:])])


def excerpt(text: str, terms: Iterable[str]) -> Markup:
    """The part of a long text where the first of these stems stands, with each of them marked."""
    beginnings = tuple(terms)

    def asks(word: str) -> bool:
        return stem(word).startswith(beginnings)

    first = next((match.start() for match in _WORD.finditer(text) if asks(fold(match[0]))), 0)
    start = 0 if first <= _BEFORE else text.rfind(" ", 0, first - _BEFORE) + 1
    end = len(text) if len(text) - start <= _LONGEST else text.rfind(" ", start, start + _LONGEST)
    end = end if end > start else start + _LONGEST
    shown = marked(text[start:end], asks)
    return Markup("%s%s%s") % ("… " if start else "", shown, " …" if end < len(text) else "")
