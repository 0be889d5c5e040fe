"""Rows about signing in that nobody needs any more."""

from sqlalchemy import delete, or_

from contactapp.accounts.models import SignInFailure, UserSession
from contactapp.accounts.throttling import FAILURES_KEPT, KNOWN_FOR
from contactapp.clock import utcnow
from contactapp.db import db


def forget_old_sign_ins() -> None:
    """Drop failures that count no longer, and ended sessions once their address no longer tells who is known there."""
    now = utcnow()
    over = or_(UserSession.ended_at.is_not(None), UserSession.expires_at < now)
    db.session.execute(delete(UserSession).where(UserSession.created_at < now - KNOWN_FOR, over))
    db.session.execute(delete(SignInFailure).where(SignInFailure.at < now - FAILURES_KEPT))
