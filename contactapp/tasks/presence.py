"""Who is looking at a task at this moment, so that two people do not do the same work."""

from contextlib import suppress
from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model, db
from contactapp.tasks.models import Task
from contactapp.web.transaction import write_afterwards

STAYS = timedelta(seconds=45)  # three polls; then somebody has gone to another page


class TaskPresence(Model):
    """Somebody had this task on screen at this moment; one row per person and task."""

    __tablename__ = "task_presence"
    __table_args__ = (UniqueConstraint("task_id", "user_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime]

    user: Mapped[User] = relationship()


def others_at(task: Task, user: User) -> list[str]:
    """The names of colleagues who have the task on screen."""
    query = select(User.name).join(TaskPresence, TaskPresence.user_id == User.id)
    there = (TaskPresence.task_id == task.id, TaskPresence.user_id != user.id, TaskPresence.seen_at > utcnow() - STAYS)
    return list(db.session.scalars(query.where(*there).order_by(User.name)))


def note_presence(task: Task, user: User) -> None:
    """Leave behind that somebody looks at a task; what is out of date goes."""
    task_id, user_id = task.id, user.id
    write_afterwards(lambda: _note(task_id, user_id))


def _note(task_id: int, user_id: int) -> None:
    now = utcnow()
    db.session.execute(delete(TaskPresence).where(TaskPresence.task_id == task_id, TaskPresence.seen_at < now - STAYS))
    mine = (TaskPresence.task_id == task_id, TaskPresence.user_id == user_id)
    if db.session.execute(update(TaskPresence).where(*mine).values(seen_at=now)).rowcount:  # type: ignore[attr-defined]
        return
    # Another tab of the same person may be just ahead; then its row does as well.
    with suppress(IntegrityError), db.session.begin_nested():
        db.session.add(TaskPresence(task_id=task_id, user_id=user_id, seen_at=now))
