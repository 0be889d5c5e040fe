"""What happens to tasks by itself as time passes. A scheduler calls this; each run finds only what is left to do."""

from sqlalchemy import exists, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import Team
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks import waiting
from contactapp.tasks.models import Task, TaskStatus
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

    Returns:
        How many tasks were escalated.
    """
    told = exists().where(Notification.task_id == Task.id, Notification.kind == NotificationKind.OVERDUE)
    overdue = select(Task).where(Task.status.in_(OPEN_STATES), is_pressing(utcnow()), ~told)
    options = (joinedload(Task.assignee), joinedload(Task.team).selectinload(Team.memberships))
    found = db.session.scalars(overdue.options(*options).order_by(Task.id).limit(limit)).unique().all()
    for task in found:
        leads = [membership.user for membership in task.team.memberships if membership.is_lead]
        for person in [task.assignee] if task.assignee else leads:
            notify(task, person, NotificationKind.OVERDUE, by=None)
    return len(found)
