"""From a query to the FAQs that answer it, the best first."""

import heapq
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from contactapp.knowledge.search import folding, wordlists
from contactapp.knowledge.search.analysis import Token, analyse, subject
from contactapp.knowledge.search.glossary import Glossary
from contactapp.knowledge.search.index import Index
from contactapp.knowledge.search.matching import Matcher, Meanings
from contactapp.knowledge.search.stems import stem

_CANDIDATES = 60  # how many of the word-by-word ranking are compared with the query as a whole


@dataclass(frozen=True, slots=True)
class Hit:
    code: str
    score: float


@dataclass(frozen=True, slots=True)
class _Asked:
    """One word of the query: what it may mean and how much it tells apart."""

    meanings: Meanings
    rarity: float


class _Rarities(dict[str, float]):
    """The rarity of each stem, computed once."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, stem: str) -> float:
        self[stem] = self._index.rarity(stem)
        return self[stem]


class Searcher:
    """Answers queries on one index with one glossary; make a new one when either changed."""

    def __init__(self, index: Index, glossary: Glossary | None = None) -> None:
        self._index = index
        self._glossary = glossary or Glossary()
        self._matcher = Matcher(index)
        self._rarities = _Rarities(index)

    def search(self, query: str, *, limit: int = 8) -> list[Hit]:
        """The FAQs that fit, the best first; never requires that all words occur."""
        asked = self._understand(query)
        scores = self._by_word(asked)
        first = _highest(scores, max(limit, _CANDIDATES))
        total = sum(word.rarity for word in asked)
        share = self._index.weights.phrase
        hits = [Hit(code, scores[code] + share * self._phrase(code, asked, total)) for code in first]
        hits.sort(key=lambda hit: (-hit.score, hit.code))
        return [hit for hit in hits[:limit] if hit.score >= self._index.weights.least_share * hits[0].score]

    def stems(self, query: str) -> frozenset[str]:
        """The stems that were typed, as far as we are fairly sure: what may be marked in a text."""
        sure_enough = 0.6
        typed = subject(analyse(query))
        meanings = [self._matcher.meanings(token, unfinished=True) for token in typed]
        meanings += [part for token in typed for part in self._matcher.parts(token, unfinished=True)]
        return frozenset(meant for one in meanings for meant, sure in one.items() if sure >= sure_enough)

    def _understand(self, query: str) -> list[_Asked]:
        """The words of a query with their meanings; noise counts only when nothing else means anything."""
        tokens = analyse(query)
        words = list(dict.fromkeys([*subject(tokens), *self._written_apart(query)]))
        return self._ask(words, query) or self._ask(list(dict.fromkeys(tokens)), query)

    def _ask(self, words: Sequence[Token], query: str) -> list[_Asked]:
        # Until a space follows, the last word may still grow.
        unfinished = None if query[-1:].isspace() else folding.words(query)[-1:]
        asked = []
        for token in words:
            growing = [token.word] == unfinished
            meanings = self._matcher.meanings(token, unfinished=growing)
            for meant in self._glossary.meanings(token, words):
                if self._index.knows(meant):
                    meanings[meant] = max(meanings.get(meant, 0.0), self._index.weights.synonym)
            asked += [_Asked(one, self._rarity(one)) for one in self._with_parts(token, meanings, unfinished=growing)]
        return asked

    def _with_parts(self, token: Token, whole: Meanings, *, unfinished: bool) -> list[Meanings]:
        """A word, or the parts of a compound in its place; the whole word counts for each part."""
        parts = self._matcher.parts(token, unfinished=unfinished)
        if not parts:
            return [whole] if whole else []
        return [part | {meant: max(sure, part.get(meant, 0.0)) for meant, sure in whole.items()} for part in parts]

    def _written_apart(self, query: str) -> list[Token]:
        """Compounds that were typed as separate words: "licht schakelaar", "terug bel verzoek"."""
        written = folding.words(query)
        runs = (written[i : i + length] for length in (2, 3) for i in range(len(written) - length + 1))
        noise = wordlists.words("noise")
        joined = ("".join(run) for run in runs if run[-1] not in noise and all(len(word) > 1 for word in run))
        return [Token(word, stem(word)) for word in joined if self._index.knows(stem(word))]

    def _rarity(self, meanings: Meanings) -> float:
        return max(sure * self._rarities[meant] for meant, sure in meanings.items())

    def _by_word(self, asked: Sequence[_Asked]) -> dict[str, float]:
        """Per FAQ the best meaning of each word of the query, added up: nothing is required, all that fits counts."""
        scores: dict[str, float] = defaultdict(float)
        for word in asked:
            best: dict[str, float] = {}
            for meant, sure in word.meanings.items():
                worth = sure * self._rarities[meant]
                for code, strength in self._index.postings[meant].items():
                    score = worth * strength
                    if score > best.get(code, 0.0):
                        best[code] = score
            for code, score in best.items():
                scores[code] += score
        return scores

    def _phrase(self, code: str, asked: Sequence[_Asked], total: float) -> float:
        """How well the best title, search phrase or keyword fits the query as a whole."""
        best = 0.0
        for phrase in self._index.phrases(code):
            shared = 0.0
            for word in asked:
                fitting = word.meanings.keys() & phrase
                if fitting:
                    shared += word.rarity * max(word.meanings[one] for one in fitting)
            if shared * shared > best * shared:
                size = sum([self._rarities[one] for one in phrase])
                best = max(best, shared * shared / max(size, shared))
        return min(best, total)


def _highest(scores: dict[str, float], number: int) -> list[str]:
    """The codes with the highest scores; of equal ones at the edge all, so that no order of storage counts."""
    if len(scores) <= number:
        return list(scores)
    edge = heapq.nlargest(number, scores.values())[-1]
    return [code for code, score in scores.items() if score >= edge]
