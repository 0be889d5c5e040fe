"""What a colleague should know about tasks, inside the app: assigned, mentioned, handed over, reopened."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from flask_babel import gettext as _
from sqlalchemy import ForeignKey, Index, Select, delete, func, select, update
from sqlalchemy.orm import Mapped, contains_eager, joinedload, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model, code_column, db
from contactapp.tasks.mentioning import mentions_in
from contactapp.tasks.models import Task
from contactapp.tasks.queries import visibility
from contactapp.web.pagination import Page, SortKey, keyset_page

UNREAD = "unread"  # the figure on every page (web/figures.py)


class NotificationKind(StrEnum):
    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    HANDED_OVER = "handed-over"
    REOPENED = "reopened"
    MESSAGE = "message"
    OVERDUE = "overdue"
    FOLLOWING = "following"


class Notification(Model):
    """One thing one person should know; read once they opened the task."""

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_unread", "user_id", "read_at", "id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    kind: Mapped[NotificationKind] = mapped_column(code_column(NotificationKind))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    times: Mapped[int] = mapped_column(default=1, server_default="1")  # so often since it was read
    at: Mapped[datetime] = mapped_column(default=utcnow)
    read_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    actor: Mapped[User | None] = relationship(foreign_keys=[actor_id])
    task: Mapped[Task] = relationship()


_NEWEST = (SortKey(Notification.at, descending=True), SortKey(Notification.id, descending=True))


def notify(task: Task, person: User | None, kind: NotificationKind, *, by: User | None) -> None:
    """Tell one person; nobody is told what they did themselves, and the same unread thing is counted."""
    if person is None or not person.active or (by is not None and person.id == by.id):
        return
    same = (Notification.user_id == person.id, Notification.task_id == task.id, Notification.kind == kind)
    unread = db.session.scalar(select(Notification).where(*same, Notification.read_at.is_(None)).limit(1))
    if unread is not None:
        unread.at, unread.actor, unread.times = utcnow(), by, unread.times + 1
        return
    db.session.add(Notification(user_id=person.id, task=task, kind=kind, actor=by))


def notify_of_message(task: Task, text: str, *, by: User) -> None:
    """A message reaches who works on the task and who follows it; whoever is named with @ hears it as such."""
    named = mentions_in(text, task).heard
    for person in named:
        notify(task, person, NotificationKind.MENTIONED, by=by)
    for person in _listeners(task):
        if person not in named:
            notify(task, person, NotificationKind.MESSAGE, by=by)


def withdraw(task: Task, kind: NotificationKind, person: User) -> None:
    """What this person was told is not so after all: if they did not read it yet they need not."""
    about_it = (Notification.user_id == person.id, Notification.task_id == task.id, Notification.kind == kind)
    db.session.execute(delete(Notification).where(*about_it, Notification.read_at.is_(None)))


def unread(user: User) -> Select[int]:
    """The figure on the bell: counts what ``told`` shows unread, which is what this person may still see."""
    query = select(func.count()).select_from(Notification).join(Notification.task)
    return query.where(Notification.user_id == user.id, Notification.read_at.is_(None), visibility(user))


def told(user: User, cursor: str | None = None) -> Page[Notification]:
    """What this person was told, newest first, page by page."""
    return keyset_page(_told(user), _NEWEST, cursor=cursor, size=50)


def latest_unread(user: User, *, size: int) -> Sequence[Notification]:
    """What this person was told last and did not read yet."""
    unread = _told(user).where(Notification.read_at.is_(None))
    return db.session.scalars(unread.order_by(*(key.ordering(backwards=False) for key in _NEWEST)).limit(size)).all()


def _told(user: User) -> Select[Notification]:
    """What they may not see any more is left out."""
    query = select(Notification).join(Notification.task).where(Notification.user_id == user.id, visibility(user))
    return query.options(contains_eager(Notification.task), joinedload(Notification.actor))


def mark_read(user: User, task_id: int | None = None) -> None:
    """All of it, or what is about one task; harmless to repeat."""
    statement = update(Notification).where(Notification.user_id == user.id, Notification.read_at.is_(None))
    if task_id is not None:
        statement = statement.where(Notification.task_id == task_id)
    db.session.execute(statement.values(read_at=utcnow()))


def find(notification_id: int, user: User) -> Notification | None:
    """One of what this person was told."""
    found = db.session.get(Notification, notification_id)
    return found if found is not None and found.user_id == user.id else None


def set_read(notification: Notification, read: bool) -> None:
    """Put it aside, or keep it for later; harmless to repeat."""
    notification.read_at = (notification.read_at or utcnow()) if read else None


def sentence_of(notification: Notification) -> str:
    """Anna de Wit droeg een taak aan je over. 3 berichten, het laatste van Anna de Wit."""
    who = notification.actor.name if notification.actor else _("Het systeem")
    if notification.times > 1 and notification.kind in _BUNDLED:
        return str(_BUNDLED[notification.kind]()) % {"times": notification.times, "who": who}
    words = {
        NotificationKind.ASSIGNED: _("%(who)s gaf je een taak."),
        NotificationKind.MENTIONED: _("%(who)s noemde je in een bericht."),
        NotificationKind.HANDED_OVER: _("%(who)s droeg een taak aan je over."),
        NotificationKind.REOPENED: _("%(who)s heropende je taak."),
        NotificationKind.MESSAGE: _("%(who)s plaatste een bericht."),
        NotificationKind.FOLLOWING: _("%(who)s laat je een taak volgen."),
        NotificationKind.OVERDUE: _("De deadline is voorbij."),
    }
    return str(words[notification.kind]) % {"who": who}


_BUNDLED = {
    NotificationKind.MESSAGE: lambda: _("%(times)s berichten, het laatste van %(who)s."),
    NotificationKind.MENTIONED: lambda: _("Je bent %(times)s keer genoemd, het laatst door %(who)s."),
}


def _listeners(task: Task) -> list[User]:
    people = {follower.user_id: follower.user for follower in task.followers}
    if task.assignee:
        people[task.assignee.id] = task.assignee
    return list(people.values())
