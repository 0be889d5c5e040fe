"""While a task waits its clock stands still, where its type says so (R46)."""

from datetime import datetime

from contactapp.clock import utcnow
from contactapp.tasks import office
from contactapp.tasks.models import Task


def pause_clock(task: Task, until: datetime) -> None:
    """Put the deadline where it is when the wait ends at that moment."""
    if not task.type.waiting_pauses or task.deadline_before_wait is None or task.waiting_since is None:
        return
    task.deadline_at = office.calendar().resume(task.deadline_before_wait, task.waiting_since, until)


def stop_waiting(task: Task) -> None:
    """It waits no longer, or did not since its day: only the time that was waited moves the deadline."""
    now = utcnow()
    pause_clock(task, min(now, task.waiting_until or now))
    task.waiting_for = task.waiting_until = task.waiting_since = task.deadline_before_wait = None
