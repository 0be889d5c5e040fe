"""Taking back what one did to a task a moment ago.

Before such an act the task remembers how it stood. Whoever acted may put that back, as long as nobody acted since.
"""

from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record, sentence
from contactapp.events.models import Event
from contactapp.events.verbs import BY_CODE, Verb
from contactapp.tasks.claiming import UNDO_WITHIN, undo_claim
from contactapp.tasks.closing import let_others_follow
from contactapp.tasks.models import Task
from contactapp.tasks.notifications import NotificationKind, withdraw
from contactapp.tasks.refusals import CustomerWasTold, NothingToUndo
from contactapp.tasks.remembering import put_back
from contactapp.tasks.sequencing import catch_up

UNDONE_AS = {
    Verb.TASK_GIVEN_BACK: Verb.TASK_HAND_OVER_UNDONE,
    Verb.TASK_HANDED_OVER: Verb.TASK_HAND_OVER_UNDONE,
    Verb.TASK_RETURNED: Verb.TASK_HAND_OVER_UNDONE,
    Verb.TASK_ASSIGNED: Verb.TASK_HAND_OVER_UNDONE,
    Verb.TASK_WAITING: Verb.TASK_WAIT_UNDONE,
    Verb.TASK_RESUMED: Verb.TASK_CHANGE_UNDONE,
    Verb.TASK_BEGUN: Verb.TASK_CHANGE_UNDONE,
    Verb.TASK_FINISHED: Verb.TASK_FINISH_UNDONE,
    Verb.TASK_CANCELLED: Verb.TASK_CANCEL_UNDONE,
    Verb.TASK_REOPENED: Verb.TASK_REOPEN_UNDONE,
    Verb.TASK_DEADLINE_CHANGED: Verb.TASK_DEADLINE_UNDONE,
    Verb.TASK_TYPE_CHANGED: Verb.TASK_CHANGE_UNDONE,
    Verb.TASK_MADE_URGENT: Verb.TASK_CHANGE_UNDONE,
    Verb.TASK_MADE_ORDINARY: Verb.TASK_CHANGE_UNDONE,
    Verb.TASK_NOT_REACHED: Verb.TASK_CHANGE_UNDONE,
    Verb.TASK_CALL_PLANNED: Verb.TASK_CHANGE_UNDONE,
}
# What somebody was told of it, who need not know any more.
TOLD = {
    Verb.TASK_HANDED_OVER: NotificationKind.HANDED_OVER,
    Verb.TASK_RETURNED: NotificationKind.HANDED_OVER,
    Verb.TASK_ASSIGNED: NotificationKind.ASSIGNED,
    Verb.TASK_REOPENED: NotificationKind.REOPENED,
}
# These leave the task itself as it was; an act before them can still be taken back.
BESIDE = [
    verb.value.code for verb in (Verb.TASK_MESSAGE_ADDED, Verb.TASK_ATTACHED, Verb.TASK_FOLLOWED, Verb.TASK_UNFOLLOWED)
]


def take_back(task: Task, *, by: User) -> None:
    """Put the task back as it was before one's own last act. What was typed stays readable.

    Raises:
        CustomerWasTold: it was finished together with a contact moment.
        NothingToUndo: too late, or somebody acted since.
    """
    verb, was_closed, told = _last_act(task, by), task.is_closed, task.assignee
    if verb is Verb.TASK_CLAIMED:
        undo_claim(task, by=by)
        return
    if verb is Verb.TASK_FINISHED and task.before_last_act is None:
        raise CustomerWasTold
    if verb not in UNDONE_AS or task.before_last_act is None:
        raise NothingToUndo
    put_back(task)
    record(task, UNDONE_AS[verb], by=by)
    catch_up(task, by=by)
    if verb in TOLD and told is not None:
        withdraw(task, TOLD[verb], told)
    if was_closed != task.is_closed:
        let_others_follow(task, by=by)


def _last_act(task: Task, by: User) -> Verb | None:
    """What this person did to the task within the last seconds, when nothing happened after it."""
    query = select(Event).where(Event.subject_type == "task", Event.subject_id == task.id, Event.verb.not_in(BESIDE))
    last = db.session.scalar(query.order_by(Event.id.desc()).limit(1))
    if last is not None and last.actor_id != by.id:
        raise NothingToUndo(sentence(last, reader=by))
    if last is None or utcnow() - last.at > UNDO_WITHIN:
        return None
    return BY_CODE[last.verb]
