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
        head = _head(word[:position], known)
        if head and known(word[position:]):
            return (head, word[position:])
    for position in positions:
        head = _head(word[:position], known)
        rest = split(word[position:], known) if head and len(word) - position >= 2 * SHORTEST_PART else ()
        if head and rest:
            return (head, *rest)
    return ()


def is_head(beginning: str, known: Known) -> bool:
    """Whether ``beginning`` can be the first part of a compound."""
    return _head(beginning, known) is not None


def is_tail(end: str, known: Known) -> bool:
    """Whether ``end`` can follow another word in a compound, with or without a linking letter."""
    return any(
        len(end) - len(link) >= SHORTEST_PART and end.startswith(link) and known(end.removeprefix(link))
        for link in _LINKS
    )


def _head(beginning: str, known: Known) -> str | None:
    for link in _LINKS:
        part = beginning.removesuffix(link)
        if beginning.endswith(link) and len(part) >= SHORTEST_PART and known(part):
            return part
    return None
