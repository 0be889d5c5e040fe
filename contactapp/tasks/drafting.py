"""What somebody is typing about a task, kept on the server until it is sent: per person, task and part of the dock."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, contains_eager, mapped_column, relationship
from wtforms import TextAreaField

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Model, add_once, db
from contactapp.tasks.forms import DockForm
from contactapp.tasks.models import Task
from contactapp.tasks.queries import OPEN_STATES, visibility


class TaskDraft(Model):
    """The texts of one form in the dock as typed so far."""

    __tablename__ = "task_draft"
    __table_args__ = (UniqueConstraint("task_id", "user_id", "part"),)

    task_id: Mapped[int] = mapped_column(ForeignKey("task.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(String(20))
    texts: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(default=utcnow)

    task: Mapped[Task] = relationship()

    @property
    def beginning(self) -> str:
        """The first words, to recognise it by."""
        return next((str(text) for text in self.texts.values() if text), "")[:80]


def drafts_of(task: Task, user: User) -> dict[str, Mapping[str, str]]:
    """What this person typed so far, by part of the dock."""
    query = select(TaskDraft).where(TaskDraft.task_id == task.id, TaskDraft.user_id == user.id)
    return {draft.part: draft.texts for draft in db.session.scalars(query)}


def drafts_by(user: User, *, size: int) -> Sequence[TaskDraft]:
    """What this person began to type about open tasks they may still see, the newest first."""
    query = select(TaskDraft).join(TaskDraft.task).options(contains_eager(TaskDraft.task))
    query = query.where(TaskDraft.user_id == user.id, Task.status.in_(OPEN_STATES), visibility(user))
    return db.session.scalars(query.order_by(TaskDraft.saved_at.desc(), TaskDraft.id.desc()).limit(size)).all()


def keep(task: Task, form: DockForm, *, by: User) -> None:
    """Keep the texts of a form as they stand; a form without text leaves no draft."""
    texts = {field.short_name: field.data or "" for field in form if isinstance(field, TextAreaField)}
    if not any(texts.values()):
        drop(task, form.slug, by=by)
        return
    mine = (TaskDraft.task_id == task.id, TaskDraft.user_id == by.id, TaskDraft.part == form.slug)
    again = update(TaskDraft).where(*mine).values(texts=texts, saved_at=utcnow()).returning(TaskDraft.id)
    if db.session.scalar(again) is None:
        # Another tab of the same person may be just ahead; its next keystroke brings this text as well.
        add_once(TaskDraft(task_id=task.id, user_id=by.id, part=form.slug, texts=texts))


def drop(task: Task, part: str, *, by: User) -> None:
    """It was sent, or thrown away."""
    mine = (TaskDraft.task_id == task.id, TaskDraft.user_id == by.id, TaskDraft.part == part)
    db.session.execute(delete(TaskDraft).where(*mine))


def fill(form: DockForm, texts: Mapping[str, str]) -> None:
    """Put a draft back in its form."""
    for name, text in texts.items():
        if name in form:
            form[name].data = text
    form.is_drafted = True
