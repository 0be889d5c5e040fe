"""Signing in with a password: one answer for every reason, so that nobody learns which accounts exist."""

import secrets
from datetime import timedelta

from flask_babel import gettext as _

from contactapp.accounts import queries
from contactapp.accounts.guarding import check_may_let_in
from contactapp.accounts.models import User
from contactapp.accounts.passwords import hash_password, needs_rehash, verify_password
from contactapp.accounts.sessions import end_sessions
from contactapp.accounts.throttling import (
    TooManyAttempts,
    begin_attempt,
    check_attempts,
    count_failure,
    forget_failures,
)
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.web.errors import Refused
from contactapp.web.transaction import write_afterwards

GIVEN_FOR = timedelta(days=7)  # a password that somebody else gave


class SignInRefused(Refused):
    """Whatever was wrong, the sentence is the same."""

    def __init__(self, wait: TooManyAttempts | None = None) -> None:
        super().__init__(wait.message if wait else _("Je e-mailadres of wachtwoord klopt niet."))
        self.status = wait.status if wait else Refused.status


def sign_in_with_password(email: str, password: str, *, address: str) -> User:
    """The member of staff with this address and password.

    Raises:
        SignInRefused: wrong, unknown, disabled or too soon.
    """
    user = queries.user_by_email(email)
    try:
        begin_attempt(email, address)
    except TooManyAttempts as wait:
        raise SignInRefused(wait) from wait
    checked = user.password_hash if user else None
    if not verify_password(checked, password) or user is None:
        raise SignInRefused
    # Verifying takes a while: who gave or chose another password meanwhile ended every session but the one to come.
    db.session.refresh(user, with_for_update=True)
    if user.password_hash != checked or not user.active or _is_too_old(user):
        raise SignInRefused
    forget_failures(email, address)
    if needs_rehash(user.password_hash or ""):
        user.password_hash = hash_password(password)
    return user


def is_password_of(user: User, password: str, *, address: str) -> bool:
    """Whether it is theirs; whoever sits at the desk of somebody who is signed in guesses no faster than at the door.

    Raises:
        TooManyAttempts: too soon.
    """
    email = user.email
    check_attempts(email, address)
    if verify_password(user.password_hash, password):
        return True
    write_afterwards(lambda: count_failure(email, address))
    return False


def choose_password(user: User, password: str) -> None:
    """Give somebody the password they chose; wherever they are signed in, that ends."""
    user.password_hash, user.password_given_at = hash_password(password), None
    end_sessions(user)
    record(user, Verb.USER_CHANGED, by=user, field="password", old="", new="")


def give_password(user: User, password: str = "", *, by: User | None) -> str:
    """Let somebody in again, or for the first time, with a password that opens one page: where they choose their own.

    Raises:
        NotYourOffice: the privacy officer is not let in by whom they watch.
    """
    check_may_let_in(user, by=by)
    password = password or secrets.token_urlsafe(15)
    user.password_hash, user.password_given_at = hash_password(password), utcnow()
    end_sessions(user)
    forget_failures(user.email)
    record(user, Verb.USER_CHANGED, by=by, field="password", old="", new="")
    return password


def _is_too_old(user: User) -> bool:
    return user.password_given_at is not None and utcnow() - user.password_given_at > GIVEN_FOR
