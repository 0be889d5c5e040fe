"""An inverted index in memory: which FAQ holds which stem, and how much that says.

It is the same on every database, small (a few thousand FAQs), and one FAQ is replaced without rebuilding the rest.
Numbers stand in arrays and words in tuples: five thousand FAQs take some thirty megabytes in each web process.
"""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from contactapp.knowledge.search.analysis import Token, analyse
from contactapp.knowledge.search.document import Document, Field
from contactapp.knowledge.search.vocabulary import Vocabulary
from contactapp.knowledge.search.weights import Weights

# Title, search phrase or keyword as its stems: what a query as a whole is compared with.
Phrase = tuple[str, ...]
# The analysed texts of a FAQ by field.
Pieces = dict[Field, list[list[Token]]]


class Posting:
    """The FAQs that hold a stem, by number, and beside it how strongly the stem belongs to each, from 0 to 1."""

    __slots__ = ("holders", "strengths")

    def __init__(self) -> None:
        self.holders = array("i")
        self.strengths = array("f")

    def add(self, number: int, strength: float) -> None:
        self.holders.append(number)
        self.strengths.append(strength)

    def remove(self, number: int) -> None:
        place = self.holders.index(number)
        del self.holders[place], self.strengths[place]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one FAQ put into the index, so that it can be taken out again."""

    number: int
    stems: tuple[str, ...]
    words: tuple[str, ...]
    phrases: tuple[Phrase, ...]


class Index:
    """All FAQs by stem. A FAQ has a number while it is here; ``codes[number]`` is its code."""

    def __init__(self, documents: Iterable[Document] = (), weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self.postings: dict[str, Posting] = defaultdict(Posting)
        self.vocabulary = Vocabulary()
        self.codes: list[str] = []
        self._free: list[int] = []
        self._entries: dict[str, Entry] = {}
        for document in documents:
            self.put(document)

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, code: str) -> bool:
        return code in self._entries

    def put(self, document: Document) -> None:
        """Add a FAQ, or replace what was known of it."""
        self.remove(document.code)
        number = self._number(document.code)
        pieces = {part: [analyse(text) for text in texts] for part, texts in document.pieces().items()}
        strengths = self._strengths(pieces)
        entry = Entry(number, tuple(strengths), _words(pieces), _phrases(pieces))
        self._entries[document.code] = entry
        for stem, strength in strengths.items():
            self.postings[stem].add(number, strength)
        for word in entry.words:
            self.vocabulary.add(word)

    def remove(self, code: str) -> None:
        entry = self._entries.pop(code, None)
        if entry is None:
            return
        for stem in entry.stems:
            self.postings[stem].remove(entry.number)
            if not self.postings[stem].holders:
                del self.postings[stem]
        for word in entry.words:
            self.vocabulary.remove(word)
        self._free.append(entry.number)

    def knows(self, stem: str) -> bool:
        return stem in self.postings

    def rarity(self, stem: str) -> float:
        """How much a stem tells apart: high when few FAQs hold it (inverse document frequency)."""
        holders = len(self.postings[stem].holders) if stem in self.postings else 0
        return math.log(1 + (len(self) - holders + 0.5) / (holders + 0.5))

    def phrases(self, code: str) -> tuple[Phrase, ...]:
        return self._entries[code].phrases

    def _number(self, code: str) -> int:
        if self._free:
            number = self._free.pop()
            self.codes[number] = code
            return number
        self.codes.append(code)
        return len(self.codes) - 1

    def _strengths(self, pieces: Pieces) -> dict[str, float]:
        """Per stem how often and in which fields it stands."""
        found: dict[str, float] = defaultdict(float)
        for part, texts in pieces.items():
            for stem, count in Counter(token.stem for text in texts for token in text).items():
                found[stem] += self.weights.strength[part] * count / (count + self.weights.repetition[part])
        return {stem: total / (total + self.weights.saturation) for stem, total in found.items()}


def _words(pieces: Pieces) -> tuple[str, ...]:
    return tuple({token.word for texts in pieces.values() for text in texts for token in text if not token.noise})


def _phrases(pieces: Pieces) -> tuple[Phrase, ...]:
    told = (text for part in (Field.TITLE, Field.SEARCH_WORDS, Field.KEYWORDS) for text in pieces[part])
    # One after the other, each once: a phrase of nothing but noise can tell a lot ("moet ik dat zelf doen").
    return tuple(dict.fromkeys(tuple(sorted({token.stem for token in text})) for text in told))
