"""Guessing passwords goes slower and slower, per account and per address, in all processes together.

An account is never locked for good: who waits can always try again, and from an address where its owner signed in
lately only the failures of that address count, so that a stranger elsewhere cannot keep the owner out.
"""

import hashlib
import math
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import delete, func, select

from contactapp.accounts.models import SignInFailure, User, UserSession
from contactapp.clock import utcnow
from contactapp.db import db, is_sqlite
from contactapp.web.errors import DomainError
from contactapp.web.transaction import store_at_once

WINDOW = timedelta(minutes=15)
KNOWN_FOR = timedelta(days=30)
FAILURES_KEPT = timedelta(days=1)
FREE_TRIES = 4
MOST_PER_ACCOUNT = 10
MOST_PER_ADDRESS = 60


class TooManyAttempts(DomainError):
    """Wait before the next attempt."""

    status = 429

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        minutes = math.ceil(seconds / 60)
        wait = ngettext("Wacht %(num)d minuut.", "Wacht %(num)d minuten.", minutes)
        super().__init__(_("Er is te vaak een verkeerd wachtwoord gebruikt.") + " " + wait)


def begin_attempt(email: str, address: str) -> None:
    """Count an attempt before the password is looked at, so that guessing many at once gains nothing.

    It counts as a failure until ``forget_failures``. No lock is held while the password is computed.

    Raises:
        TooManyAttempts: with how long to wait. The same for accounts that do not exist.
    """
    store_at_once(lambda: _count_attempt(email, address))


def _count_attempt(email: str, address: str) -> None:
    if not is_sqlite():  # There the write lock of the request lets attempts in one by one.
        db.session.execute(select(func.pg_advisory_xact_lock(func.hashtext(_hash(email)))))
    _check_attempts(email, address)
    db.session.add(SignInFailure(account_hash=_hash(email), address_hash=_hash(address), at=utcnow()))


def _check_attempts(email: str, address: str) -> None:
    account, here = SignInFailure.account_hash == _hash(email), SignInFailure.address_hash == _hash(address)
    wait = max(
        _wait(account & here if _is_known_at(email, address) else account, most=MOST_PER_ACCOUNT),
        _wait(here, most=MOST_PER_ADDRESS, free=MOST_PER_ADDRESS // 2),
    )
    if wait > 0:
        raise TooManyAttempts(math.ceil(wait))


def forget_failures(email: str, address: str | None = None) -> None:
    """After the right password its owner starts afresh at this address, or everywhere; old rows of everybody go too."""
    stale = SignInFailure.at < utcnow() - FAILURES_KEPT
    own = SignInFailure.account_hash == _hash(email)
    if address is not None:
        own &= SignInFailure.address_hash == _hash(address)
    db.session.execute(delete(SignInFailure).where(own | stale))


def _is_known_at(email: str, address: str) -> bool:
    """Whether the owner of the account signed in from this address lately."""
    lately = utcnow() - KNOWN_FOR
    query = (
        select(UserSession.id)
        .join(User, User.id == UserSession.user_id)
        .where(User.email == email.strip().lower(), UserSession.address == address, UserSession.created_at > lately)
    )
    return db.session.scalar(query.limit(1)) is not None


def _wait(condition: object, *, most: int, free: int = FREE_TRIES) -> float:
    """Seconds until the next attempt: 2, 4, 8 … after the free tries, the whole window after the most."""
    now = utcnow()
    count, last = db.session.execute(
        select(func.count(), func.max(SignInFailure.at)).where(condition, SignInFailure.at > now - WINDOW)  # type: ignore[arg-type]
    ).one()
    if count < free or last is None:
        return 0
    pause = WINDOW if count >= most else timedelta(seconds=2 ** (count - free + 1))
    return float((last + pause - now).total_seconds())


def _hash(value: str) -> str:
    return hashlib.sha256(value.strip().lower().encode()).hexdigest()
