"""Passing a task on, always with a reason that the next one reads first (R43)."""

from contactapp.accounts.models import Team, User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks import claiming, remembering
from contactapp.tasks.models import Task
from contactapp.tasks.notifications import NotificationKind, notify
from contactapp.tasks.queries import active_teams
from contactapp.tasks.refusals import NoSender, check_open, check_reason


def hand_over(task: Task, to: Team | User, *, by: User, reason: str) -> None:
    """Pass the task to another team, where it stands in the queue, or to a colleague, who has it at once.

    Raises:
        ReasonNeeded: without a reason nothing moves.
        Absent: the colleague is away (R51).
    """
    check_open(task.is_closed)
    reason = check_reason(reason)
    remembering.remember(task)
    if isinstance(to, Team):
        _move_to_team(task, to)
    else:
        _move_to_colleague(task, to, by=by)
        notify(task, to, NotificationKind.HANDED_OVER, by=by)
    record(task, Verb.TASK_HANDED_OVER, by=by, to=to.name, reason=reason)


def take_over(task: Task, *, by: User, reason: str) -> None:
    """Have what a colleague had; they read why."""
    hand_over(task, by, by=by, reason=reason)


def return_to_sender(task: Task, *, by: User, reason: str) -> None:
    """Not for us ("Niet voor ons"): back to the team that sent it, or to its maker; counted per subject by its event.

    Raises:
        ReasonNeeded: the sender must know why.
        NoSender: it came from this very team.
    """
    check_open(task.is_closed)
    reason = check_reason(reason)
    origin, sender = task.team.name, sender_of(task)
    if sender is None:
        raise NoSender
    remembering.remember(task)
    if isinstance(sender, Team):
        _move_to_team(task, sender)
    else:
        _move_to_colleague(task, sender, by=by)
        notify(task, sender, NotificationKind.HANDED_OVER, by=by)
    record(task, Verb.TASK_RETURNED, by=by, team=origin, to=sender.name, reason=reason)


def sender_of(task: Task) -> Team | User | None:
    """Who gets it back when it is not for this team; nobody when it never came from elsewhere."""
    team = next((team for team in active_teams() if team.id == task.sent_by_team_id), None)
    if team is not None:
        return team if team.id != task.team_id else None
    maker = task.created_by
    return maker if maker is not None and maker.active and not maker.is_member_of(task.team_id) else None


def receiver(choice: str) -> Team | User | None:
    """Who was chosen in a form: "team:3" or "user:7"."""
    kind, _colon, id_ = choice.partition(":")
    return db.session.get(Team, int(id_)) if kind == "team" else db.session.get(User, int(id_))


def _move_to_team(task: Task, team: Team) -> None:
    if team.id != task.team_id:
        task.sent_by_team_id, task.team = task.team_id, team
    claiming.back_to_queue(task)


def _move_to_colleague(task: Task, colleague: User, *, by: User) -> None:
    claiming.check_present(colleague, by=by)
    claiming.give_to(task, colleague)
