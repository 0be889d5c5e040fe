"""Keeping the kinds of task: an administrator makes and changes them; tasks that exist keep their term."""

from dataclasses import dataclass
from typing import Any

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks.models import TaskType, TaskTypeStep


@dataclass(frozen=True)
class TypeValues:
    """Everything an administrator sets; ``steps`` are the lines of the checklist, in order."""

    defaults: dict[str, Any]
    steps: list[str]


def add_type(code: str, values: TypeValues, *, by: User) -> TaskType:
    """A new kind of task. Its code stays as it is: answers and templates point at it."""
    kind = TaskType(code=code)
    db.session.add(kind)
    save_type(kind, values, by=by)
    return kind


def save_type(kind: TaskType, values: TypeValues, *, by: User) -> None:
    """Other defaults for the tasks that come; the checklist of running tasks stays."""
    for name, value in values.defaults.items():
        setattr(kind, name, value)
    if [step.text for step in kind.steps] != values.steps:
        kind.steps = [TaskTypeStep(position=place, text=text) for place, text in enumerate(values.steps)]
    record(kind, Verb.TASK_TYPE_SAVED, by=by, name=kind.name)
