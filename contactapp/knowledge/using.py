"""Counting what is read and keeping what was searched, without who did it."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.names import search_words
from contactapp.db import add_once, db
from contactapp.knowledge.finding import finder
from contactapp.knowledge.models import Faq, FaqSearch, FaqUse, FavouriteFaq, RecentFaq
from contactapp.knowledge.queries import RECENT, names_among, newest_miss
from contactapp.knowledge.search import folding
from contactapp.web.transaction import write_afterwards

_LONGEST = 120
_ONE_SEARCH = timedelta(minutes=30)  # reading the list before a FAQ is opened takes no longer
_LONGEST_QUERY = 1_000  # what is longer was pasted, not asked
# Digits may be a number of a home, a phone or a person; a word with @ is an address.
_PERSONAL = re.compile(r"[@\d]")


def note_opened(faq: Faq, *, by: User, queries: Iterable[str] = ()) -> None:
    """Remember, after the page is made, that a FAQ was opened and which queries led to it.

    ``queries`` are what was looked for last and, when that was a second attempt, what was looked for before.
    """
    faq_id, reader_id = faq.id, by.id
    asked = [query for query in queries if query]
    write_afterwards(lambda: _keep_opened(faq_id, asked))
    write_afterwards(lambda: _keep_recent(faq_id, reader_id))


def note_searched(query: str, *, results: int) -> str:
    """Remember a query that stood for a while without a FAQ being opened; what was kept of it."""
    words = words_of(query)
    if words:
        db.session.add(FaqSearch(words=words, results=results))
    return words


def keep_at_hand(faq: Faq, user: User, *, keep: bool) -> None:
    """Make a FAQ a favourite, or no longer. Twice is harmless."""
    if keep:
        add_once(FavouriteFaq(user_id=user.id, faq_id=faq.id))
    else:
        own = (FavouriteFaq.user_id == user.id, FavouriteFaq.faq_id == faq.id)
        db.session.execute(delete(FavouriteFaq).where(*own))


def forget_missed(words: str) -> None:
    """Take a query off the list of what was looked for in vain."""
    db.session.execute(delete(FaqSearch).where(FaqSearch.words == words, FaqSearch.opened_id.is_(None)))


def words_of(query: str) -> str:
    """A query fit to be shown to an editor: plain words, nothing that may point at a person or a home.

    A name or street of our contacts is left out as well, unless it is a word of the knowledge base (Bakker, Kok).
    """
    if len(query) > _LONGEST_QUERY:
        return ""
    parts = [part for part in query.split() if not _PERSONAL.search(part)]
    strange = finder().strange_words(folding.words(" ".join(parts)))
    doubtful = {part: _spellings(part) for part in parts if strange.intersection(folding.words(part))}
    names = names_among(set().union(*doubtful.values())) if doubtful else set()
    kept = (word for part in parts if names.isdisjoint(doubtful.get(part, ())) for word in folding.words(part))
    return " ".join(kept)[:_LONGEST]


def _spellings(part: str) -> set[str]:
    """A word as our contacts are found by: Sørensen is one word there and two for the knowledge base."""
    spelled = search_words(part)
    return {word for word in spelled if len(word) > 1} or spelled  # the e of "e-bike" is no initial


def _keep_recent(faq_id: int, reader_id: int) -> None:
    """Put a FAQ on top of what its reader opened last, and forget what falls off."""
    own = select(RecentFaq).where(RecentFaq.user_id == reader_id).order_by(RecentFaq.at.desc(), RecentFaq.id.desc())
    kept = list(db.session.scalars(own))
    again = next((recent for recent in kept if recent.faq_id == faq_id), None)
    if again is not None:
        again.at = utcnow()
        return
    # Opened in two windows at the same moment: once is enough.
    add_once(RecentFaq(user_id=reader_id, faq_id=faq_id))
    for forgotten in kept[RECENT - 1 :]:
        db.session.delete(forgotten)


def _keep_opened(faq_id: int, queries: Sequence[str]) -> None:
    """A query that stood for a while before the FAQ was opened was not in vain after all; an earlier one was."""
    db.session.add(FaqUse(faq_id=faq_id))
    for place, words in enumerate(dict.fromkeys(words_of(query) for query in queries)):
        stood = newest_miss(words, utcnow() - _ONE_SEARCH) if place == 0 else None
        if stood is not None:
            stood.opened_id = faq_id
        elif words:
            db.session.add(FaqSearch(words=words, results=1, opened_id=faq_id))
