"""What a ticket may show of its tasks: that they exist to everybody, what they say only to whom they belong."""

from dataclasses import dataclass, replace
from datetime import datetime

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.permissions import Permission
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.outcomes import Answer
from contactapp.tasks.queries import of_ticket
from contactapp.tasks.rows import urgency
from contactapp.tasks.urgency import Urgency


@dataclass(frozen=True)
class TicketTask:
    """A task as it stands on its ticket (domain.md §7).

    ``title``, ``assignee``, ``description`` and ``outcome`` are None, and ``answers`` empty, for whoever may not read
    the task: they are never handed to a template.
    """

    number: str
    type: str
    team: str
    status: TaskStatus
    deadline: Urgency | None  # none when it is closed, or begins after another task
    created_at: datetime
    closed_at: datetime | None
    may_read: bool
    begins_after: str | None = None  # the number of the task that it waits for
    title: str | None = None
    assignee: str | None = None
    description: str | None = None
    outcome: str | None = None
    answers: tuple[Answer, ...] = ()

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


def tasks_of_ticket(ticket_id: int, reader: User) -> list[TicketTask]:
    """The tasks of a ticket, each with as much as this reader may know."""
    return [as_seen_by(reader, task) for task in of_ticket(ticket_id)]


def may_read(reader: User, task: Task) -> bool:
    """The same rule as ``queries.visibility``, for a task that is already loaded."""
    return reader.can(Permission.TASK_ALL) or task.may_be_worked_by(reader) or task.is_followed_by(reader)


def as_seen_by(reader: User, task: Task) -> TicketTask:
    """One task with as much as this reader may know."""
    now = utcnow()
    common = TicketTask(
        number=task.number,
        type=task.type.name,
        team=task.team.name,
        status=task.status_at(now),
        deadline=None if task.is_closed or task.is_blocked else urgency(task, now),
        created_at=task.created_at,
        closed_at=task.closed_at,
        may_read=may_read(reader, task),
        begins_after=task.after.number if task.is_blocked and task.after else None,
    )
    if not common.may_read:
        return common
    return replace(
        common,
        title=task.title,
        assignee=task.assignee.name if task.assignee else None,
        description=task.description,
        outcome=task.outcome,
        answers=tuple(task.answers),
    )
