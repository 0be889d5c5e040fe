"""Several people search at once, in one process."""

from concurrent.futures import ThreadPoolExecutor
from itertools import product

from contactapp.knowledge.search.stems import stem

HEADS = ("huur", "ketel", "lekkage", "overlast", "sleutel")
TAILS = ("verhoging", "onderhoud", "melding", "betaling", "vervanging", "aanvragen", "storingen", "werkzaamheden")
WORDS = ["".join(parts) for parts in product(HEADS, TAILS)]


def test_stems_are_the_same_whoever_else_is_searching() -> None:
    alone = [stem.__wrapped__(word) for word in WORDS]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(stem.__wrapped__, WORDS * 50))
    assert together == alone * 50
