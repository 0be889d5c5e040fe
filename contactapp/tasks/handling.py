"""The long way: choose status and colleague, answer the question, save (R42)."""

from dataclasses import dataclass

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks import claiming, remembering, waiting
from contactapp.tasks.models import Task, TaskStatus
from contactapp.web.errors import Refused

# These ask for more than a status; their own part of the dock opens.
PARTS = {TaskStatus.WAITING: "wait", TaskStatus.DONE: "finish"}


class OnlyTheLead(Refused):
    def __init__(self) -> None:
        super().__init__(_("Alleen de teamleider verdeelt het werk. Draag de taak over en schrijf erbij waarom."))


class NobodyChosen(Refused):
    def __init__(self) -> None:
        super().__init__(_("Kies wie de taak in uitvoering neemt."))


class OpenIsNobodys(Refused):
    def __init__(self, colleague: User) -> None:
        super().__init__(_("Een open taak is van niemand. Kies ‘In uitvoering’ voor %(name)s.", name=colleague.name))


@dataclass(frozen=True)
class Choice:
    """What somebody chose in the form."""

    status: TaskStatus
    colleague: User | None
    from_queue: bool = False  # the question was answered: it was free when the form was shown

    def part(self, task: Task) -> str | None:
        """The part of the dock that must be filled in for this status."""
        return PARTS.get(self.status) if self.status is not task.status_at(utcnow()) else None

    def asks_first(self, task: Task) -> bool:
        """Whether the task will disappear from the list of the team and nobody said yes to that yet."""
        return task.is_unclaimed and self.status is TaskStatus.IN_PROGRESS and not self.from_queue


def apply(task: Task, choice: Choice, *, by: User) -> bool:
    """Do what was chosen, as one act that can be taken back.

    Returns:
        Whether anything changed.

    Raises:
        OnlyTheLead, NobodyChosen, OpenIsNobodys, AlreadyClaimed: see ``_apply``.
    """
    before = (task.status, task.assignee_id)
    with remembering.as_one_act(task):
        _apply(task, choice, by=by)
        db.session.flush()
    return before != (task.status, task.assignee_id)


def _apply(task: Task, choice: Choice, *, by: User) -> None:
    """Do what was chosen: give back, claim, assign, or go on after a wait.

    Raises:
        OnlyTheLead: the colleague is somebody else and `by` does not lead the team.
        NobodyChosen: in progress, but with nobody.
        OpenIsNobodys: open, but with another colleague than it has now.
        AlreadyClaimed: somebody else has it by now.
    """
    if choice.status is TaskStatus.OPEN:
        if choice.colleague is not None and choice.colleague.id != task.assignee_id:
            raise OpenIsNobodys(choice.colleague)
        claiming.give_back(task, by=by)
        return
    if choice.colleague is None:
        raise NobodyChosen
    if task.status is TaskStatus.WAITING and choice.status is TaskStatus.IN_PROGRESS:
        waiting.resume(task, by=by)
    if choice.colleague.id == by.id and (choice.from_queue or task.is_unclaimed):
        claiming.claim(task, by=by)
    elif choice.colleague.id != task.assignee_id:
        if not task.may_be_assigned_by(by):
            raise OnlyTheLead
        claiming.assign(task, choice.colleague, by=by)
