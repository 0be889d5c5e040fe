"""Work for a team or a colleague."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.contacts.models import Contact
from contactapp.db import Model, code
from contactapp.interactions.models import Ticket


class TaskStatus(StrEnum):
    OPEN = "open"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"


CLOSED = frozenset({TaskStatus.DONE, TaskStatus.CANCELLED})


class WaitingFor(StrEnum):
    CUSTOMER = "customer"
    SUPPLIER = "supplier"
    COLLEAGUE = "colleague"


class TermUnit(StrEnum):
    WORKING_DAYS = "days"
    WORKING_HOURS = "hours"


class TaskType(Model):
    """Kind of task with its defaults."""

    __tablename__ = "task_type"

    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    term: Mapped[int] = mapped_column(default=5)
    term_unit: Mapped[TermUnit] = mapped_column(code(TermUnit), default=TermUnit.WORKING_DAYS)
    urgent: Mapped[bool] = mapped_column(default=False)
    waiting_pauses: Mapped[bool] = mapped_column(default=True)
    is_callback: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)

    team: Mapped[Team | None] = relationship()


class Task(Model):
    """One piece of work: a single record that all members of its team see (R40)."""

    __tablename__ = "task"
    __table_args__ = (
        CheckConstraint("status != 'open' OR assignee_id IS NULL", name="open_is_unclaimed"),
        CheckConstraint("status != 'done' OR outcome != ''", name="done_has_outcome"),
        Index("ix_task_queue", "team_id", "status", "urgent", "deadline_at", "id"),
        Index("ix_task_assignee", "assignee_id", "status", "deadline_at", "id"),
    )

    number: Mapped[str] = mapped_column(String(12), unique=True)
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contact.id"), index=True)
    type_id: Mapped[int] = mapped_column(ForeignKey("task_type.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    status: Mapped[TaskStatus] = mapped_column(code(TaskStatus), default=TaskStatus.OPEN)
    urgent: Mapped[bool] = mapped_column(default=False)
    is_complaint: Mapped[bool] = mapped_column(default=False)
    follow_up: Mapped[bool] = mapped_column(default=False)
    deadline_at: Mapped[datetime]
    waiting_for: Mapped[WaitingFor | None] = mapped_column(code(WaitingFor))
    waiting_until: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    phone_number: Mapped[str] = mapped_column(String(20), default="")
    call_from: Mapped[datetime | None]
    call_until: Mapped[datetime | None]
    call_attempts: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_by_team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    created_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=utcnow, onupdate=utcnow, index=True)
    outcome: Mapped[str] = mapped_column(Text, default="")
    version: Mapped[int] = mapped_column(default=1)

    ticket: Mapped[Ticket | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    type: Mapped[TaskType] = relationship()
    team: Mapped[Team] = relationship(foreign_keys=[team_id])
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    messages: Mapped[list["TaskMessage"]] = relationship(back_populates="task", order_by="TaskMessage.id")
    followers: Mapped[list["TaskFollower"]] = relationship(back_populates="task", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED


class TaskMessage(Model):
    """A line typed by a colleague; what the system notes comes from the event log."""

    __tablename__ = "task_message"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=utcnow)

    task: Mapped[Task] = relationship(back_populates="messages")
    author: Mapped[User] = relationship()


class TaskFollower(Model):
    """A colleague who wants to see how a task goes."""

    __tablename__ = "task_follower"
    __table_args__ = (UniqueConstraint("task_id", "user_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)

    task: Mapped[Task] = relationship(back_populates="followers")
    user: Mapped[User] = relationship()
