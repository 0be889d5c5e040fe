"""What the knowledge base asks of tasks: one for what must be mended (R63), and the types an answer presets (R60)."""

from sqlalchemy import select

from contactapp.db import db
from contactapp.knowledge.editing import defaults
from contactapp.knowledge.feedback import Improvement, on_improvement
from contactapp.tasks import queries
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import TaskType

# The administrator chooses team and term of this type; without it feedback only shows on the editors’ desk.
TYPE_CODE = "kennisbank-verbeteren"


def make_task(improvement: Improvement) -> str:
    """A task in the queue of the editors; its number, or nothing when no task type is meant for it."""
    kind = db.session.scalar(select(TaskType).where(TaskType.code == TYPE_CODE, TaskType.active))
    if kind is None or kind.team is None or not kind.team.active:
        return ""
    values = TaskValues(type=kind, title=improvement.title[:300], description=improvement.text)
    return create_task(values, by=improvement.by).number


def choices() -> list[tuple[str, str]]:
    """The task types an answer may preset."""
    return [(kind.code, kind.name) for kind in queries.task_types()]


def init_app() -> None:
    on_improvement(make_task)
    defaults.task_types = choices
