"""Showing why something was found: the matching part of a text, marked."""

from collections.abc import Iterator
from functools import lru_cache

from flask import Flask
from markupsafe import Markup, escape

from contactapp.contacts.finding import highlight_words
from contactapp.contacts.names import joined, spellings

Span = tuple[int, int]


def mark(text: str, query: str) -> Markup:
    """The text with every beginning of a word that the query asks for in <mark>; safe for HTML.

    As the search does, it takes "vandenberg" for "van den Berg" and "mueller" for "Müller".
    """
    wanted = highlight_words(query)
    ways = (0,) if text.isascii() else (0, -1)  # plain, and with its vowels spelled out
    spans = (span for way in ways for span in _spans([_letters(letter)[way] for letter in text], wanted))
    return _with_marks(text, list(spans))


def mark_whole(text: str) -> Markup:
    """All of a text marked, such as the telephone number that matched."""
    return Markup("<mark>%s</mark>") % text


@lru_cache(maxsize=4096)
def _letters(letter: str) -> tuple[str, ...]:
    """How a letter is searched, in each of its spellings; empty for what stands between words."""
    return tuple(joined(spelling) for spelling in spellings(letter))


def _spans(letters: list[str], wanted: list[str]) -> Iterator[Span]:
    """Where in the text the wanted words stand, from the beginning of one of its words on."""
    folded = "".join(letters)
    found = [word for word in wanted if word in folded]
    origin = [place for place, letter in enumerate(letters) for _part in letter] if found else []
    for word in found:
        start = folded.find(word)
        while start >= 0:
            place = origin[start]
            if place == 0 or not letters[place - 1]:
                yield place, origin[start + len(word) - 1] + 1
            start = folded.find(word, start + 1)


def _with_marks(text: str, spans: list[Span]) -> Markup:
    parts: list[Markup] = []
    at = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            parts += [escape(text[at:start]), mark_whole(text[start:end])]
            at = end
    return Markup("").join([*parts, escape(text[at:])])


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(mark=mark, mark_whole=mark_whole)
