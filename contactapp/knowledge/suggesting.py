"""Search words to offer the editor of a FAQ: what colleagues typed before they opened it, and what we know already."""

from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from contactapp.knowledge import glossary, queries
from contactapp.knowledge.desk_queries import searches_that_opened
from contactapp.knowledge.finding import document, finder
from contactapp.knowledge.models import Faq
from contactapp.knowledge.search import Document, suggesting

MOST = 6  # of each source: what can be read at a glance
_ALIKE = 4


class Source(StrEnum):
    SEARCHED = "searched"  # typed by colleagues before they opened this FAQ
    GLOSSARY = "glossary"  # everyday words for its trade words
    ALIKE = "alike"  # search words of FAQs about nearly the same


@dataclass(frozen=True)
class Suggestion:
    """Words that do not find the FAQ yet, and where we have them from."""

    words: str
    source: Source


def suggest_words(faq: Faq) -> list[Suggestion]:
    """Words to add to the search words of a FAQ, the most certain first. The FAQ need not be stored yet."""
    known = document(faq)
    sources = {
        Source.SEARCHED: searches_that_opened(faq) if faq.id else (),
        Source.GLOSSARY: suggesting.everyday_words(known, glossary.current()),
        Source.ALIKE: suggesting.phrases_alike(known, _alike(faq)),
    }
    suggestions: list[Suggestion] = []
    for source, phrases in sources.items():
        chosen = list(islice(suggesting.new_to(known, phrases), MOST))
        suggestions += [Suggestion(words, source) for words in chosen]
        known = replace(known, search_words=[*known.search_words, *chosen])
    return suggestions


def _alike(faq: Faq) -> list[Document]:
    codes = finder().codes(faq.title, limit=_ALIKE + 1)
    return [document(other) for other in queries.faqs_to_index([code for code in codes if code != faq.code])]
