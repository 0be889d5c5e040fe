"""Dutch writes compounds as one word; people look for the parts, or glue them differently."""

from collections.abc import Callable

SHORTEST_PART = 3
_LINKS = ("", "s", "e", "en", "n", "er")
Known = Callable[[str], bool]


def split(word: str, known: Known) -> tuple[str, ...]:
    """The two or three known words that make ``word``, or nothing: ketelonderhoud is ketel + onderhoud.

    Of several ways the one with the longest last part is taken: the last part says what a thing is.
    """
    positions = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    for position in positions:
        first = head(word[:position], known)
        if first and known(word[position:]):
            return (first, word[position:])
    for position in positions:
        first = head(word[:position], known)
        rest = split(word[position:], known) if first and len(word) - position >= 2 * SHORTEST_PART else ()
        if first and rest:
            return (first, *rest)
    return ()


def is_tail(end: str, known: Known) -> bool:
    """Whether ``end`` can follow another word in a compound, with or without a linking letter."""
    return any(
        len(end) - len(link) >= SHORTEST_PART and end.startswith(link) and known(end.removeprefix(link))
        for link in _LINKS
    )


def head(beginning: str, known: Known) -> str | None:
    """The known word that ``beginning`` is, with or without a linking letter: "huurders" in huurderspas."""
    for link in _LINKS:
        part = beginning.removesuffix(link)
        if beginning.endswith(link) and len(part) >= SHORTEST_PART and known(part):
            return part
    return None
