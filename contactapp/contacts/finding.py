"""What somebody typed in the search box, before any database is asked.

One box takes names, numbers, telephones, addresses and e-mail. The same text can mean several
things (six digits: a customer number or the end of a telephone number), so the answer is a list
of clues, the most telling first. `terms.py` writes the terms these clues look up.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contactapp.contacts.names import clean, joined, significant, words
from contactapp.contacts.phones import dialled_digits, looks_dialled, tail
from contactapp.contacts.postcodes import (
    AddressError,
    addition_key,
    parse_house_address,
    parse_postcode,
    postcode_beginning,
)
from contactapp.contacts.sounding import sound_key


class TermKind(StrEnum):
    """The kinds of search terms; the value is what the database holds."""

    CODE = "code"  # contact number, aliases, customer number, KvK: exact or from the front
    PHONE = "phone"  # international digits, from the front
    TAIL = "tail"  # the same digits back to front
    EMAIL = "email"  # the address and its domain
    PLACE = "place"  # "3511ab 14 a2", so that a postcode alone finds its doors too
    BORN = "born"  # date of birth, only for those who may see it (R8)
    WORD = "word"  # folded words of names, streets, towns
    SOUND = "sound"  # sound keys of surnames and streets


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing the text can mean: all terms must match, each from its beginning unless exact."""

    kind: TermKind
    terms: tuple[str, ...]
    exact: bool = False

    @property
    def is_number(self) -> bool:
        """Whether this clue names one contact, so that a single hit may open its page."""
        return self.kind in (TermKind.CODE, TermKind.PHONE)


LONGEST_QUERY = 200
MOST_WORDS = 8
SHORTEST_TAIL = 4
SHORTEST_NUMBER = 8
SHORTEST_SOUND = 3

_CONTACT_NUMBER = re.compile(r"c\s?0*(\d{1,9})", re.I)
_DIGITS = re.compile(r"\d+")
_SPACED_DIGITS = re.compile(r"\d[\d .]*")
_EMAIL = re.compile(r"[^\s@]*@[^\s@]*")
_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})")


def read_query(text: str, *, today: date | None = None) -> list[Clue]:
    """Everything the text can mean, the most telling first; empty for text without letters or digits."""
    typed = clean(text.replace("\0", " "))[:LONGEST_QUERY].strip()
    certain = _contact_number(typed) or _date_of_birth(typed, today) or _whole_place(typed)
    if certain:
        return [certain]
    return [*_numbers(typed), *_emails(typed), *_places(typed), *_names(typed)]


def highlight_words(text: str) -> list[str]:
    """The folded pieces of the query a reader should see marked in a result, longest first."""
    return sorted(set(words(text)), key=len, reverse=True)


def place_term(postcode: str, number: int | None, addition: str = "") -> str:
    """How an address is looked up by postcode: "3511ab 14 a2"."""
    parts = (postcode.casefold(), "" if number is None else str(number), addition_key(addition))
    return " ".join(part for part in parts if part)


def _contact_number(typed: str) -> Clue | None:
    match = _CONTACT_NUMBER.fullmatch(typed)
    return Clue(TermKind.CODE, (f"c{int(match[1]):06d}",), exact=True) if match else None


def _date_of_birth(typed: str, today: date | None) -> Clue | None:
    match = _DATE.fullmatch(typed)
    if match is None:
        return None
    try:
        born = date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
    if today is not None and born > today:
        return None
    return Clue(TermKind.BORN, (born.isoformat(),), exact=True)


def _whole_place(typed: str) -> Clue | None:
    try:
        address = parse_house_address(typed)
    except AddressError:
        postcode = parse_postcode(typed)
        return Clue(TermKind.PLACE, (postcode.casefold(),)) if postcode else None
    return Clue(TermKind.PLACE, (place_term(address.postcode, address.number, address.addition),))


def _numbers(typed: str) -> list[Clue]:
    if not looks_dialled(typed):
        return []
    clues = []
    bare = "".join(_DIGITS.findall(typed))
    from_the_front = typed.startswith(("+", "0", "(0"))
    if from_the_front:
        clues += [Clue(TermKind.PHONE, (digits,)) for digits in (dialled_digits(typed),) if digits]
    elif _SPACED_DIGITS.fullmatch(typed):
        clues.append(Clue(TermKind.CODE, (bare,)))
    if len(bare) >= (SHORTEST_NUMBER if from_the_front else SHORTEST_TAIL):
        clues.append(Clue(TermKind.TAIL, (tail(bare.lstrip("0") or bare),)))
    return clues


def _emails(typed: str) -> list[Clue]:
    lowered = typed.casefold()
    if _EMAIL.fullmatch(typed) and len(typed) > 1:
        return [Clue(TermKind.EMAIL, (lowered,))]
    if " " not in typed and re.search(r"\w[._+-]\w|[a-z]\d", typed, re.I) and re.search(r"[^\W\d_]", typed):
        return [Clue(TermKind.EMAIL, (lowered,)), Clue(TermKind.EMAIL, (f"@{lowered}",))]
    return []


def _places(typed: str) -> list[Clue]:
    beginning = postcode_beginning(typed)
    return [Clue(TermKind.PLACE, (beginning.casefold(),))] if beginning else []


def _names(typed: str) -> list[Clue]:
    if "@" in typed or not re.search(r"[^\W\d_]", typed):
        return []
    said = words(typed)[:MOST_WORDS]
    if not said:
        return []
    clues = [Clue(TermKind.WORD, tuple(dict.fromkeys(said)))]
    if len(said) > 1:
        clues.append(Clue(TermKind.WORD, tuple(dict.fromkeys(significant(said)))))
        clues.append(Clue(TermKind.WORD, (joined(typed),)))
    sounds = tuple(dict.fromkeys(sound_key(word) for word in significant(said) if len(word) > 1))
    if sounds and all(len(sound) >= SHORTEST_SOUND for sound in sounds):
        clues.append(Clue(TermKind.SOUND, sounds))
    return list(dict.fromkeys(clues))
