"""The words that occur in the knowledge base, and ways to find the right one for what somebody typed."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator

from contactapp.knowledge.search.sounds import sound


class Vocabulary:
    """Every word with the number of FAQs that hold it; answers from sorted lists that are made when first needed."""

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._by_sound: dict[str, set[str]] = defaultdict(set)
        self._by_trigram: dict[str, set[str]] = defaultdict(set)
        self._sorted: list[str] = []
        self._reversed: list[str] = []

    def add(self, word: str) -> None:
        self._count[word] += 1
        if self._count[word] == 1:
            self._sorted = []
            self._by_sound[sound(word)].add(word)
            for trigram in trigrams(word):
                self._by_trigram[trigram].add(word)

    def remove(self, word: str) -> None:
        self._count[word] -= 1
        if self._count[word] <= 0:
            del self._count[word]
            self._sorted = []
            self._by_sound[sound(word)].discard(word)
            for trigram in trigrams(word):
                self._by_trigram[trigram].discard(word)

    def __contains__(self, word: str) -> bool:
        return word in self._count

    def __len__(self) -> int:
        return len(self._count)

    def starting_with(self, beginning: str) -> Iterator[str]:
        """Words that begin with, and are longer than, ``beginning``, in order of the alphabet."""
        self._prepare()
        return (word for word in _range(self._sorted, beginning) if word != beginning)

    def ending_with(self, end: str) -> Iterator[str]:
        """Words that end with, and are longer than, ``end``."""
        self._prepare()
        return (word[::-1] for word in _range(self._reversed, end[::-1]) if len(word) > len(end))

    def sounding_like(self, word: str) -> set[str]:
        return self._by_sound.get(sound(word), set())

    def resembling(self, word: str, least: float) -> list[tuple[str, float]]:
        """Words that share trigrams with ``word``, the most alike first, with their likeness from 0 to 1 (Dice)."""
        own = trigrams(word)
        shared: Counter[str] = Counter()
        for trigram in own:
            shared.update(self._by_trigram.get(trigram, ()))
        likeness = ((other, 2 * count / (len(own) + len(other) + 1)) for other, count in shared.items())
        return sorted(((w, like) for w, like in likeness if like >= least), key=lambda pair: (-pair[1], pair[0]))

    def _prepare(self) -> None:
        if not self._sorted:
            self._sorted = sorted(self._count)
            self._reversed = sorted(word[::-1] for word in self._count)


def trigrams(word: str) -> set[str]:
    """Pieces of three letters, with the edges of the word as a sign of their own."""
    edged = f"#{word}#"
    return {edged[i : i + 3] for i in range(len(edged) - 2)}


def _range(ordered: list[str], beginning: str) -> Iterator[str]:
    for position in range(bisect_left(ordered, beginning), len(ordered)):
        if not ordered[position].startswith(beginning):
            return
        yield ordered[position]
