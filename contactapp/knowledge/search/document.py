"""What the search knows of one FAQ."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Field(StrEnum):
    """Where a word stands; a word in the title says more than one in the answer."""

    TITLE = "title"
    SEARCH_WORDS = "search_words"
    KEYWORDS = "keywords"
    CATEGORY = "category"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class Document:
    """A FAQ as text: a code, and per field the pieces that belong together (each search phrase, each keyword)."""

    code: str
    title: str
    answer: str = ""
    category: Sequence[str] = ()
    keywords: Sequence[str] = ()
    search_words: Sequence[str] = ()

    def pieces(self) -> dict[Field, Sequence[str]]:
        return {
            Field.TITLE: (self.title,),
            Field.SEARCH_WORDS: self.search_words,
            Field.KEYWORDS: self.keywords,
            Field.CATEGORY: self.category,
            Field.BODY: (self.answer,),
        }
