"""Members of staff, their teams, and their sessions."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from functools import cached_property

from flask_login import UserMixin
from sqlalchemy import CheckConstraint, Dialect, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.types import TypeDecorator

from contactapp.clock import utcnow
from contactapp.db import Model
from contactapp.permissions import Permission, Role, permissions_of

# What browsers and systems call themselves, the most specific mark first.
_BROWSERS = (("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS", "macOS"),
    ("Linux", "Linux"),
)


class RoleSet(TypeDecorator[frozenset[Role]]):
    """The roles of a user in one column: they are always read together, with the user."""

    impl = String(200)
    cache_ok = True

    def process_bind_param(self, value: frozenset[Role] | None, dialect: Dialect) -> str:
        return ",".join(sorted(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> frozenset[Role]:
        return frozenset(Role(code) for code in (value or "").split(",") if code)


class User(UserMixin, Model):  # type: ignore[misc]
    """A member of staff who can sign in."""

    __tablename__ = "user_account"
    __table_args__ = (CheckConstraint("email = lower(email)", name="email_lower"),)

    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    password_hash: Mapped[str | None] = mapped_column(String(255))
    password_given_at: Mapped[datetime | None]  # when somebody else gave it; the owner has yet to choose one
    roles: Mapped[frozenset[Role]] = mapped_column(RoleSet)
    language: Mapped[str] = mapped_column(String(5), default="nl")
    theme: Mapped[str] = mapped_column(String(10), default="system")
    density: Mapped[str] = mapped_column(String(10), default="normal")
    single_keys: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    last_sign_in_at: Mapped[datetime | None]
    absent_until: Mapped[date | None]
    substitute_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    memberships: Mapped[list["TeamMembership"]] = relationship(back_populates="user", cascade="all, delete-orphan")

    @property
    def is_active(self) -> bool:
        return self.active

    @property
    def initials(self) -> str:
        """First letters of the first and last word: "Daan van den Berg" is DB."""
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper() if words else "?"

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return permissions_of(set(self.roles))

    @cached_property
    def team_ids(self) -> frozenset[int]:
        """The teams whose queue this person sees. Read once per request."""
        return frozenset(membership.team_id for membership in self.memberships)

    @cached_property
    def led_team_ids(self) -> frozenset[int]:
        return frozenset(membership.team_id for membership in self.memberships if membership.is_lead)

    def can(self, permission: Permission) -> bool:
        return permission in self.permissions

    @property
    def has_given_password(self) -> bool:
        """Whether somebody else knows the password: it opens nothing but the page to choose another."""
        return self.password_given_at is not None

    def is_member_of(self, team_id: int | None) -> bool:
        return team_id in self.team_ids


class Team(Model):
    """People who share a queue (functiegroep)."""

    __tablename__ = "team"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    handles_complaints: Mapped[bool] = mapped_column(default=False)
    active: Mapped[bool] = mapped_column(default=True)

    memberships: Mapped[list["TeamMembership"]] = relationship(back_populates="team", cascade="all, delete-orphan")


class TeamMembership(Model):
    """Somebody is in a team, perhaps as its lead."""

    __tablename__ = "team_membership"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    is_lead: Mapped[bool] = mapped_column(default=False)

    team: Mapped[Team] = relationship(back_populates="memberships")
    user: Mapped[User] = relationship(back_populates="memberships")


class UserSession(Model):
    """One browser in which somebody is signed in. Only a hash of its token is kept."""

    __tablename__ = "user_session"

    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    created_at: Mapped[datetime] = mapped_column(default=utcnow)
    last_seen_at: Mapped[datetime] = mapped_column(default=utcnow)
    expires_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    address: Mapped[str] = mapped_column(String(64), default="")
    browser: Mapped[str] = mapped_column(String(200), default="")

    user: Mapped[User] = relationship()

    @classmethod
    def start(cls, user: User, *, hours: int, address: str, browser: str) -> tuple["UserSession", str]:
        """A new session and the token its browser keeps."""
        token = secrets.token_urlsafe(32)
        session = cls(
            token_hash=hash_token(token),
            user=user,
            expires_at=utcnow() + timedelta(hours=hours),
            address=address[:64],
            browser=browser[:200],
        )
        return session, token

    @property
    def browser_name(self) -> str:
        """What a person calls the browser: "Firefox, Windows". Empty when it says nothing we know."""
        browser = next((name for mark, name in _BROWSERS if mark in self.browser), "")
        system = next((name for mark, name in _SYSTEMS if mark in self.browser), "")
        return ", ".join(filter(None, (browser, system)))

    def is_live(self, *, idle_minutes: int) -> bool:
        now = utcnow()
        rested = now - self.last_seen_at
        return self.ended_at is None and now < self.expires_at and rested < timedelta(minutes=idle_minutes)


class SignInFailure(Model):
    """A wrong password, by account and by address; counted by all processes together."""

    __tablename__ = "sign_in_failure"

    account_hash: Mapped[str] = mapped_column(String(64), index=True)
    address_hash: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
