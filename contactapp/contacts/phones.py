"""Telephone numbers: every notation in, E.164 stored, Dutch grouping on screen (R5)."""

import re
from functools import lru_cache

import phonenumbers
from flask_babel import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

# Area codes of two digits after the 0; every other Dutch area code has three.
_AREAS = """
10 13 15 20 23 24 26 30 33 35 36 38 40 43 45 46 50 53 55 58
70 71 72 73 74 75 76 77 78 79 82 84 85 87 88 91
"""
_SHORT_AREAS = frozenset(_AREAS.split())
_SERVICE = re.compile(r"(800|90[069])(\d{4}|\d{7})")
_COUNCIL = re.compile(r"14(0\d{2,3})")
_LETTER = re.compile(r"[^\W\d_]")
_SEPARATORS = re.compile(r"[\s().\-–/]+")
_DUTCH_DIGITS = 9


class PhoneError(ValueError):
    """A number that cannot be dialled; the message says what to do, in words."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def parse_phone(text: str) -> str:
    """The E.164 form of a number as somebody typed it, "06-12 34 56 78" → "+31612345678".

    Raises PhoneError with a message for the person who typed it.
    """
    typed = text.strip()
    if _LETTER.search(typed):
        raise PhoneError(_("Zet hier alleen het nummer neer, zonder letters of toelichting."))
    if not any(c.isdigit() for c in typed):
        raise PhoneError(_("Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78."))
    try:
        number = phonenumbers.parse(typed, "NL")
    except NumberParseException as error:
        raise PhoneError(_unreadable(typed, error)) from error
    if number.extension or not phonenumbers.is_valid_number(number):
        raise PhoneError(_complaint(number))
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


@lru_cache(maxsize=4096)
def show_phone(e164: str) -> str:
    """A stored number as people read it: "06 12 34 56 78", "030 765 43 21", "+49 30 123456"."""
    try:
        number = phonenumbers.parse(e164, None)
    except NumberParseException:
        return e164
    if number.country_code != 31:
        return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)
    return _show_dutch(phonenumbers.national_significant_number(number))


def dialled_digits(text: str) -> str:
    """The digits of a number, or of its beginning, with the country in front; "" without any.

    Works on unfinished input: "06 12" → "31612", "+32 4" → "324", "003161" → "3161".
    """
    bare = _SEPARATORS.sub("", text.replace("(0)", ""))
    digits = "".join(str(int(c)) for c in bare if c.isdecimal())
    if bare.startswith("+"):
        return "31" + digits[3:] if digits.startswith("310") else digits
    if digits.startswith("00"):
        return dialled_digits(f"+{digits[2:]}")
    if digits.startswith("0"):
        return f"31{digits[1:]}"
    return digits


def looks_dialled(text: str) -> bool:
    """Whether text is made of digits and what people put between them."""
    return bool(re.fullmatch(r"\+?[\d\s().\-–/]*\d[\d\s().\-–/]*", text.strip()))


def tail(digits: str) -> str:
    """Digits back to front, the order in which last digits are looked up."""
    return digits[::-1]


def _show_dutch(national: str) -> str:
    if service := _SERVICE.fullmatch(national):
        last = service[2]
        return f"0{service[1]} {last if len(last) == 4 else f'{last[:3]} {last[3:]}'}"
    if council := _COUNCIL.fullmatch(national):
        return f"14 {council[1]}"
    if len(national) != _DUTCH_DIGITS:
        return f"0{national}"
    if national[0] == "6":
        return f"06 {_pairs(national[1:])}"
    if national[:2] in _SHORT_AREAS:
        return f"0{national[:2]} {national[2:5]} {_pairs(national[5:])}"
    return f"0{national[:3]} {_pairs(national[3:])}"


def _pairs(digits: str) -> str:
    return " ".join(digits[at : at + 2] for at in range(0, len(digits), 2))


def _unreadable(typed: str, error: NumberParseException) -> str:
    if error.error_type == NumberParseException.INVALID_COUNTRY_CODE:
        return str(_("Dit landnummer bestaat niet. Controleer de cijfers achter de +."))
    if error.error_type == NumberParseException.TOO_LONG:
        return _too_long()
    return _foreign() if typed.startswith("+") and not typed.startswith("+31") else _too_short()


def _complaint(number: PhoneNumber) -> str:
    if number.extension:
        return str(_("Zet hier alleen het nummer neer, zonder letters of toelichting."))
    national = phonenumbers.national_significant_number(number)
    if number.country_code != 31:
        return _foreign()
    if len(national) < _DUTCH_DIGITS:
        return _too_short()
    if len(national) > _DUTCH_DIGITS:
        return _too_long()
    return str(_("Dit nummer bestaat niet. Controleer de eerste cijfers."))


def _foreign() -> str:
    return str(_("Dit buitenlandse nummer klopt niet. Controleer of er een cijfer mist."))


def _too_short() -> str:
    return str(_("Dit nummer is te kort. Een nummer heeft 10 cijfers, bijvoorbeeld 06 12 34 56 78."))


def _too_long() -> str:
    return str(_("Dit nummer is te lang. Een nummer heeft 10 cijfers, bijvoorbeeld 06 12 34 56 78."))
