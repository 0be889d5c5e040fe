"""Names of people and companies: how they are derived, sorted and found (R1).

Everything here is pure text work; nothing knows of the database.
"""

import re
import unicodedata
from dataclasses import dataclass

# Tussenvoegsels as they occur in Dutch civil registration and among tenants
# with roots elsewhere. Only used on words in front of a surname.
_PREFIXES = """
aan af al auf aus bij d da das de degli dei del della den der des di die do dos du el en het im
in l la las le les lo los of op over s t te ten ter tho thoe toe tot uit uijt ul unter van vd vande
vanden vander ver vom von voor zu zum zur
"""
_PREFIX_WORDS = frozenset(_PREFIXES.split())
# Letters that Unicode does not take apart into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {
        "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th",
        "ħ": "h", "ŧ": "t", "ŋ": "n", "ĸ": "k", "ə": "e", "ǝ": "e", "ß": "ss", "ĳ": "ij",
    }
)  # fmt: skip
# How neighbours spell their vowels when the keyboard lacks them (Mueller, Joergensen).
_SPELLED_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
_APOSTROPHES = "'’‘ʼʻ`´′"
_WORD = re.compile(r"[^\W_]+")
# Initials of more than one letter that belong together. In small letters only the plain ones
# are taken so: "sj" may well be S.J., but "Sj" is not.
_LONG_INITIALS = frozenset(("Ch", "Chr", "Fr", "IJ", "Jac", "Joh", "Jos", "Ph", "Sj", "St", "Th", "Tj", "Wm", "Yv"))
_PLAIN_LONG_INITIALS = frozenset(("chr", "ij", "ph", "th", "tj"))
# "jph" is three initials, "anna" is a name.
_LETTERS_NOT_A_NAME = 3


@dataclass(frozen=True, slots=True)
class SplitName:
    """A name as it is stored: three parts, any of which may be empty."""

    initials: str
    prefix: str
    surname: str


