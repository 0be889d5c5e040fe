"""Who is signed in: the token in the cookie leads to a row in our own table, so signing out really ends it."""

from datetime import timedelta

from flask import Flask, current_app, g, request, session
from flask_login import LoginManager
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User, UserSession, hash_token
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.web.transaction import write_afterwards

login_manager = LoginManager()
# It would write a mark into the cookie of whoever is not signed in, also beside a file that others may keep. The token
# leads to a row of our own, which protects more.
login_manager.session_protection = None
TOUCH_AFTER = timedelta(minutes=1)
POLLING_HEADER = "X-Polling"
# Asked by every request, so it is composed once.
_BY_TOKEN = (
    select(UserSession)
    .where(UserSession.token_hash == bindparam("token_hash"))
    .options(joinedload(UserSession.user).joinedload(User.memberships))
)


def start_session(user: User) -> UserSession:
    """Sign somebody in on this browser, under a fresh token; whatever the cookie held before is dropped."""
    config = current_app.config["CONTACTAPP"]
    row, token = UserSession.start(
        user, hours=config.session_hours, address=request.remote_addr or "", browser=str(request.user_agent)
    )
    db.session.add(row)
    session.clear()
    session["token"] = token
    user.last_sign_in_at = utcnow()
    return row


def end_sessions(user: User) -> None:
    """End the sessions of a user at once: they were disabled, or got other roles or another password."""
    own = (UserSession.user_id == user.id, UserSession.ended_at.is_(None))
    db.session.execute(update(UserSession).where(*own).values(ended_at=utcnow()))


def current_session() -> UserSession | None:
    """The session row of this request."""
    row: UserSession | None = g.get("user_session")
    return row


def _load(_request: object) -> User | None:
    token = session.get("token")
    if not token:
        return None
    row = db.session.scalars(_BY_TOKEN, {"token_hash": hash_token(token)}).unique().one_or_none()
    idle = current_app.config["CONTACTAPP"].session_idle_minutes
    if row is None or not row.user.active or not row.is_live(idle_minutes=idle):
        return None
    g.user_session = row
    _touch(row)
    return row.user


def _touch(row: UserSession) -> None:
    """Somebody is at work; polling by an open page does not count, and once a minute is enough."""
    now = utcnow()
    if now - row.last_seen_at < TOUCH_AFTER or request.headers.get(POLLING_HEADER):
        return
    touch = update(UserSession).where(UserSession.id == row.id).values(last_seen_at=now)

    def store() -> None:
        db.session.execute(touch)

    write_afterwards(store)


def init_app(app: Flask) -> None:
    login_manager.init_app(app)
    login_manager.request_loader(_load)
