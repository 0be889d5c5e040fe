"""Counting what is read and keeping what was searched, without who did it."""

import re

from contactapp.db import db
from contactapp.knowledge.models import Faq, FaqSearch, FaqUse
from contactapp.knowledge.search import folding
from contactapp.web.transaction import write_afterwards

_LONGEST = 120
# Digits may be a number of a home, a phone or a person; a word with @ is an address.
_PERSONAL = re.compile(r"\S*@\S*|\S*\d\S*")


def note_opened(faq: Faq, *, query: str = "") -> None:
    """Remember, after the page is made, that a FAQ was opened and which query led to it."""
    faq_id = faq.id
    words = words_of(query)
    write_afterwards(lambda: _keep_opened(faq_id, words))


def note_searched(query: str, *, results: int) -> None:
    """Remember a query that stood for a while without a FAQ being opened."""
    words = words_of(query)
    if words:
        db.session.add(FaqSearch(words=words, results=results))


def words_of(query: str) -> str:
    """A query fit to be shown to an editor: plain words, nothing that may point at a person or a home."""
    return " ".join(folding.words(_PERSONAL.sub(" ", query)))[:_LONGEST]


def _keep_opened(faq_id: int, words: str) -> None:
    db.session.add(FaqUse(faq_id=faq_id))
    if words:
        db.session.add(FaqSearch(words=words, results=1, opened_id=faq_id))
