"""What we ask about members of staff and teams."""

from collections.abc import Sequence
from datetime import timedelta

from flask import current_app
from sqlalchemy import String, select, type_coerce
from sqlalchemy.orm import joinedload, selectinload

from contactapp.accounts.models import Team, TeamMembership, User, UserSession
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.models import Event
from contactapp.events.verbs import Verb
from contactapp.permissions import Role


def user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def live_sessions(user: User) -> Sequence[UserSession]:
    """Where somebody is signed in now, last used first; a session that rested too long is over."""
    now, idle = utcnow(), timedelta(minutes=current_app.config["CONTACTAPP"].session_idle_minutes)
    return db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
        .where(UserSession.expires_at > now, UserSession.last_seen_at > now - idle)
        .order_by(UserSession.last_seen_at.desc())
        .limit(50)
    ).all()


def own_session(user: User, session_id: int) -> UserSession | None:
    return db.session.scalar(select(UserSession).where(UserSession.id == session_id, UserSession.user_id == user.id))


def active_teams() -> Sequence[Team]:
    """Every team that takes work, by name."""
    return db.session.scalars(select(Team).where(Team.active).order_by(Team.name)).all()


def team_by_code(code: str) -> Team | None:
    return db.session.scalar(select(Team).where(Team.code == code))


def users_matching(text: str) -> Sequence[User]:
    """Colleagues whose name or address holds the text, by name, with their teams."""
    found = select(User).where(User.id.in_(ids_matching(text))).order_by(User.name, User.id)
    return db.session.scalars(found.options(selectinload(User.memberships).joinedload(TeamMembership.team))).all()


def ids_matching(text: str) -> list[int]:
    """Colleagues whose name or address holds the text. Compared here: SQLite knows no capitals beyond A to Z."""
    wanted = text.strip().casefold()
    everybody = db.session.execute(select(User.id, User.name, User.email))
    return [id_ for id_, name, email in everybody if wanted in name.casefold() or wanted in email.casefold()]


def active_users() -> Sequence[User]:
    """Everybody who may sign in, by name."""
    return db.session.scalars(select(User).where(User.active).order_by(User.name, User.id)).all()


def privacy_officers(*, locked: bool = False) -> Sequence[User]:
    """Who watches now, by name; ``locked`` lets two who would both go wait for each other."""
    watches = type_coerce(User.roles, String).contains(Role.PRIVACY_OFFICER.value)
    query = select(User).where(User.active, watches).order_by(User.name, User.id)
    return db.session.scalars(query.with_for_update() if locked else query).all()


def giver_of_password(user: User) -> User | None:
    """Who gave somebody the password they have."""
    changed = (Event.subject_type == User.__tablename__, Event.subject_id == user.id)
    rows = select(Event).where(*changed, Event.verb == Verb.USER_CHANGED.value.code).order_by(Event.id.desc())
    events = db.session.scalars(rows.options(joinedload(Event.actor)).limit(20))
    return next((event.actor for event in events if event.data.get("field") == "password"), None)


def user_with_teams(user_id: int) -> User | None:
    return db.session.scalar(
        select(User).where(User.id == user_id).options(selectinload(User.memberships).joinedload(TeamMembership.team))
    )


def all_teams() -> Sequence[Team]:
    """Every team by name, with its members."""
    return db.session.scalars(
        select(Team).options(selectinload(Team.memberships).joinedload(TeamMembership.user)).order_by(Team.name)
    ).all()
