"""Hashes that cost next to nothing: a real one takes 64 MB and a tenth of a second, and tests sign in often."""

from collections.abc import Iterator
from contextlib import contextmanager

from argon2 import PasswordHasher

from contactapp.accounts import passwords

REAL = passwords._hasher
LIGHT = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@contextmanager
def passwords_hashed_by(hasher: PasswordHasher) -> Iterator[None]:
    """Let the application hash with this; what was hashed before is still understood."""
    before = passwords._hasher
    _use(hasher)
    try:
        yield
    finally:
        _use(before)


def _use(hasher: PasswordHasher) -> None:
    passwords._hasher = hasher
    passwords._decoy.cache_clear()