def clean(text: str) -> str:
    """One line as it is stored: NFC, single spaces, no control characters.

    Raises ValueError on NUL, which PostgreSQL refuses and SQLite would keep.
    """
    if "\0" in text:
        raise ValueError("NUL is not text")
    printable = "".join(c if c.isspace() or unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text)
    return unicodedata.normalize("NFC", " ".join(printable.split()))


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: spaces and zero-width marks count as nothing."""
    return all(c.isspace() or unicodedata.category(c) in ("Cc", "Cf", "Mn") for c in text)


def full_name(initials: str, prefix: str, surname: str) -> str:
    """The derived name of R1: "A. van den Berg", "L. van 't Hof", "D. d'Hondt"."""
    last = f"{prefix} {surname}".strip()
    if prefix.endswith(tuple(_APOSTROPHES)) and prefix[:-1][-1:].isalpha():
        last = f"{prefix}{surname}".strip()
    return f"{initials} {last}".strip()


LONGEST_INITIALS = 40


def normal_initials(text: str) -> str:
    """Initials as written in letters: "am" → "A.M.", "th.j" → "Th.J.", "Anna" → "A.".

    Applying it twice changes nothing.
    """
    pieces: list[str] = []
    for piece in re.split(r"[\s.,-]+", clean(text)):
        pieces.extend(_initials_in(piece))
    return "".join(f"{piece}." for piece in pieces)


def normal_prefix(text: str) -> str:
    """Tussenvoegsels in small letters when they are known words, else as typed."""
    tidy = clean(text)
    return tidy.lower() if tidy and all(is_prefix_word(w) for w in words(tidy)) else tidy


def split_surname(text: str) -> tuple[str, str]:
    """Tussenvoegsels and surname out of one field: "van den Berg" → ("van den", "Berg").

    Only small letters count: "Van den Berg" is a Belgian surname, kept whole.
    """
    tidy = clean(text)
    parts = tidy.split(" ")
    count = 0
    while count < len(parts) - 1 and _is_small_prefix(parts[count]):
        count += 1
    prefix, surname = " ".join(parts[:count]), " ".join(parts[count:])
    glued = re.fullmatch(rf"([dl][{_APOSTROPHES}])(\w.*)", surname)
    if glued and not prefix:
        return glued.group(1), glued.group(2)
    return prefix, surname


def split_name(text: str) -> SplitName:
    """A whole name on one line: "A.B. van den Berg" → its three parts."""
    tidy = clean(text)
    parts = tidy.split(" ")
    count = 0
    while count < len(parts) - 1 and parts[count].endswith("."):
        count += 1
    prefix, surname = split_surname(" ".join(parts[count:]))
    return SplitName(normal_initials(" ".join(parts[:count])), prefix, surname)


def sort_key(surname: str, initials: str = "", prefix: str = "") -> str:
    """Where a person stands in an alphabetical list: Berg, A., van den."""
    parts = words(surname)
    while len(parts) > 1 and is_prefix_word(parts[0]):
        parts.pop(0)
    stripped = " ".join(parts) or fold(surname)
    return "\t".join((stripped, fold(initials).replace(".", ""), fold(prefix))).rstrip("\t")


def company_sort_key(name: str) -> str:
    """Companies stand under their first word, articles included."""
    return " ".join(words(name)) or fold(name)


def fold(text: str) -> str:
    """Text for comparison: case, diacritics and look-alike letters taken away.

    The Turkish İ and ı both become i, ø becomes o, ß becomes ss.
    """
    if text.isascii() and text.isprintable():  # most text, at a tenth of the cost
        return text.lower()
    lowered = unicodedata.normalize("NFKD", text.casefold()).translate(_UNDECOMPOSED)
    bare = "".join(c for c in lowered if unicodedata.category(c) not in ("Mn", "Cf", "Cc"))
    return unicodedata.normalize("NFC", bare.casefold())


def words(text: str) -> list[str]:
    """Folded words in reading order: "Ça-va O'Brien" → ["ca", "va", "o", "brien"]."""
    return _WORD.findall(fold(text))


def joined(text: str) -> str:
    """Folded text without anything in between: "van 't Hof" → "vanthof"."""
    return "".join(words(text))


def spellings(text: str) -> list[str]:
    """The folded text and, where it differs, the German or Danish way to spell it out."""
    if text.isascii():
        return [fold(text)]
    spelled = unicodedata.normalize("NFC", text).casefold().translate(_SPELLED_OUT)
    return list(dict.fromkeys((fold(text), fold(spelled))))


def search_words(text: str) -> set[str]:
    """Every folded word a name should be found by, in each of its spellings.

    Parts that belong together are found glued as well: O'Brien as "obrien", Smit-de Boer as
    "smitdeboer", Van den Berg as "vandenberg".
    """
    found: set[str] = set()
    for spelling in spellings(text):
        parts = words(spelling)
        found.update(parts)
        found.add("".join(parts))
        found.update(joined(chunk) for chunk in spelling.split())
    return found - {""}


def significant(parts: list[str]) -> list[str]:
    """The words without tussenvoegsels; all of them when nothing else is left."""
    return [part for part in parts if not is_prefix_word(part)] or parts


def is_prefix_word(folded: str) -> bool:
    """Whether a folded word is a tussenvoegsel."""
    return folded in _PREFIX_WORDS


def _is_small_prefix(part: str) -> bool:
    bare = words(part)
    return part == part.lower() and bool(bare) and all(is_prefix_word(w) for w in bare)


def _initials_in(piece: str) -> list[str]:
    if not any(c.isalpha() for c in piece):
        return []
    if piece in _LONG_INITIALS:
        return [piece]
    if piece in _PLAIN_LONG_INITIALS:
        return ["IJ" if piece == "ij" else piece.capitalize()]
    if piece.isupper() or (piece.islower() and len(piece) <= _LETTERS_NOT_A_NAME):
        return [_capital(c) for c in piece if c.isalpha()]
    return [_capital(piece[0]) if piece[0].isalpha() else piece]


def _capital(letter: str) -> str:
    upper = letter.upper()
    return upper if len(upper) == 1 else letter
