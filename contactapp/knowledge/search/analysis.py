"""What a text is about: its stems in order, with separable verbs put back together."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from contactapp.knowledge.search import folding, wordlists
from contactapp.knowledge.search.stems import PARTICLES, stem

_PARTICLES = frozenset(PARTICLES)
_REACH = 8  # words between the verb and its particle: "zegt per 1 mei de huur van de box op"


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written (folded) and its stem; noise keeps its own form, so that "huurder" is not taken for "huur"."""

    word: str
    stem: str
    noise: bool = False


def analyse(text: str) -> list[Token]:
    """All words of a text, noise included and marked, then words that were written apart or with a hyphen."""
    written, together = folding.split(text)
    return [*map(_token, written), *(Token(word, stem(word)) for word in together), *separable_verbs(written)]


@lru_cache(maxsize=50_000)
def _token(word: str) -> Token:
    noise = word in wordlists.words("noise")
    return Token(word, word if noise else stem(word), noise)


def subject(tokens: Sequence[Token]) -> list[Token]:
    """The tokens that say something; all of them when nothing else is left."""
    return [token for token in tokens if not token.noise] or list(tokens)


def separable_verbs(written: Sequence[str]) -> list[Token]:
    """Verbs whose parts stand apart: "zegt … op", "op te zeggen"."""
    found = []
    for position, particle in enumerate(written):
        if particle not in _PARTICLES:
            continue
        near = [*written[max(0, position - _REACH) : position][::-1], *_after_te(written, position)]
        for word in near:
            verb = particle + stem(word)
            if verb in _separable():
                found.append(Token(particle + word, verb))
                break
    return found


def _after_te(written: Sequence[str], position: int) -> Sequence[str]:
    return written[position + 2 : position + 3] if written[position + 1 : position + 2] == ["te"] else ()


@cache
def _separable() -> frozenset[str]:
    return frozenset(stem(verb) for verb in wordlists.words("separable_verbs"))
