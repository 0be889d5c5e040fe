"""Files that colleagues add to a task: kept outside the web root, served only as a download."""

from collections.abc import Iterable, Sequence

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.uploads import NotAllowed, Upload
from contactapp.tasks.models import Task, TaskAttachment, TaskMessage


def attach(message: TaskMessage, files: Sequence[Upload], *, by: User) -> None:
    """Keep these files with a message.

    Raises:
        NotAllowed: one of them is something we do not take.
    """
    for file in files:
        media_type = file.media_type
        if media_type is None:
            raise NotAllowed
        db.session.add(
            TaskAttachment(
                task_id=message.task_id,
                message_id=message.id,
                name=file.name,
                media_type=media_type,
                size=len(file.content),
                digest=file.store(),
                added_by=by,
            )
        )
        record(message.task, Verb.TASK_ATTACHED, by=by, name=file.name)


def attachments_of(task: Task) -> Sequence[TaskAttachment]:
    """All files of a task, oldest first."""
    query = select(TaskAttachment).where(TaskAttachment.task_id == task.id).options(joinedload(TaskAttachment.added_by))
    return db.session.scalars(query.order_by(TaskAttachment.id)).all()


def attachment_of(task: Task, attachment_id: int) -> TaskAttachment | None:
    """One file, when it is of this task."""
    found = db.session.get(TaskAttachment, attachment_id)
    return found if found is not None and found.task_id == task.id else None


def complaint(files: Iterable[Upload]) -> str:
    """Why these files cannot come along; empty when they can."""
    wrong = next((file.name for file in files if file.media_type is None), "")
    return (
        _("%(name)s kan niet mee. Kies een pdf, foto, Word- of Excel-bestand tot 10 MB.", name=wrong) if wrong else ""
    )
