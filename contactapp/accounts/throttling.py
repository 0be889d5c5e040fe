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
FREE_PER_ADDRESS = 30


class TooManyAttempts(DomainError):
    """Wait before the next attempt."""

    status = 429

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        if seconds < 60:
            wait = ngettext("Wacht %(num)d seconde.", "Wacht %(num)d seconden.", seconds)
        else:
            wait = ngettext("Wacht %(num)d minuut.", "Wacht %(num)d minuten.", math.ceil(seconds / 60))
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
    check_attempts(email, address)
    count_failure(email, address)


def check_attempts(email: str, address: str) -> None:
    """Whether another password may be looked at now.

    Raises:
        TooManyAttempts: with how long to wait.
    """
    account, here = SignInFailure.account_hash == _hash(email), SignInFailure.address_hash == _hash(address)
    wait = max(
        _wait(account & here if _is_known_at(email, address) else account, free=FREE_TRIES, most=MOST_PER_ACCOUNT),
        _wait(here, free=FREE_PER_ADDRESS),
    )
    if wait > 0:
        raise TooManyAttempts(math.ceil(wait))


def count_failure(email: str, address: str) -> None:
    """One more wrong password."""
    db.session.add(SignInFailure(account_hash=_hash(email), address_hash=_hash(address), at=utcnow()))


def forget_failures(email: str, address: str | None = None) -> None:
    """After the right password its owner starts afresh at this address, or everywhere."""
    own = SignInFailure.account_hash == _hash(email)
    if address is not None:
        own &= SignInFailure.address_hash == _hash(address)
    db.session.execute(delete(SignInFailure).where(own))


def _is_known_at(email: str, address: str) -> bool:
    """Whether the owner of the account signed in from this address lately."""
    lately = utcnow() - KNOWN_FOR
    query = (
        select(UserSession.id)
        .join(User, User.id == UserSession.user_id)
        .where(User.email == email.strip().lower(), UserSession.address == address, UserSession.created_at > lately)
    )
    return db.session.scalar(query.limit(1)) is not None


def _wait(condition: object, *, free: int, most: float = math.inf) -> float:
    """Seconds until the next attempt: 2, 4, 8 … after the free tries, the whole window at last or after the most."""
    now = utcnow()
    count, last = db.session.execute(
        select(func.count(), func.max(SignInFailure.at)).where(condition, SignInFailure.at > now - WINDOW)  # type: ignore[arg-type]
    ).one()
    if count < free or last is None:
        return 0
    longest = WINDOW.total_seconds()
    pause = longest if count >= most else min(longest, 2 ** (count - free + 1))
    return float((last - now).total_seconds() + pause)


def _hash(value: str) -> str:
    return hashlib.sha256(value.strip().lower().encode()).hexdigest()
