"""News and work instructions: what is visible to whom, and who read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.knowledge.models import NewsItem, NewsRead
from contactapp.permissions import Permission

_LONGEST = 50


@dataclass(frozen=True)
class NewsLine:
    """An item and whether this person read it."""

    item: NewsItem
    is_read: bool


def lines_for(user: User, *, limit: int = _LONGEST) -> list[NewsLine]:
    """What somebody should see: important first, then the newest. Editors also see what comes and what is over."""
    read = set(db.session.scalars(select(NewsRead.item_id).where(NewsRead.user_id == user.id)))
    items = db.session.scalars(
        select(NewsItem)
        .where(*_limits(user))
        .options(joinedload(NewsItem.team), joinedload(NewsItem.author))
        .order_by(NewsItem.important.desc(), NewsItem.visible_from.desc(), NewsItem.id.desc())
        .limit(limit)
    )
    return [NewsLine(item, item.id in read) for item in items]


def unread_count(user: User) -> int:
    """How many visible items somebody did not mark as read; for the start page."""
    read = select(NewsRead.item_id).where(NewsRead.user_id == user.id)
    count = db.session.scalar(
        select(func.count(NewsItem.id)).where(_is_current(), _is_for(user), NewsItem.id.not_in(read))
    )
    return count or 0


def item_for(user: User, item_id: int) -> NewsItem | None:
    return db.session.scalar(select(NewsItem).where(NewsItem.id == item_id, *_limits(user)))


def mark_read(item: NewsItem, *, by: User) -> None:
    """Twice is harmless."""
    known = db.session.scalar(select(NewsRead.id).where(NewsRead.item_id == item.id, NewsRead.user_id == by.id))
    if known is None:
        db.session.add(NewsRead(item_id=item.id, user_id=by.id))


def _limits(user: User) -> Sequence[ColumnElement[bool]]:
    return () if user.can(Permission.KNOWLEDGE_EDIT) else (_is_current(), _is_for(user))


def _is_current() -> ColumnElement[bool]:
    now = utcnow()
    return and_(NewsItem.visible_from <= now, or_(NewsItem.visible_until.is_(None), NewsItem.visible_until > now))


def _is_for(user: User) -> ColumnElement[bool]:
    return or_(NewsItem.team_id.is_(None), NewsItem.team_id.in_(user.team_ids))
