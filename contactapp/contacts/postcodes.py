"""Postcode, house number and addition out of one box (R4)."""

import re
from dataclasses import dataclass

from flask_babel import lazy_gettext as _

# SA, SD and SS were never handed out.
_POSTCODE = r"(?P<digits>[1-9]\d{3})\s*(?P<letters>(?!s[ads])[a-z]{2})"
_NUMBER = r"(?P<number>\d+)(?P<addition>.*)"
_POSTCODE_FIRST = re.compile(rf"{_POSTCODE}(?:[\s,]*(?:nr\.?\s*)?{_NUMBER})?", re.I | re.S)
_NUMBER_FIRST = re.compile(rf"(?P<number>\d+)(?P<addition>\D.*?)??[\s,]+{_POSTCODE}", re.I)
_ADDITION_PARTS = re.compile(r"[^\W_]+")
_BEGINNING = re.compile(r"[1-9]\d{3}\s*[a-z]?", re.I)
_LONGEST_ADDITION = 12
_HIGHEST_NUMBER = 99_999


class AddressError(ValueError):
    """Text in the address box that is no postcode with house number; says what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True, slots=True)
class HouseAddress:
    """What the address box says: "3511ab14-2" → 3511AB, 14, "2"."""

    postcode: str
    number: int
    addition: str = ""

    def __str__(self) -> str:
        return f"{show_postcode(self.postcode)} {show_number(self.number, self.addition)}"

    @property
    def addition_key(self) -> str:
        """The addition for comparison: "A-2", "a 2" and "A2" are the same door."""
        return addition_key(self.addition)


def parse_house_address(text: str) -> HouseAddress:
    """Read the address box in any common notation.

    Raises AddressError with a message for the person who typed it.
    """
    typed = text.strip()
    match = _POSTCODE_FIRST.fullmatch(typed) or _NUMBER_FIRST.fullmatch(typed)
    if match is None:
        raise AddressError(_("Dit is geen postcode met huisnummer. Typ bijvoorbeeld 3511 AB 14-2."))
    if not match["number"]:
        raise AddressError(_("Zet het huisnummer achter de postcode, bijvoorbeeld 3511 AB 14-2."))
    number = int(match["number"][:9])
    addition = normal_addition(match["addition"] or "")
    if not 0 < number <= _HIGHEST_NUMBER or len(addition) > _LONGEST_ADDITION:
        raise AddressError(_("Dit huisnummer klopt niet. Typ bijvoorbeeld 3511 AB 14-2."))
    return HouseAddress(_canonical(match), number, addition)


def parse_postcode(text: str) -> str | None:
    """A whole Dutch postcode as it is stored, "3511 ab" → "3511AB"; None when it is not one."""
    match = re.fullmatch(_POSTCODE, text.strip(), re.I)
    return _canonical(match) if match else None


def postcode_beginning(text: str) -> str | None:
    """The start of a postcode while somebody types it: "3511", "3511 a"; None otherwise."""
    typed = text.strip()
    return re.sub(r"\s", "", typed).upper() if _BEGINNING.fullmatch(typed) else None


def show_postcode(postcode: str) -> str:
    """A stored postcode as people write it: "3511 AB"."""
    whole = parse_postcode(postcode)
    return f"{whole[:4]} {whole[4:]}" if whole else postcode


def show_number(number: int | None, addition: str = "") -> str:
    """House number and addition as on the door: "14", "14 A", "14-2", "14 bis", "14 A-2"."""
    if number is None:
        return addition
    if not addition:
        return str(number)
    return f"{number}{'-' if addition[0].isdigit() else ' '}{addition}"


def normal_addition(text: str) -> str:
    """An addition the way the land registry writes it: "a" → "A", "-2" → "2", "BIS" → "bis"."""
    parts = [_normal_part(part) for part in _ADDITION_PARTS.findall(text.strip())]
    return "-".join(parts)


def addition_key(addition: str) -> str:
    """An addition for comparison, without case and separators."""
    return "".join(_ADDITION_PARTS.findall(addition)).casefold()


def _normal_part(part: str) -> str:
    return part.lower() if part.lower() in ("bis", "hs", "ong") else part.upper()


def _canonical(match: re.Match[str]) -> str:
    return match["digits"] + match["letters"].upper()
