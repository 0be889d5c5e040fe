"""What colleagues say to each other in a task, and who listens (R47, R50)."""

from collections.abc import Sequence

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import add_once, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.uploads import Upload
from contactapp.tasks.attaching import attach
from contactapp.tasks.models import Task, TaskFollower, TaskMessage
from contactapp.tasks.notifications import NotificationKind, notify, notify_of_message
from contactapp.tasks.refusals import check_open
from contactapp.web.errors import Refused


def add_message(task: Task, text: str, *, by: User, files: Sequence[Upload] = ()) -> TaskMessage:
    """A line for colleagues, with files or made of them; never for the tenant. The text stays out of the event log."""
    check_open(task.is_closed)
    if not text.strip() and not files:
        raise Refused(_("Vul een bericht in."))
    message = TaskMessage(task=task, author=by, text=text.strip())
    db.session.add(message)
    db.session.flush()
    attach(message, files, by=by)
    record(task, Verb.TASK_MESSAGE_ADDED, by=by)
    notify_of_message(task, message.text, by=by)
    return message


def follow(task: Task, colleague: User, *, by: User) -> None:
    """Let a colleague see how the task goes."""
    if task.is_followed_by(colleague):
        return
    if not add_once(TaskFollower(task_id=task.id, user_id=colleague.id)):
        return
    db.session.expire(task, ["followers"])
    record(task, Verb.TASK_FOLLOWED, by=by, name=colleague.name)
    notify(task, colleague, NotificationKind.FOLLOWING, by=by)


def unfollow(task: Task, colleague: User, *, by: User) -> None:
    """Stop following; harmless for whoever does not."""
    for follower in list(task.followers):
        if follower.user_id == colleague.id:
            task.followers.remove(follower)
            record(task, Verb.TASK_UNFOLLOWED, by=by, name=colleague.name)
