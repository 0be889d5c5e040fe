"""Who is looking at a task at this moment, so that two people do not do the same work."""

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.db import Model

STAYS = timedelta(seconds=45)


class TaskPresence(Model):
    """Somebody had this task on screen at this moment; one row per person and task."""

    __tablename__ = "task_presence"
    __table_args__ = (UniqueConstraint("task_id", "user_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    seen_at: Mapped[datetime]

    user: Mapped[User] = relationship()
