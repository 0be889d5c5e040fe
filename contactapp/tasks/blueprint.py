"""The pages of this area hang on one blueprint; loading a task always asks what the reader may see."""

from collections.abc import Iterable

from flask import Blueprint, abort
from flask_login import current_user

from contactapp.clock import utcnow
from contactapp.tasks import queries
from contactapp.tasks.claiming import UNDO_WITHIN
from contactapp.tasks.models import Task
from contactapp.tasks.refusals import check_open

AT_MOST = 100  # rows to act on at once

blueprint = Blueprint("tasks", __name__)


def visible(number: str) -> Task:
    """The task, or 404: for whoever may not see it, it does not exist (R40)."""
    return queries.find(number, current_user) or abort(404)


def workable(number: str, *, as_row: bool = False) -> Task:
    """The task for somebody who acts on it: 404 when unseen, 403 when seen but not theirs to act on.

    ``as_row`` loads only what a row of a list shows of it.
    """
    task = (queries.find_row(number, current_user) or abort(404)) if as_row else visible(number)
    if not task.may_be_worked_by(current_user):
        abort(403)
    return task


def workable_choice(numbers: Iterable[str]) -> list[Task]:
    """The tasks that were chosen in a list, read at once; one that is not theirs to act on stops the whole choice."""
    wanted = _tidied(numbers)
    found = {task.number: task for task in queries.find_choice(wanted, current_user)}
    if len(found) < len(wanted):
        abort(404)
    if not all(task.may_be_worked_by(current_user) for task in found.values()):
        abort(403)
    return [found[number] for number in wanted]


def changeable_choice(numbers: Iterable[str]) -> list[Task]:
    """The same for an act that changes them; a closed one stops it too."""
    chosen = workable_choice(numbers)
    check_open(any(task.is_closed for task in chosen))
    return chosen


def just_changed(number: str) -> Task:
    """The task for somebody who takes back what they just did, also when they handed it out of their own sight."""
    return just_changed_choice([number])[0]


def just_changed_choice(numbers: Iterable[str]) -> list[Task]:
    """The same for a choice of tasks."""
    wanted = _tidied(numbers)
    found = queries.find_just_changed(wanted, current_user, utcnow() - UNDO_WITHIN)
    others = set(wanted) - {task.number for task in found}
    return [*found, *(workable_choice(others) if others else ())]


def changeable(number: str) -> Task:
    """The task for an act that changes it; a closed one refuses before it looks at the form (R45)."""
    task = workable(number)
    check_open(task.is_closed)
    return task


def _tidied(numbers: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(number.strip().upper() for number in numbers))[:AT_MOST]
