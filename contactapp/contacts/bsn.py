"""Citizen service numbers in free text, to warn while somebody types (R8).

Nothing here stores, logs or returns the number itself, only where it stands.
"""

import re

from stdnum.nl import bsn

# Nine digits, possibly grouped by dots, spaces or hyphens, not part of a longer code
# (an IBAN, an order number) or of an international telephone number.
_NINE_DIGITS = re.compile(r"(?<![\w+.,-])\d(?:[ .-]?\d){8}(?![\w-]|[.,]\d)", re.ASCII)


def find_bsns(text: str) -> list[tuple[int, int]]:
    """Start and end of every number of nine digits that passes the elfproef."""
    return [match.span() for match in _NINE_DIGITS.finditer(text) if bsn.is_valid(re.sub(r"\D", "", match.group()))]


def has_bsn(text: str) -> bool:
    """Whether the text holds something that looks like a citizen service number."""
    return bool(find_bsns(text))
