"""From a query to the FAQs that answer it, the best first."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contactapp.knowledge.search import folding, wordlists
from contactapp.knowledge.search.analysis import Token, analyse, subject
from contactapp.knowledge.search.glossary import Glossary
from contactapp.knowledge.search.index import Index
from contactapp.knowledge.search.matching import Matcher, Meanings
from contactapp.knowledge.search.stems import stem

_CANDIDATES = 60  # how many of the word-by-word ranking are compared with the query as a whole
_SHARES = (1.0, 0.5, 0.25)  # what the best phrases of a FAQ count for
# One word of the query: every stem of the index that it may mean, and what finding that stem is worth.
Asked = dict[str, float]


@dataclass(frozen=True, slots=True)
class Hit:
    code: str
    score: float


class _Rarities(dict[str, float]):
    """The rarity of each stem, computed once. Noise tells little, but of a spoken sentence it is often all there is."""

    def __init__(self, index: Index) -> None:
        super().__init__()
        self._index = index

    def __missing__(self, stem: str) -> float:
        noise = stem in wordlists.words("noise")
        self[stem] = self._index.rarity(stem) * (self._index.weights.noise if noise else 1.0)
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
        said = _by_stem(asked)
        share = self._index.weights.phrase
        hits = [
            Hit(code := self._index.codes[number], scores[number] + share * self._phrase(code, said))
            for number in _highest(scores, max(limit, _CANDIDATES))
        ]
        hits.sort(key=lambda hit: (-hit.score, hit.code))
        return [hit for hit in hits[:limit] if hit.score >= self._index.weights.least_share * hits[0].score]

    def stems(self, query: str) -> frozenset[str]:
        """The stems that were typed, as far as we are fairly sure: what may be marked in a text."""
        sure_enough = 0.6
        typed = subject(analyse(query))
        meanings = [self._matcher.meanings(token, unfinished=True) for token in typed]
        meanings += [part for token in typed for part in self._matcher.parts(token, unfinished=True)]
        return frozenset(meant for one in meanings for meant, sure in one.items() if sure >= sure_enough)

    def _understand(self, query: str) -> list[Asked]:
        """The words of a query, each with what it may mean."""
        tokens = list(dict.fromkeys(analyse(query)))
        # Until a space follows, the last word may still grow.
        unfinished = None if query[-1:].isspace() else folding.words(query)[-1:]
        asked: list[Asked] = []
        for token in tokens:
            growing = [token.word] == unfinished
            if token.noise and not growing:
                asked += self._worth([{token.stem: 1.0}] if self._index.knows(token.stem) else [])
            else:
                asked += self._worth(self._ask(token, tokens, unfinished=growing))
        likely = self._index.weights.written_apart
        for token in self._written_apart(query):
            asked += self._worth(self._ask(token, tokens, unfinished=False), sure=likely)
        return asked

    def _ask(self, token: Token, query: Sequence[Token], *, unfinished: bool) -> list[Meanings]:
        meanings = self._matcher.meanings(token, unfinished=unfinished)
        for meant in self._glossary.meanings(token, subject(query)):
            if self._index.knows(meant):
                meanings[meant] = max(meanings.get(meant, 0.0), self._index.weights.synonym)
        return self._with_parts(token, meanings, unfinished=unfinished)

    def _with_parts(self, token: Token, whole: Meanings, *, unfinished: bool) -> list[Meanings]:
        """A word, and the parts of a compound: beside it when we know the word, in its place when we do not."""
        parts = self._matcher.parts(token, unfinished=unfinished)
        if not parts:
            return [whole] if whole else []
        if self._index.knows(token.stem):
            less = self._index.weights.part_of_known
            return [whole, *({meant: sure * less for meant, sure in part.items()} for part in parts)]
        # The whole word counts for each part.
        return [part | {meant: max(sure, part.get(meant, 0.0)) for meant, sure in whole.items()} for part in parts]

    def _worth(self, meanings: Iterable[Meanings], *, sure: float = 1.0) -> list[Asked]:
        """What finding each meaning says.

        A guess tells no more than the word that was typed: of somebody who typed "huis" a FAQ that happens to hold the
        rare "huisarts" knows no more than the many about a house.
        """
        worth = []
        for one in meanings:
            typed = max((self._rarities[meant] for meant, likely in one.items() if likely >= 1.0), default=None)
            most = float("inf") if typed is None else typed
            worth.append({meant: sure * likely * min(self._rarities[meant], most) for meant, likely in one.items()})
        return worth

    def _written_apart(self, query: str) -> list[Token]:
        """Compounds that were typed as separate words: "licht schakelaar", "terug bel verzoek"."""
        written = folding.words(query)
        runs = (written[i : i + length] for length in (2, 3) for i in range(len(written) - length + 1))
        noise = wordlists.words("noise")
        joined = ("".join(run) for run in runs if run[-1] not in noise and all(len(word) > 1 for word in run))
        return [Token(word, stem(word)) for word in joined if self._index.knows(stem(word))]

    def _by_word(self, asked: Iterable[Asked]) -> list[float]:
        """Per FAQ the best meaning of each word of the query, added up: nothing is required, all that fits counts."""
        scores = [0.0] * len(self._index.codes)
        for word in asked:
            best: dict[int, float] = {}
            for meant, worth in word.items():
                posting = self._index.postings.get(meant)  # a guess may be of a stem that no FAQ holds
                if posting is None:
                    continue
                for number, strength in zip(posting.holders, posting.strengths, strict=True):
                    score = worth * strength
                    if score > best.get(number, 0.0):
                        best[number] = score
            for number, score in best.items():
                scores[number] += score
        return scores

    def _phrase(self, code: str, said: dict[str, list[tuple[int, float]]]) -> float:
        """How well a title, search phrase or keyword fits the query as a whole: each next one counts half."""
        fits = []
        for phrase in self._index.phrases(code):
            shared: dict[int, float] = {}
            for one in phrase:
                for word, worth in said.get(one, ()):
                    shared[word] = max(worth, shared.get(word, 0.0))
            if shared:
                total, size = sum(shared.values()), sum([self._rarities[one] for one in phrase])
                fits.append(total * total / max(size, total))
        return sum(fit * part for fit, part in zip(heapq.nlargest(3, fits), _SHARES, strict=False))


def _by_stem(asked: Iterable[Asked]) -> dict[str, list[tuple[int, float]]]:
    """The words of the query, by their place in it, that may mean a stem, and what that is worth."""
    said: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, word in enumerate(asked):
        for meant, worth in word.items():
            said[meant].append((place, worth))
    return said


def _highest(scores: list[float], number: int) -> list[int]:
    """The FAQs with the highest scores; of equal ones at the edge all, so that no order of storage counts."""
    edge = heapq.nlargest(number, scores)[-1:]
    return [place for place, score in enumerate(scores) if score > 0 and score >= edge[0]]
