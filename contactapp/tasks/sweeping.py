"""What happens to tasks by itself as time passes. A scheduler calls this; each run finds only what is left to do."""

from datetime import timedelta

from sqlalchemy import delete, exists, or_, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import Team, TeamMembership, User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks import waiting
from contactapp.tasks.drafting import TaskDraft
from contactapp.tasks.models import CLOSED, Task, TaskStatus, is_absent
from contactapp.tasks.notifications import Notification, NotificationKind, notify
from contactapp.tasks.queries import OPEN_STATES, is_pressing

DRAFTS_KEPT = timedelta(days=30)


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


def forget_drafts() -> None:
    """Drop half-typed texts about tasks that are closed for so long that nobody will go on with them."""
    over = select(Task.id).where(Task.status.in_(CLOSED), Task.closed_at < utcnow() - DRAFTS_KEPT)
    db.session.execute(delete(TaskDraft).where(TaskDraft.task_id.in_(over)))


def escalate_overdue(batch: int = 500) -> int:
    """Tell once that a deadline has passed: whoever has the task, else the leads of its team (R52).

    For somebody who is away their substitute hears it, and of a task the leads too (R51). A deadline that was moved and
    passes again is told again.

    Returns:
        Of how many tasks somebody was told.
    """
    about_it = (Notification.task_id == Task.id, Notification.kind == NotificationKind.OVERDUE)
    told = exists().where(*about_it, Notification.at > Task.deadline_at)
    heard = or_(Task.assignee_id.is_not(None), Task.team.has(Team.memberships.any(TeamMembership.is_lead)))
    overdue = select(Task).where(Task.status.in_(OPEN_STATES), is_pressing(utcnow()), ~told, heard)
    options = (joinedload(Task.assignee), joinedload(Task.team).selectinload(Team.memberships))
    in_order, last, told_now = overdue.options(*options).order_by(Task.id).limit(batch), 0, 0
    # On past those whom nobody can hear of, such as of a colleague who left: they must not keep the rest waiting.
    while found := db.session.scalars(in_order.where(Task.id > last)).unique().all():
        told_now += sum(_tell(task) for task in found)
        last = found[-1].id
    return told_now


def _tell(task: Task) -> bool:
    people = [person for person in _who_should_know(task) if person.active]
    for person in people:
        notify(task, person, NotificationKind.OVERDUE, by=None)
    return bool(people)


def _who_should_know(task: Task) -> set[User]:
    leads = [membership.user for membership in task.team.memberships if membership.is_lead]
    owner = task.assignee
    if owner is not None and owner.active and not is_absent(owner):
        return {owner}
    return {person for one in ([owner] if owner else []) + leads for person in _with_substitute(one)}


def _with_substitute(person: User) -> list[User]:
    substitute = db.session.get(User, person.substitute_id) if is_absent(person) and person.substitute_id else None
    return [person, substitute] if substitute else [person]
