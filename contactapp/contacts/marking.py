"""Showing why something was found: the matching part of a text, marked."""

from flask import Flask
from markupsafe import Markup, escape

from contactapp.contacts.finding import highlight_words
from contactapp.contacts.names import fold


def mark(text: str, query: str) -> Markup:
    """The text with every beginning of a word that the query asks for in <mark>; safe for HTML."""
    folded, origin = _folded_with_origin(text)
    spans: list[tuple[int, int]] = []
    for word in highlight_words(query):
        start = folded.find(word)
        while start >= 0:
            if start == 0 or not folded[start - 1].isalnum():
                spans.append((origin[start], origin[start + len(word) - 1] + 1))
            start = folded.find(word, start + 1)
    return _with_marks(text, spans)


def mark_whole(text: str) -> Markup:
    """All of a text marked, such as the telephone number that matched."""
    return Markup("<mark>%s</mark>") % text


def _folded_with_origin(text: str) -> tuple[str, list[int]]:
    """The folded text and, for each of its letters, the place in the original."""
    letters: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        folded = fold(letter)
        letters.append(folded)
        origin.extend([place] * len(folded))
    return "".join(letters), origin


def _with_marks(text: str, spans: list[tuple[int, int]]) -> Markup:
    parts: list[Markup] = []
    at = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            parts += [escape(text[at:start]), mark_whole(text[start:end])]
            at = end
    return Markup("").join([*parts, escape(text[at:])])


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(mark=mark, mark_whole=mark_whole)
