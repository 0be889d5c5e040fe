"""Tasks and their types."""

from datetime import timedelta
from itertools import count
from typing import Any

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.tasks.models import Task, TaskMessage, TaskStatus, TaskType
from tests.support.make import accounts, stored, together

_serial = count(900001)


def task_type(name: str = "Uitzoeken", **values: Any) -> TaskType:
    """A kind of task with a term of five working days."""
    return stored(TaskType(**{"code": f"type-{next(_serial)}", "name": name} | values))


def task(team: Team | None = None, title: str = "Monteur inplannen", **values: Any) -> Task:
    """An open task of a team, due in two days; with an assignee it is in progress."""
    if values.get("assignee"):
        values.setdefault("status", TaskStatus.IN_PROGRESS)
    defaults = {"number": f"TK26-{next(_serial)}", "deadline_at": utcnow() + timedelta(days=2)}
    with together():
        values["type"] = values.get("type") or task_type()
        return stored(Task(team=team or accounts.team(), title=title, **defaults | values))


def message(on: Task, author: User, text: str = "Ik bel de monteur.", **values: Any) -> TaskMessage:
    """A line that a colleague typed in a task."""
    return stored(TaskMessage(task=on, author=author, text=text, **values))
