"""Everyday words and abbreviations, and the trade words they stand for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from contactapp.knowledge.search.analysis import Token, analyse, subject


class Glossary:
    """Pairs of an everyday expression and trade words, looked up by stem."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        # By the first stem of the expression: the whole expression and what it stands for.
        self._expressions: dict[str, list[tuple[frozenset[str], frozenset[str]]]] = defaultdict(list)
        # Every expression as it was written, with the stems it stands for.
        self.pairs: list[tuple[frozenset[str], str]] = []
        for expression, meaning in pairs:
            stems, means = _stems(expression), _stems(meaning)
            self.pairs.append((means, expression))
            for stem in stems:
                self._expressions[stem].append((stems, means))

    def meanings(self, token: Token, query: Sequence[Token]) -> frozenset[str]:
        """What a word of the query may stand for; an expression of several words counts when all are there."""
        present = {other.stem for other in query}
        found: set[str] = set()
        for stems, means in self._expressions.get(token.stem, ()):
            if stems <= present:
                found |= means
        return frozenset(found)


@lru_cache(maxsize=10_000)
def _stems(text: str) -> frozenset[str]:
    """What a side of a pair is about; kept, as the same few hundred pairs are read again after every change."""
    return frozenset(token.stem for token in subject(analyse(text)))
