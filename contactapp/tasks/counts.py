"""How much work lies where: the tabs of the queue, the menu, the start page."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import Select, case, func, select

from contactapp.accounts.models import User
from contactapp.clock import AMSTERDAM, local_today, utcnow
from contactapp.db import db
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.queries import OPEN_STATES, my_teams

# Figures on every page (web/figures.py).
UNCLAIMED, MY_OPEN_WORK = "unclaimed", "my open work"


@dataclass(frozen=True)
class QueueCount:
    """The queue of one team in figures: unclaimed, of which late and due today, and since when the oldest waits."""

    open: int = 0
    late: int = 0
    today: int = 0
    oldest: datetime | None = None


def queue_counts(user: User) -> dict[int, QueueCount]:
    """The queues of one's teams, in one indexed query."""
    now, team_ids = utcnow(), [team.id for team in my_teams(user)]
    late = func.sum(case((Task.deadline_at < now, 1), else_=0))
    today = func.sum(case(((Task.deadline_at >= now) & (Task.deadline_at < end_of_today()), 1), else_=0))
    query = (
        select(Task.team_id, func.count(), late, today, func.min(Task.created_at))
        .where(Task.team_id.in_(team_ids), Task.status == TaskStatus.OPEN)
        .group_by(Task.team_id)
    )
    return {team: QueueCount(*figures) for team, *figures in db.session.execute(query)}


def in_hand(team_id: int) -> int:
    """How many tasks of a team somebody works on or waits for; asked when its queue is empty."""
    busy = Task.status.in_((TaskStatus.IN_PROGRESS, TaskStatus.WAITING))
    return db.session.scalar(select(func.count()).where(Task.team_id == team_id, busy)) or 0


def unclaimed(user: User) -> Select[int]:
    """Counts the tasks in the queues of one's teams: the figure in the menu."""
    return select(func.count()).where(Task.team_id.in_(user.team_ids), Task.status == TaskStatus.OPEN)


def my_open_work(user: User) -> Select[int]:
    """Counts the open tasks on one's name."""
    return select(func.count()).where(Task.assignee_id == user.id, Task.status.in_(OPEN_STATES))


def end_of_today() -> datetime:
    """Midnight to come, on the clock of the association."""
    return datetime.combine(local_today() + timedelta(days=1), time(0), AMSTERDAM)
