"""Passwords: Argon2id, at most two computed at once, and only ones that nobody guesses first."""

import re
import threading
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _
from zxcvbn import zxcvbn

from contactapp.web.errors import Refused

MAXIMUM = 512
LEAST_SCORE = 3  # of 4: more than 10^8 guesses
_COMMON_HERE = (
    "contactapp", "wachtwoord", "welkom", "beheerder", "huurder", "woning", "geheim", "corporatie", "goedemorgen",
    "januari", "februari", "maart", "april", "juni", "juli", "augustus", "september", "oktober", "november", "december",
    "nederland", "lente", "zomer", "herfst", "winter", "ditis", "mijn", "ikhouvan", "vanjou",
)  # fmt: skip
_hasher = PasswordHasher()
# One hash takes about 64 MB and a tenth of a second: more at once would starve the pages of everybody else.
_slots = threading.BoundedSemaphore(2)


class WeakPassword(Refused):
    """The password would be guessed; the message says what to do."""


def hash_password(password: str) -> str:
    """The Argon2id hash of a password, to the letter: no trimming, no cut-off."""
    with _slots:
        return _hasher.hash(password)


def verify_password(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; takes as long for an account that does not exist."""
    with _slots:
        try:
            _hasher.verify(password_hash or _decoy(), password[:MAXIMUM])
        except (VerificationError, InvalidHashError):
            return False
    return password_hash is not None


def needs_rehash(password_hash: str) -> bool:
    return _hasher.check_needs_rehash(password_hash)


def check_strength(password: str, *, minimum: int, own_words: list[str]) -> None:
    """Refuse a password that is short, common, or made of the words around it.

    Args:
        password: as typed.
        minimum: least number of characters.
        own_words: name and e-mail address of its owner, name of the association.

    Raises:
        WeakPassword: with a sentence for the person who chooses it.
    """
    if len(password) < minimum:
        raise WeakPassword(
            _("Dit wachtwoord is te kort. Gebruik minstens %(n)s tekens, bijvoorbeeld een zin.", n=minimum)
        )
    if len(password) > MAXIMUM:
        raise WeakPassword(_("Dit wachtwoord is te lang. Gebruik hoogstens %(n)s tekens.", n=MAXIMUM))
    # Guessing is estimated on the beginning only: the estimate takes long for long text, and that text is strong.
    estimate = zxcvbn(password[:60], user_inputs=[*_COMMON_HERE, *_parts(own_words)], max_length=60)
    if estimate["score"] < LEAST_SCORE:
        raise WeakPassword(_("Dit wachtwoord is makkelijk te raden. Kies een zin die alleen jij kent."))


def _parts(own_words: list[str]) -> list[str]:
    return [part for text in own_words for part in re.split(r"\W+", text.lower()) if len(part) > 2]


@lru_cache(maxsize=1)
def _decoy() -> str:
    return _hasher.hash("an account that does not exist")
