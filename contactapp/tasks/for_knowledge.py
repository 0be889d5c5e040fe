"""What the knowledge base asks of tasks: a task for feedback (R63), and the task types an answer may preset (R60)."""

from flask_babel import gettext as _
from sqlalchemy import select

from contactapp.db import db
from contactapp.knowledge.editing import defaults
from contactapp.knowledge.feedback import on_feedback
from contactapp.knowledge.models import FaqFeedback, FeedbackKind
from contactapp.tasks import queries
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import TaskType

# The administrator chooses team and term of this type; without it feedback only shows on the editors’ desk.
TYPE_CODE = "kennisbank-verbeteren"


def make_task(feedback: FaqFeedback) -> str:
    """A task in the queue of the editors; its number, or nothing when no task type is meant for it."""
    kind = db.session.scalar(select(TaskType).where(TaskType.code == TYPE_CODE, TaskType.active))
    if kind is None or kind.team is None:
        return ""
    wrong = _("Klopt niet") if feedback.kind == FeedbackKind.WRONG else _("Mist iets")
    title = f"{wrong}: {feedback.faq.code} {feedback.faq.title}"[:300]
    return create_task(TaskValues(type=kind, title=title, description=feedback.text), by=feedback.author).number


def choices() -> list[tuple[str, str]]:
    """The task types an answer may preset."""
    return [(kind.code, kind.name) for kind in queries.task_types()]


def init_app() -> None:
    on_feedback(make_task)
    defaults.task_types = choices
