"""Taking a task, giving it back, and a lead who assigns it (R41, R43)."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from sqlalchemy import Select, update

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import remembering
from contactapp.tasks.conversing import add_message
from contactapp.tasks.models import Task, TaskStatus, is_absent
from contactapp.tasks.notifications import NotificationKind, notify
from contactapp.tasks.pausing import stop_waiting
from contactapp.tasks.queries import first_of
from contactapp.tasks.refusals import Absent, AlreadyClaimed, NothingToUndo, NotYet, TaskClosed, check_open

TAKEN = ("status", "assignee_id", "claimed_at", "changed_at", "version", "assignee")  # what a claim changes
UNDO_WITHIN = timedelta(seconds=15)  # the toast shows ten; the rest is for a slow line


def claim(task: Task, *, by: User) -> None:
    """Take the task. Of any number of people who try at once, the database lets exactly one through.

    Raises:
        AlreadyClaimed: somebody else has it. Claiming twice oneself is harmless.
        NotYet: it waits for another task.
        TaskClosed: it is finished or cancelled.
    """
    if not _take(task, by):
        db.session.refresh(task, TAKEN)
        if task.is_closed:
            raise TaskClosed
        if task.is_blocked and task.assignee is None:
            raise NotYet
        if task.assignee_id != by.id:
            raise AlreadyClaimed(task.assignee)
        return
    db.session.refresh(task, TAKEN)
    record(task, Verb.TASK_CLAIMED, by=by)


def claim_next(queue: Select[Task], *, by: User) -> Task | None:
    """Take the most pressing task that is still free; when somebody is just ahead, the one after it."""
    for _attempt in range(5):
        task = first_of(queue)
        if task is None:
            return None
        try:
            claim(task, by=by)
        except (AlreadyClaimed, NotYet, TaskClosed):
            db.session.expire(task)  # whatever became of it, the next look must not go by what it was
            continue
        return task
    return None


def claim_many(tasks: Iterable[Task], *, by: User) -> list[Task]:
    """Take what is still free of a choice of tasks; what others have by now stays theirs.

    Returns:
        The tasks that are one's own now.
    """
    won = []
    for task in tasks:
        with suppress(AlreadyClaimed, NotYet, TaskClosed):
            claim(task, by=by)
            won.append(task)
    return won


def undo_claim(task: Task, *, by: User) -> None:
    """Put back what one claimed a moment ago, as if it had stayed in the queue.

    Raises:
        NothingToUndo: too late, or the task is not one's own work any more.
    """
    fresh = task.claimed_at is not None and utcnow() - task.claimed_at <= UNDO_WITHIN
    if not fresh or task.assignee_id != by.id or task.status is not TaskStatus.IN_PROGRESS:
        raise NothingToUndo
    back_to_queue(task)
    record(task, Verb.TASK_CLAIM_UNDONE, by=by)


def undo_claims(tasks: Iterable[Task], *, by: User) -> int:
    """Put back what one took together; what has moved on since stays as it is.

    Returns:
        How many are back in the queue.
    """
    back = 0
    for task in tasks:
        with suppress(NothingToUndo):
            undo_claim(task, by=by)
            back += 1
    return back


def give_back(task: Task, *, by: User, reason: str = "") -> None:
    """Return it to the queue of its team. Giving back what nobody has is harmless."""
    check_open(task.is_closed)
    if task.assignee is not None or not (task.is_unclaimed or task.is_blocked):
        remembering.remember(task)
        back_to_queue(task)
        record(task, Verb.TASK_GIVEN_BACK, by=by, team=task.team.name)
    if reason.strip():
        add_message(task, reason, by=by)


def assign(task: Task, colleague: User, *, by: User) -> bool:
    """Give it to a colleague of the team; a lead does this.

    Returns:
        Whether they did not have it yet.

    Raises:
        Absent: the colleague is away (R51).
    """
    check_open(task.is_closed)
    if task.assignee_id == colleague.id:
        return False
    check_present(colleague, by=by)
    remembering.remember(task)
    give_to(task, colleague)
    record(task, Verb.TASK_ASSIGNED, by=by, to=colleague.name)
    notify(task, colleague, NotificationKind.ASSIGNED, by=by)
    return True


def check_present(colleague: User, *, by: User) -> None:
    """Nobody gives work to who is away (R51); who is there all the same may take it."""
    if is_absent(colleague) and colleague.id != by.id:
        raise Absent(colleague)


def give_to(task: Task, colleague: User) -> None:
    """Somebody has it from now on."""
    task.assignee, task.claimed_at = colleague, utcnow()
    if task.status is TaskStatus.OPEN:
        task.status = TaskStatus.IN_PROGRESS


def back_to_queue(task: Task) -> None:
    """Nobody has it any more, and it waits for nobody; only for the task before it, when that is not done yet."""
    task.assignee = task.claimed_at = None
    if task.is_blocked:
        return
    task.status = TaskStatus.OPEN
    stop_waiting(task)


def _take(task: Task, user: User) -> bool:
    """One conditional UPDATE: whoever finds the task unclaimed at that instant has it. Not in another team."""
    now = utcnow()
    statement = (
        update(Task)
        .where(Task.id == task.id, Task.team_id == task.team_id)
        .where(Task.status == TaskStatus.OPEN, Task.assignee_id.is_(None))
        .values(
            status=TaskStatus.IN_PROGRESS,
            assignee_id=user.id,
            claimed_at=now,
            changed_at=now,
            version=Task.version + 1,
        )
        .execution_options(synchronize_session=False)
    )
    db.session.flush()
    return bool(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]
