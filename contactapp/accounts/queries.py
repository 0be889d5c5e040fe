"""What we ask about members of staff and teams."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from contactapp.accounts.models import Team, TeamMembership, User, UserSession
from contactapp.clock import utcnow
from contactapp.db import db


def user_by_email(email: str) -> User | None:
    return db.session.scalar(select(User).where(User.email == email.strip().lower()))


def live_sessions(user: User) -> Sequence[UserSession]:
    """Where somebody is signed in now, last used first."""
    return db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user.id, UserSession.ended_at.is_(None), UserSession.expires_at > utcnow())
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
    pattern = f"%{text.strip().lower().replace('%', '').replace('_', '')}%"
    return db.session.scalars(
        select(User)
        .where(func.lower(User.name).like(pattern) | User.email.like(pattern))
        .options(selectinload(User.memberships).joinedload(TeamMembership.team))
        .order_by(User.name, User.id)
        .limit(200)
    ).all()


def user_with_teams(user_id: int) -> User | None:
    return db.session.scalar(
        select(User).where(User.id == user_id).options(selectinload(User.memberships).joinedload(TeamMembership.team))
    )


def all_teams() -> Sequence[Team]:
    """Every team by name, with its members."""
    return db.session.scalars(
        select(Team).options(selectinload(Team.memberships).joinedload(TeamMembership.user)).order_by(Team.name)
    ).all()
