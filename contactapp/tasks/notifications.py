"""What a colleague should know about tasks, inside the app: assigned, mentioned, handed over, reopened."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model, code_column
from contactapp.tasks.models import Task


class NotificationKind(StrEnum):
    ASSIGNED = "assigned"
    MENTIONED = "mentioned"
    HANDED_OVER = "handed-over"
    REOPENED = "reopened"
    MESSAGE = "message"
    OVERDUE = "overdue"


class Notification(Model):
    """One thing one person should know; read once they opened the task."""

    __tablename__ = "notification"
    __table_args__ = (Index("ix_notification_unread", "user_id", "read_at", "id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    kind: Mapped[NotificationKind] = mapped_column(code_column(NotificationKind))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(default=utcnow)
    read_at: Mapped[datetime | None]

    user: Mapped[User] = relationship(foreign_keys=[user_id])
    actor: Mapped[User | None] = relationship(foreign_keys=[actor_id])
    task: Mapped[Task] = relationship()
