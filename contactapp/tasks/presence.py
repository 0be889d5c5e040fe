"""Who is looking at a task at this moment, so that two people do not do the same work."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint, delete, exists, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model, db, is_sqlite
from contactapp.tasks.models import Task
from contactapp.tasks.notifications import Notification, mark_read
from contactapp.web.transaction import write_afterwards

STAYS = timedelta(seconds=45)  # three polls; then somebody has gone to another page
NOTED_FOR = timedelta(seconds=20)  # so soon again a look is not worth a write; two polls are within STAYS


class TaskPresence(Model):
    """Somebody had this task on screen at this moment; one row per person and task."""

    __tablename__ = "task_presence"
    __table_args__ = (UniqueConstraint("task_id", "user_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime]

    user: Mapped[User] = relationship()


@dataclass(frozen=True)
class Visit:
    """Somebody looks at a task: who else does, and what must be noted of it."""

    task_id: int
    user: User
    others: list[str]
    is_noted: bool
    has_stale: bool
    has_unread: bool

    def note(self) -> None:
        """Leave behind that somebody looks, and that others have gone."""
        if not self.is_noted or self.has_stale:
            write_afterwards(self._note)

    def note_reading(self) -> None:
        """Whoever opens the task has read what they were told; a page that stays open does not show what came since."""
        if self.has_unread:
            write_afterwards(lambda: mark_read(self.user, self.task_id))

    def _note(self) -> None:
        now, insert = utcnow(), sqlite.insert if is_sqlite() else postgresql.insert
        if self.has_stale:
            gone = (TaskPresence.task_id == self.task_id, TaskPresence.seen_at < now - STAYS)
            db.session.execute(delete(TaskPresence).where(*gone))
        mine = insert(TaskPresence).values(task_id=self.task_id, user_id=self.user.id, seen_at=now)
        there = mine.on_conflict_do_update(index_elements=["task_id", "user_id"], set_={"seen_at": now})
        db.session.execute(there)


def visit(task: Task, user: User) -> Visit:
    """Read in one query who has the task on screen, and whether this reader was told something about it."""
    now = utcnow()
    about_it = (Notification.task_id == task.id, Notification.user_id == user.id, Notification.read_at.is_(None))
    query = (
        select(User.id, User.name, TaskPresence.seen_at, exists().where(*about_it))
        .select_from(Task)
        .outerjoin(TaskPresence, TaskPresence.task_id == Task.id)
        .outerjoin(User, User.id == TaskPresence.user_id)
        .where(Task.id == task.id)
        .order_by(User.name)
    )
    found = db.session.execute(query).all()
    seen = [(user_id, name, seen_at) for user_id, name, seen_at, _unread in found if seen_at is not None]
    return Visit(
        task_id=task.id,
        user=user,
        others=[name for user_id, name, seen_at in seen if user_id != user.id and seen_at > now - STAYS],
        is_noted=any(user_id == user.id and seen_at > now - NOTED_FOR for user_id, _name, seen_at in seen),
        has_stale=any(seen_at < now - STAYS for _id, _name, seen_at in seen),
        has_unread=bool(found[0][3]) if found else False,
    )
