"""What colleagues say to each other in a task, and who listens (R47, R50)."""

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import models
from contactapp.tasks.refusals import check_open
from contactapp.web.errors import Refused

if TYPE_CHECKING:
    from contactapp.tasks.models import Task, TaskMessage


def add_message(task: "Task", text: str, *, by: User) -> "TaskMessage":
    """A line for colleagues; never for the tenant. The text stays out of the event log."""
    from contactapp.tasks import notifications

    check_open(task.is_closed)
    if not text.strip():
        raise Refused(_("Vul een bericht in."))
    message = models.TaskMessage(author=by, text=text.strip())
    task.messages.append(message)
    record(task, Verb.TASK_MESSAGE_ADDED, by=by)
    notifications.notify_of_message(task, message.text, by=by)
    return message


def follow(task: "Task", colleague: User, *, by: User) -> None:
    """Let a colleague see how the task goes."""
    from contactapp.tasks import notifications

    if task.is_followed_by(colleague):
        return
    task.followers.append(models.TaskFollower(user=colleague, user_id=colleague.id))
    record(task, Verb.TASK_FOLLOWED, by=by, name=colleague.name)
    notifications.notify(task, colleague, notifications.NotificationKind.FOLLOWING, by=by)


def unfollow(task: "Task", colleague: User, *, by: User) -> None:
    """Stop following; harmless for whoever does not."""
    for follower in list(task.followers):
        if follower.user_id == colleague.id:
            task.followers.remove(follower)
            record(task, Verb.TASK_UNFOLLOWED, by=by, name=colleague.name)
