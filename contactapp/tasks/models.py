"""Work for a team or a colleague."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint, case
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today, utcnow
from contactapp.contacts.models import Contact
from contactapp.db import Model, code_column
from contactapp.interactions.models import Ticket
from contactapp.tasks.outcomes import Answer, OutcomeField


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
    term_unit: Mapped[TermUnit] = mapped_column(code_column(TermUnit), default=TermUnit.WORKING_DAYS)
    urgent: Mapped[bool] = mapped_column(default=False)
    waiting_pauses: Mapped[bool] = mapped_column(default=True)
    is_callback: Mapped[bool] = mapped_column(default=False)
    call_attempts_asked: Mapped[int] = mapped_column(default=3)  # after so many it asks what to do (R49)
    call_again_hours: Mapped[int] = mapped_column(default=4)  # working hours until the next attempt
    position: Mapped[int] = mapped_column(default=0)
    active: Mapped[bool] = mapped_column(default=True)
    outcome_fields: Mapped[list[dict[str, Any]] | None] = mapped_column(JSON)  # what finishing asks besides the outcome

    team: Mapped[Team | None] = relationship()
    steps: Mapped[list["TaskTypeStep"]] = relationship(order_by="TaskTypeStep.position", cascade="all, delete-orphan")

    @property
    def asks(self) -> list[OutcomeField]:
        """What must or may be filled in when a task of this kind is finished."""
        return [OutcomeField.read(one) for one in self.outcome_fields or []]


class TaskTypeStep(Model):
    """One line of the checklist that every new task of a type starts with."""

    __tablename__ = "task_type_step"

    type_id: Mapped[int] = mapped_column(ForeignKey("task_type.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(200))


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
    after_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"), index=True)  # it begins when that one is done
    type_id: Mapped[int] = mapped_column(ForeignKey("task_type.id"), index=True)
    title: Mapped[str] = mapped_column(String(300))
    description: Mapped[str] = mapped_column(Text, default="")
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    assignee_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    status: Mapped[TaskStatus] = mapped_column(code_column(TaskStatus), default=TaskStatus.OPEN)
    urgent: Mapped[bool] = mapped_column(default=False)
    is_complaint: Mapped[bool] = mapped_column(default=False)
    follow_up: Mapped[bool] = mapped_column(default=False)
    deadline_at: Mapped[datetime]
    term: Mapped[int | None]  # what the deadline was counted from; none when somebody chose it
    term_unit: Mapped[TermUnit | None] = mapped_column(code_column(TermUnit))
    waiting_for: Mapped[WaitingFor | None] = mapped_column(code_column(WaitingFor))
    waiting_until: Mapped[datetime | None]
    waiting_since: Mapped[datetime | None]
    deadline_before_wait: Mapped[datetime | None]  # kept to count again when the wait ends early
    phone_number: Mapped[str] = mapped_column(String(20), default="")
    call_from: Mapped[datetime | None]
    call_until: Mapped[datetime | None]
    call_promise: Mapped[str] = mapped_column(String(300), default="")
    call_attempts: Mapped[int] = mapped_column(default=0)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    sent_by_team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    created_at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    claimed_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    changed_at: Mapped[datetime] = mapped_column(default=utcnow, onupdate=utcnow, index=True)
    outcome: Mapped[str] = mapped_column(Text, default="")
    outcome_answers: Mapped[list[dict[str, str]] | None] = mapped_column(JSON)
    before_last_act: Mapped[dict[str, Any] | None] = mapped_column(JSON)  # for whoever takes that act back
    version: Mapped[int] = mapped_column(default=1)

    rank: Mapped[int] = column_property(case((urgent, 0), else_=1))  # urgent first, in an ascending order

    after: Mapped["Task | None"] = relationship(remote_side="Task.id", back_populates="following")
    following: Mapped[list["Task"]] = relationship(back_populates="after", order_by="Task.id")
    ticket: Mapped[Ticket | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
    type: Mapped[TaskType] = relationship()
    team: Mapped[Team] = relationship(foreign_keys=[team_id])
    assignee: Mapped[User | None] = relationship(foreign_keys=[assignee_id])
    created_by: Mapped[User | None] = relationship(foreign_keys=[created_by_id])
    messages: Mapped[list["TaskMessage"]] = relationship(back_populates="task", order_by="TaskMessage.id")
    followers: Mapped[list["TaskFollower"]] = relationship(back_populates="task", cascade="all, delete-orphan")
    steps: Mapped[list["TaskStep"]] = relationship(order_by="TaskStep.position", cascade="all, delete-orphan")

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own declaration

    @property
    def is_closed(self) -> bool:
        return self.status in CLOSED

    @property
    def answers(self) -> list[Answer]:
        """What was filled in when it was finished, besides the outcome in words."""
        return [Answer.read(one) for one in self.outcome_answers or []]

    @property
    def is_unclaimed(self) -> bool:
        return self.status is TaskStatus.OPEN

    @property
    def is_blocked(self) -> bool:
        """Waiting for another task, not for a person or a day."""
        return self.status is TaskStatus.WAITING and self.waiting_for is None and self.after_id is not None

    def is_resting(self, now: datetime) -> bool:
        """Waiting, and the day it waits for has not come: it is not late and asks for nothing (R46)."""
        return self.status is TaskStatus.WAITING and (self.waiting_until is None or self.waiting_until > now)

    def status_at(self, now: datetime) -> TaskStatus:
        """The status people see: a wait that is over reads as work again, before anything noted so."""
        return TaskStatus.IN_PROGRESS if self.status is TaskStatus.WAITING and not self.is_resting(now) else self.status

    def may_be_worked_by(self, user: User) -> bool:
        """Who may act on it: the team, its assignee, and the substitute of an absent assignee (R43, R51)."""
        return user.is_member_of(self.team_id) or self.is_in_hands_of(user)

    def is_in_hands_of(self, user: User) -> bool:
        """Theirs, or of somebody who is away and for whom they stand in."""
        owner = self.assignee
        return owner is not None and (owner.id == user.id or (owner.substitute_id == user.id and is_absent(owner)))

    def may_be_assigned_by(self, user: User) -> bool:
        """A lead spreads the work of the team (R43)."""
        return self.team_id in user.led_team_ids

    def is_followed_by(self, user: User) -> bool:
        return any(follower.user_id == user.id for follower in self.followers)


def is_absent(user: User) -> bool:
    """Away today, by what they or their lead noted (R51)."""
    return user.absent_until is not None and user.absent_until >= local_today()


class TaskStep(Model):
    """One line of the checklist of a task."""

    __tablename__ = "task_step"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    text: Mapped[str] = mapped_column(String(200))
    done_at: Mapped[datetime | None]
    done_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    done_by: Mapped[User | None] = relationship()


class TaskMessage(Model):
    """A line typed by a colleague; what the system notes comes from the event log."""

    __tablename__ = "task_message"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=utcnow)

    task: Mapped[Task] = relationship(back_populates="messages")
    author: Mapped[User] = relationship()
    files: Mapped[list["TaskAttachment"]] = relationship(order_by="TaskAttachment.id")


class TaskAttachment(Model):
    """One file with a message in a task; its bytes stand under their own hash. Never for the tenant (R47)."""

    __tablename__ = "task_attachment"

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[int] = mapped_column(ForeignKey("task_message.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[datetime] = mapped_column(default=utcnow)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))

    added_by: Mapped[User] = relationship()


class TaskFollower(Model):
    """A colleague who wants to see how a task goes."""

    __tablename__ = "task_follower"
    __table_args__ = (UniqueConstraint("task_id", "user_id"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)

    task: Mapped[Task] = relationship(back_populates="followers")
    user: Mapped[User] = relationship()
