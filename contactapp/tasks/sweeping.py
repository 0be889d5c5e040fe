"""What happens to tasks by itself as time passes. A scheduler calls this; each run finds only what is left to do."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks.models import Task, TaskStatus


def wake_waiting(limit: int = 500) -> int:
    """Note that a wait is over. People see it before this runs: a wait that is over reads as work again.

    Returns:
        How many tasks were woken.
    """
    over = (Task.status == TaskStatus.WAITING, Task.waiting_until <= utcnow())
    found = db.session.scalars(select(Task).where(*over).options(joinedload(Task.type)).limit(limit)).all()
    for task in found:
        task.resume(by=None)
    return len(found)
