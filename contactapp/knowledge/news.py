"""News and work instructions: what is visible to whom, and who read it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, delete, func, or_, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import add_once, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.knowledge.models import NewsItem, NewsRead
from contactapp.permissions import Permission
from contactapp.web.pagination import Page, SortKey, keyset_page

_PAGE = 50
_NEWEST_FIRST = (SortKey(NewsItem.visible_from, descending=True), SortKey(NewsItem.id, descending=True))


@dataclass(frozen=True)
class Unread:
    """What somebody did not mark as read, the important first: the first few, and how many there are."""

    items: Sequence[NewsItem]
    count: int


def unread(user: User, *, limit: int = 4) -> Unread:
    """In one question to the database."""
    wanted = select(NewsItem, func.count().over()).where(_awaits(user)).options(*_SHOWN)
    order = (NewsItem.important.desc(), NewsItem.visible_from.desc(), NewsItem.id.desc())
    rows = db.session.execute(wanted.order_by(*order).limit(limit)).all()
    return Unread([item for item, _count in rows], rows[0][1] if rows else 0)


def all_unread(user: User) -> Sequence[NewsItem]:
    """The same for the page of all news; of very many the rest follows as these are read."""
    return unread(user, limit=_PAGE).items


def others(user: User, cursor: str | None) -> Page[NewsItem]:
    """A page of the rest of what somebody may see, the newest first: editors also see what comes and what is over."""
    wanted = select(NewsItem).where(*_limits(user), ~_awaits(user)).options(*_SHOWN)
    return keyset_page(wanted, _NEWEST_FIRST, cursor=cursor, size=_PAGE)


def item_for(user: User, item_id: int) -> NewsItem | None:
    return db.session.scalar(select(NewsItem).where(NewsItem.id == item_id, *_limits(user)))


def post(item: NewsItem, *, by: User) -> None:
    """Let colleagues see it, from its day on."""
    item.author_id = by.id
    db.session.add(item)
    record(item, Verb.NEWS_POSTED, by=by, title=item.title)


def change(item: NewsItem, *, by: User, read_again: bool) -> None:
    """What it says was changed; with ``read_again`` so much that everybody should read it once more."""
    record(item, Verb.NEWS_CHANGED, by=by, title=item.title)
    if read_again:
        db.session.execute(delete(NewsRead).where(NewsRead.item_id == item.id))


def mark_read(item: NewsItem, *, by: User) -> None:
    """Twice is harmless."""
    add_once(NewsRead(item_id=item.id, user_id=by.id))


_SHOWN = (joinedload(NewsItem.team), joinedload(NewsItem.author))


def _awaits(user: User) -> ColumnElement[bool]:
    """Whether somebody should still read it."""
    return and_(_is_current(), _is_for(user), NewsItem.id.not_in(_read_by(user)))


def _limits(user: User) -> Sequence[ColumnElement[bool]]:
    return () if user.can(Permission.KNOWLEDGE_EDIT) else (_is_current(), _is_for(user))


def _is_current() -> ColumnElement[bool]:
    now = utcnow()
    return and_(NewsItem.visible_from <= now, or_(NewsItem.visible_until.is_(None), NewsItem.visible_until > now))


def _read_by(user: User) -> Select[int]:
    return select(NewsRead.item_id).where(NewsRead.user_id == user.id)


def _is_for(user: User) -> ColumnElement[bool]:
    return or_(NewsItem.team_id.is_(None), NewsItem.team_id.in_(user.team_ids))
