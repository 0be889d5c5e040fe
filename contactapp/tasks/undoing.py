"""Taking back what one did a moment ago: handing over, waiting, finishing, another deadline.

Before such an act the task remembers how it stood. Whoever acted may put that back, as long as nothing happened since.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.models import Event
from contactapp.events.verbs import BY_CODE, Verb
from contactapp.tasks.claiming import UNDO_WITHIN
from contactapp.tasks.models import Task, TaskStatus, TermUnit, WaitingFor
from contactapp.tasks.notifications import NotificationKind, withdraw
from contactapp.tasks.refusals import CustomerWasTold, NothingToUndo

UNDONE_AS = {
    Verb.TASK_HANDED_OVER: Verb.TASK_HAND_OVER_UNDONE,
    Verb.TASK_WAITING: Verb.TASK_WAIT_UNDONE,
    Verb.TASK_FINISHED: Verb.TASK_FINISH_UNDONE,
    Verb.TASK_DEADLINE_CHANGED: Verb.TASK_DEADLINE_UNDONE,
}
# These leave the task itself as it was; an act before them can still be taken back.
BESIDE = [verb.value.code for verb in (Verb.TASK_MESSAGE_ADDED, Verb.TASK_FOLLOWED, Verb.TASK_UNFOLLOWED)]
PLAIN = ("team_id", "assignee_id", "sent_by_team_id", "term")
MOMENTS = ("claimed_at", "waiting_until", "waiting_since", "deadline_at", "deadline_before_wait")


def remember(task: Task) -> None:
    """How it stands now, for whoever takes back the act that follows."""
    kept: dict[str, Any] = {name: getattr(task, name) for name in PLAIN}
    kept |= {name: _iso(getattr(task, name)) for name in MOMENTS}
    codes = {"status": task.status, "waiting_for": task.waiting_for, "term_unit": task.term_unit}
    task.before_last_act = kept | {name: code.value if code else None for name, code in codes.items()}


def forget(task: Task) -> None:
    """The last act stays: the customer was told of it."""
    task.before_last_act = None


def take_back(task: Task, *, by: User) -> None:
    """Put the task back as it was before one's own last act. What was typed stays readable.

    Raises:
        CustomerWasTold: it was finished together with a contact moment.
        NothingToUndo: too late, somebody else's act, or something happened since.
    """
    verb = _last_act(task, by)
    if verb is Verb.TASK_FINISHED and task.before_last_act is None:
        raise CustomerWasTold
    if verb not in UNDONE_AS or task.before_last_act is None:
        raise NothingToUndo
    _put_back(task, task.before_last_act)
    record(task, UNDONE_AS[verb], by=by)
    if verb is Verb.TASK_HANDED_OVER:
        withdraw(task, NotificationKind.HANDED_OVER)
    if verb is Verb.TASK_FINISHED and task.ticket:
        task.ticket.reopen(by=by)


def _last_act(task: Task, by: User) -> Verb | None:
    """What this person did to the task within the last seconds, when nothing happened after it."""
    query = select(Event).where(Event.subject_type == "task", Event.subject_id == task.id, Event.verb.not_in(BESIDE))
    last = db.session.scalar(query.order_by(Event.id.desc()).limit(1))
    if last is None or last.actor_id != by.id or utcnow() - last.at > UNDO_WITHIN:
        return None
    return BY_CODE[last.verb]


def _put_back(task: Task, kept: dict[str, Any]) -> None:
    for name in PLAIN:
        setattr(task, name, kept[name])
    for name in MOMENTS:
        setattr(task, name, datetime.fromisoformat(kept[name]) if kept[name] else None)
    task.status = TaskStatus(kept["status"])
    task.waiting_for = WaitingFor(kept["waiting_for"]) if kept["waiting_for"] else None
    task.term_unit = TermUnit(kept["term_unit"]) if kept["term_unit"] else None
    task.closed_at = task.before_last_act = None
    db.session.flush()
    db.session.expire(task, ["team", "assignee"])


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
