"""What happens to tasks by itself as time passes. A scheduler calls this; each run finds only what is left to do."""

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks import waiting
from contactapp.tasks.models import Task, TaskStatus, is_absent
from contactapp.tasks.notifications import Notification, NotificationKind, notify
from contactapp.tasks.queries import OPEN_STATES, is_pressing


def wake_waiting(limit: int = 500) -> int:
    """Note that a wait is over. People see it before this runs: a wait that is over reads as work again.

    Returns:
        How many tasks were woken.
    """
    over = (Task.status == TaskStatus.WAITING, Task.waiting_until <= utcnow())
    found = db.session.scalars(select(Task).where(*over).options(joinedload(Task.type)).limit(limit)).all()
    for task in found:
        waiting.resume(task, by=None)
    return len(found)


def escalate_overdue(limit: int = 500) -> int:
    """Tell once that a deadline has passed: whoever has the task, else the leads of its team (R52).

    For somebody who is away their substitute hears it, and of a task the leads too (R51). A deadline that was moved and
    passes again is told again.

    Returns:
        How many tasks were escalated.
    """
    about_it = (Notification.task_id == Task.id, Notification.kind == NotificationKind.OVERDUE)
    told = exists().where(*about_it, Notification.at > Task.deadline_at)
    heard = or_(Task.assignee_id.is_not(None), Task.team.has(Team.memberships.any(TeamMembership.is_lead)))
    overdue = select(Task).where(Task.status.in_(OPEN_STATES), is_pressing(utcnow()), ~told, heard)
    options = (joinedload(Task.assignee), joinedload(Task.team).selectinload(Team.memberships))
    found = db.session.scalars(overdue.options(*options).order_by(Task.id).limit(limit)).unique().all()
    for task in found:
        for person in _who_should_know(task):
            notify(task, person, NotificationKind.OVERDUE, by=None)
    return len(found)


def _who_should_know(task: Task) -> set[User]:
    leads = [membership.user for membership in task.team.memberships if membership.is_lead]
    owner = task.assignee
    if owner is not None and owner.active and not is_absent(owner):
        return {owner}
    return {person for one in ([owner] if owner else []) + leads for person in _with_substitute(one)}


def _with_substitute(person: User) -> list[User]:
    substitute = db.session.get(User, person.substitute_id) if is_absent(person) and person.substitute_id else None
    return [person, substitute] if substitute else [person]
