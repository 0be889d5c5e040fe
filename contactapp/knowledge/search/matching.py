"""Which stems of the index may be meant by a word that somebody typed, and how sure we are of each."""

from collections.abc import Iterable

from contactapp.knowledge.search import compounds
from contactapp.knowledge.search.analysis import Token
from contactapp.knowledge.search.distance import typing_errors
from contactapp.knowledge.search.index import Index
from contactapp.knowledge.search.stems import stem

# Stem of the index → how sure, from 0 to 1.
Meanings = dict[str, float]
SHORTEST_BEGINNING = 2
SHORTEST_PART = 3
SHORTEST_TYPO = 4
MOST_GUESSES = 12
MOST_LONGER = 40
MOST_REMEMBERED = 5_000


class Matcher:
    """Finds the meanings of words in one index and remembers them: make a new one when the index changed."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._weights = index.weights
        self._remembered: dict[tuple[Token, bool], Meanings] = {}

    def meanings(self, token: Token, *, unfinished: bool) -> Meanings:
        """Every stem that may be meant.

        Args:
            token: the word.
            unfinished: whether somebody may still be typing it, so that its end is missing.
        """
        key = (token, unfinished)
        if key not in self._remembered:
            if len(self._remembered) >= MOST_REMEMBERED:
                self._remembered.clear()
            self._remembered[key] = self._find(token, unfinished=unfinished)
        return dict(self._remembered[key])

    def _find(self, token: Token, *, unfinished: bool) -> Meanings:
        found: Meanings = {}
        if self._index.knows(token.stem):
            found[token.stem] = 1.0
        doubt = self._weights.doubt if found else 1.0
        self._longer_words(token, found, unfinished=unfinished)
        self._compounds(token, found)
        self._typing_errors(token, found, doubt)
        return found

    def parts(self, token: Token, *, unfinished: bool) -> list[Meanings]:
        """The parts of a compound, each with its meanings: a FAQ that holds them all fits better than one with one."""
        if len(token.word) < 2 * SHORTEST_PART:
            return []
        words = [[part] for part in compounds.split(token.word, self._known)]
        if unfinished and not words:
            words = self._unfinished_compound(token.word)
        return [{stem(word): self._weights.part for word in alternatives} for alternatives in words]

    def _unfinished_compound(self, word: str) -> list[list[str]]:
        """ "ketelonderh": a known word and the beginning of another."""
        for position in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            longer = _first(self._index.vocabulary.starting_with(word[position:]), MOST_GUESSES)
            head = compounds.head(word[:position], self._known)
            if head and longer:
                return [[head], longer]
        return []

    def _longer_words(self, token: Token, found: Meanings, *, unfinished: bool) -> None:
        if len(token.word) < SHORTEST_BEGINNING + (not unfinished):
            return
        sure = self._weights.beginning if unfinished else self._weights.longer
        for beginning in dict.fromkeys((token.word, token.stem)):
            for word in _first(self._index.vocabulary.starting_with(beginning), MOST_LONGER):
                # Of an unfinished word little is missing as a rule; of a finished one a suffix.
                likeness = (len(beginning) / len(word)) ** 0.5
                _keep(found, stem(word), sure * likeness)

    def _compounds(self, token: Token, found: Meanings) -> None:
        if len(token.stem) < SHORTEST_PART:
            return
        for word in self._index.vocabulary.ending_with(token.word):
            if compounds.head(word.removesuffix(token.word), self._known):
                _keep(found, stem(word), self._weights.compound)
        for word in self._index.vocabulary.starting_with(token.stem):
            if compounds.is_tail(word.removeprefix(token.stem), self._known):
                _keep(found, stem(word), self._weights.compound)

    def _typing_errors(self, token: Token, found: Meanings, doubt: float) -> None:
        if len(token.word) < SHORTEST_TYPO or token.word.isdigit():
            return
        vocabulary, weights = self._index.vocabulary, self._weights
        for word in vocabulary.sounding_like(token.word):
            _keep(found, stem(word), weights.sounds_alike * doubt)
        limit = 1 if len(token.word) < 7 else 2
        for word, likeness in vocabulary.resembling(token.word, least=weights.least_likeness)[:MOST_GUESSES]:
            errors = typing_errors(token.word, word, limit)
            typed_wrong = 1 - weights.error * errors / len(token.word)
            sure = typed_wrong if errors <= limit else weights.resembling * likeness
            _keep(found, stem(word), sure * doubt)

    def _known(self, word: str) -> bool:
        return self._index.knows(stem(word))


def _keep(found: Meanings, meant: str, sure: float) -> None:
    if sure > found.get(meant, 0.0):
        found[meant] = sure


def _first(words: Iterable[str], most: int) -> list[str]:
    return [word for word, _ in zip(words, range(most), strict=False)]
