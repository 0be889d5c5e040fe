"""The search engine of this process, kept equal to the database."""

from collections.abc import Iterable, Sequence
from threading import Lock
from typing import Any, NamedTuple
from uuid import uuid4

from flask import Flask, current_app
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from contactapp.background.warming import before_first_request
from contactapp.db import db
from contactapp.knowledge import glossary, queries
from contactapp.knowledge.models import Faq, FaqCategory, GlossaryTerm, SearchRevision
from contactapp.knowledge.search import Document, Index, Searcher
from contactapp.knowledge.search.stems import stem

_AT_ONCE = 500  # parameters in one statement
# Enough to leave a full page after the rules of who may see what.
_DEPTH = 60
# What is longer was pasted; everybody waits while one query is looked for.
_LONGEST = 500


class Understood(NamedTuple):
    """What a query led to, and the stems it was understood as, to mark them in what is shown."""

    codes: list[str]
    stems: frozenset[str]


class Finder:
    """Holds the index; before each search one row tells whether something changed, and only what changed is read."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._token: str | None = None
        self._stamps: dict[str, tuple[Any, ...]] = {}
        self._index = Index()
        self._searcher = Searcher(self._index)

    def codes(self, query: str, *, limit: int = _DEPTH) -> list[str]:
        """Codes of FAQs that fit, the best first, whatever their status: who may see them is asked of the database."""
        with self._lock:
            self._refresh()
            return [hit.code for hit in self._searcher.search(query[:_LONGEST], limit=limit)]

    def look_up(self, query: str, *, limit: int = _DEPTH) -> Understood:
        """The same, and how the query was understood."""
        with self._lock:
            self._refresh()
            begun = query[:_LONGEST]
            codes = [hit.code for hit in self._searcher.search(begun, limit=limit)]
            return Understood(codes, self._searcher.stems(begun))

    def strange_words(self, words: Iterable[str]) -> set[str]:
        """The folded words that no FAQ holds in any form."""
        with self._lock:
            self._refresh()
            return {word for word in words if not self._index.knows(stem(word)) and not self._index.knows(word)}

    def _refresh(self) -> None:
        token = queries.search_token()
        if token == self._token:
            return
        stamps = queries.findable_stamps()
        for code in self._stamps.keys() - stamps.keys():
            self._index.remove(code)
        stale = [code for code, stamp in stamps.items() if self._stamps.get(code) != stamp]
        for start in range(0, len(stale), _AT_ONCE):
            for faq in queries.faqs_to_index(stale[start : start + _AT_ONCE]):
                self._index.put(document(faq))
        self._searcher = Searcher(self._index, glossary.current())
        self._stamps, self._token = stamps, token


def document(faq: Faq) -> Document:
    """A FAQ as the search engine reads it."""
    return Document(
        code=faq.code,
        title=faq.title,
        answer=faq.answer,
        category=faq.category.path if faq.category else (),
        keywords=faq.keywords,
        search_words=faq.search_words,
    )


def find(query: str) -> Sequence[str]:
    """Codes of FAQs that fit, the best first."""
    return finder().codes(query)


def finder() -> Finder:
    one: Finder = current_app.extensions["knowledge_finder"]
    return one


def _note_changes(session: Session, *_: object) -> None:
    """Tell every process, in the transaction itself, that what can be found changed."""
    touched = (*session.new, *session.dirty, *session.deleted)
    if not any(isinstance(row, (Faq, FaqCategory, GlossaryTerm)) for row in touched):
        return
    with session.no_autoflush:
        revision = session.scalar(select(SearchRevision).order_by(SearchRevision.id))
    if revision is None:
        revision = SearchRevision()
        session.add(revision)
    revision.token = uuid4().hex


def init_app(app: Flask) -> None:
    app.extensions["knowledge_finder"] = Finder()
    before_first_request(app, lambda: find("warm draaien"))  # a search, so that word lists are read as well
    if not event.contains(db.session, "before_flush", _note_changes):
        event.listen(db.session, "before_flush", _note_changes)
