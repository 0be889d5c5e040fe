"""From a query to the FAQs that answer it, the best first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from contactapp.knowledge.search import folding
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


class Searcher:
    """Answers queries on one index with one glossary."""

    def __init__(self, index: Index, glossary: Glossary | None = None) -> None:
        self._index = index
        self._glossary = glossary or Glossary()
        self._matcher = Matcher(index)

    def search(self, query: str, *, limit: int = 8) -> list[Hit]:
        """The FAQs that fit, the best first; never requires that all words occur."""
        asked = self._understand(query)
        scores, covered = self._by_word(asked)
        total = sum(word.rarity for word in asked) or 1.0
        weights = self._index.weights
        for code in scores:
            scores[code] *= 1 - weights.coverage + weights.coverage * covered[code] / total
        first = sorted(scores, key=lambda code: (-scores[code], code))
        best = [Hit(code, scores[code] + weights.phrase * self._phrase(code, asked)) for code in first[:_CANDIDATES]]
        best.sort(key=lambda hit: (-hit.score, hit.code))
        rest = [Hit(code, scores[code]) for code in first[_CANDIDATES:limit]]
        return (best + rest)[:limit]

    def stems(self, query: str) -> frozenset[str]:
        """The stems a query stands for, as far as we are fairly sure: what may be marked in a text."""
        sure_enough = 0.6
        return frozenset(
            meant for word in self._understand(query) for meant, sure in word.meanings.items() if sure >= sure_enough
        )

    def _understand(self, query: str) -> list[_Asked]:
        tokens = list(dict.fromkeys([*subject(analyse(query)), *self._written_apart(query)]))
        typing = bool(query) and not query[-1].isspace()
        asked = []
        for token in tokens:
            last = typing and token.word == tokens[-1].word
            meanings = self._matcher.meanings(token, unfinished=last)
            for meant, sure in self._glossary.meanings(token, tokens).items():
                if self._index.knows(meant):
                    meanings[meant] = max(meanings.get(meant, 0.0), sure * self._index.weights.synonym)
            if meanings:
                asked.append(_Asked(meanings, self._rarity(meanings)))
        return asked

    def _written_apart(self, query: str) -> list[Token]:
        """Compounds that were typed as separate words: "licht schakelaar", "terug bel verzoek"."""
        written = folding.words(query)
        runs = (written[i : i + length] for length in (2, 3) for i in range(len(written) - length + 1))
        joined = ("".join(run) for run in runs if all(len(word) > 1 for word in run))
        return [Token(word, stem(word)) for word in joined if self._index.knows(stem(word))]

    def _rarity(self, meanings: Meanings) -> float:
        return max(sure * self._index.rarity(meant) for meant, sure in meanings.items())

    def _by_word(self, asked: Sequence[_Asked]) -> tuple[dict[str, float], dict[str, float]]:
        scores: dict[str, float] = defaultdict(float)
        covered: dict[str, float] = defaultdict(float)
        for word in asked:
            best: dict[str, float] = {}
            sure_of: dict[str, float] = {}
            for meant, sure in word.meanings.items():
                worth = sure * self._index.rarity(meant)
                for code, strength in self._index.postings[meant].items():
                    if worth * strength > best.get(code, 0.0):
                        best[code] = worth * strength
                    if sure > sure_of.get(code, 0.0):
                        sure_of[code] = sure
            for code, score in best.items():
                scores[code] += score
                covered[code] += word.rarity * sure_of[code]
        return scores, covered

    def _phrase(self, code: str, asked: Sequence[_Asked]) -> float:
        """How well the best title, search phrase or keyword fits the query as a whole (cosine of rarities)."""
        total = sum(word.rarity for word in asked)
        best = 0.0
        for phrase in self._index.phrases(code):
            shared = 0.0
            for word in asked:
                sure = max((word.meanings[one] for one in phrase if one in word.meanings), default=0.0)
                shared += sure * word.rarity
            if shared:
                size = sum(self._index.rarity(one) for one in phrase)
                best = max(best, shared * shared / (total * max(size, shared)))
        return best * total
