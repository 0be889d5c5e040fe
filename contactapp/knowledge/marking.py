"""Showing why a FAQ was found: the matching words marked, and the sentence that fits best."""

import re
from collections.abc import Set
from functools import lru_cache

from markupsafe import Markup, escape

from contactapp.knowledge.answers import to_text
from contactapp.knowledge.search.folding import fold
from contactapp.knowledge.search.stems import stem

_WORD = re.compile(r"[^\W_]+")
_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_LONGEST = 180


def mark(text: str, stems: Set[str]) -> Markup:
    """``text`` as HTML with every word that has one of the stems in a ``<mark>``."""
    parts: list[Markup | str] = []
    done = 0
    for match in _WORD.finditer(text):
        if stem(fold(match[0])) in stems:
            parts += [escape(text[done : match.start()]), Markup("<mark>"), escape(match[0]), Markup("</mark>")]
            done = match.end()
    return Markup("").join([*parts, escape(text[done:])])


def excerpt(answer: str, stems: Set[str]) -> str:
    """The sentence of an answer that holds most of the query, otherwise the first one."""
    sentences = _sentences(answer)
    if not sentences:
        return ""
    best = max(range(len(sentences)), key=lambda place: (len(_stems(sentences[place]) & stems), -place))
    text = sentences[best]
    if len(text) < _LONGEST // 2 and best + 1 < len(sentences):
        text = f"{text} {sentences[best + 1]}"
    return text if len(text) <= _LONGEST else text[:_LONGEST].rsplit(" ", 1)[0] + " …"


@lru_cache(maxsize=2_000)
def _sentences(answer: str) -> tuple[str, ...]:
    pieces = (one.strip("- ").strip() for one in _SENTENCE.split(to_text(answer)))
    return tuple(piece for piece in pieces if piece)


@lru_cache(maxsize=20_000)
def _stems(sentence: str) -> frozenset[str]:
    return frozenset(stem(fold(word)) for word in _WORD.findall(sentence))
