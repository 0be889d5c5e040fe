"""An inverted index in memory: which FAQ holds which stem, and how much that says.

It is the same on every database, small (a few thousand FAQs), and one FAQ is replaced without rebuilding the rest.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from contactapp.knowledge.search.analysis import Token, analyse
from contactapp.knowledge.search.document import Document, Field
from contactapp.knowledge.search.vocabulary import Vocabulary
from contactapp.knowledge.search.weights import Weights

# Title, search phrase or keyword as a set of stems: what a query as a whole is compared with.
Phrase = frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one FAQ put into the index, so that it can be taken out again."""

    stems: dict[str, float]
    words: frozenset[str]
    phrases: tuple[Phrase, ...]


class Index:
    """All FAQs by stem. ``postings[stem][code]`` says how strongly the stem belongs to the FAQ, from 0 to 1."""

    def __init__(self, documents: Iterable[Document] = (), weights: Weights | None = None) -> None:
        self.weights = weights or Weights()
        self.postings: dict[str, dict[str, float]] = defaultdict(dict)
        self.vocabulary = Vocabulary()
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
        entry = self._read(document)
        self._entries[document.code] = entry
        for stem, strength in entry.stems.items():
            self.postings[stem][document.code] = strength
        for word in entry.words:
            self.vocabulary.add(word)

    def remove(self, code: str) -> None:
        entry = self._entries.pop(code, None)
        if entry is None:
            return
        for stem in entry.stems:
            del self.postings[stem][code]
            if not self.postings[stem]:
                del self.postings[stem]
        for word in entry.words:
            self.vocabulary.remove(word)

    def knows(self, stem: str) -> bool:
        return stem in self.postings

    def rarity(self, stem: str) -> float:
        """How much a stem tells apart: high when few FAQs hold it (inverse document frequency)."""
        holders = len(self.postings.get(stem, ()))
        return math.log(1 + (len(self) - holders + 0.5) / (holders + 0.5))

    def phrases(self, code: str) -> tuple[Phrase, ...]:
        return self._entries[code].phrases

    def _read(self, document: Document) -> Entry:
        found: dict[str, float] = defaultdict(float)
        words: set[str] = set()
        phrases: list[Phrase] = []
        for field, texts in document.pieces().items():
            pieces = [analyse(text) for text in texts]
            counts = Counter(token.stem for piece in pieces for token in piece)
            for stem, count in counts.items():
                found[stem] += self.weights.strength[field] * count / (count + self.weights.repetition[field])
            words.update(token.word for piece in pieces for token in piece if not token.noise)
            if field in (Field.TITLE, Field.SEARCH_WORDS, Field.KEYWORDS):
                phrases += [phrase for piece in pieces if (phrase := _phrase(piece))]
        strengths = {stem: total / (total + self.weights.saturation) for stem, total in found.items()}
        return Entry(strengths, frozenset(words), tuple(dict.fromkeys(phrases)))


def _phrase(piece: list[Token]) -> Phrase:
    return frozenset(token.stem for token in piece if not token.noise)
