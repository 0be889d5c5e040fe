"""What the task page shows, and how the dock answers an act."""

from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.phones import show_phone
from contactapp.contacts.queries import contacts_with_everything
from contactapp.events.log import note_access
from contactapp.interactions.codes import WAY_LABELS, way_code
from contactapp.tasks import brief, forms, queries
from contactapp.tasks.course import course_of
from contactapp.tasks.finish_form import FinishForm
from contactapp.tasks.handing_over import sender_of
from contactapp.tasks.lists import Link
from contactapp.tasks.models import Task, is_absent
from contactapp.tasks.presence import others_at
from contactapp.tasks.rows import labels, urgency
from contactapp.tasks.terms import explained
from contactapp.tasks.walking import list_args, walk_of, way_back
from contactapp.web.rendering import done, invalid, render

PAGE, DOCK = "tasks/task.html", {"task-dock": "tasks/_dock.html"}
ACTED = {"task-dock": "tasks/_acted.html"}


def show(task: Task, *, status: int = 200, **state: Any) -> Response:
    """The task page, or its dock for htmx."""
    return render(PAGE, fragment=DOCK, status=status, **context_of(task, **state))


def refuse(task: Task, **state: Any) -> Response:
    """The page with a form that must be filled in again; typed text stays."""
    return invalid(PAGE, fragment=DOCK, **context_of(task, **state))


def acted(task: Task, message: str, *, can_undo: bool = False) -> Response:
    """After an act that leaves one on the page: the dock and the course of the task are renewed."""
    undo = url_for("tasks.undo", number=task.number) if can_undo else None
    return done(to=address(task), fragment=ACTED, message=message, undo=undo, **context_of(task))


def gone(task: Task, to: str, message: str) -> Response:
    """After an act that takes the task off one's hands, which can be taken back."""
    return done(to=to, message=message, undo=url_for("tasks.undo", number=task.number))


def address(task: Task, **more: str) -> str:
    """The page of a task, with the list one came from."""
    return url_for("tasks.task", number=task.number, **list_args(), **more)  # type: ignore[arg-type]


def home_list(task: Task) -> str:
    """Where one goes when the task is off one's hands: the list one came from, else that of its team or one's own."""
    return _back(task).href


def after_finishing(task: Task, reader: User, *, go_on: bool) -> str:
    """The next page after "Afronden": the next task of the list one came from, else one's own; or the finished task."""
    if not go_on:
        return address(task)
    walk = walk_of(task, reader)
    if walk is None:
        coming = next((other for other in queries.mine(reader) if other.id != task.id), None)
        return url_for("tasks.task", number=coming.number) if coming else home_list(task)
    return walk.next or home_list(task)


def context_of(task: Task, **state: Any) -> dict[str, Any]:
    """Everything the templates of a task ask. ``state`` puts a filled-in form in the place of an empty one."""
    if task.contact_id:
        note_access(current_user, contact_id=task.contact_id, screen="task")
    now, contact = utcnow(), contacts_with_everything([task.contact_id] if task.contact_id else [])
    return {
        "task": task,
        "assignee_away": task.assignee is not None and is_absent(task.assignee),
        "state": task.status_at(now),
        "deadline": urgency(task, now),
        "labels": labels(task, now),
        "counted": explained(task),
        "others": others_at(task, current_user),
        "course": course_of(task, current_user),
        "brief": brief.brief_of(contact.get(task.contact_id or 0), task.ticket),
        "role": role_of(task),
        "sender": sender_of(task),
        "back": _back(task),
        "around": walk_of(task, current_user),
        "phone_words": show_phone(task.phone_number) if task.phone_number else "",
        "open_part": state.get("open_part"),
        "question": state.get("question"),
        "lost": state.get("lost"),
        "forms": _forms(task, state.get("form")),
    }


def role_of(task: Task) -> str:
    """Which dock the reader gets: closed, reader (may only look), open (nobody has it), mine or theirs."""
    if task.is_closed:
        return "closed"
    if not task.may_be_worked_by(current_user):
        return "reader"
    if task.is_unclaimed:
        return "open"
    return "mine" if task.assignee_id == current_user.id or _stands_in(task) else "theirs"


def _stands_in(task: Task) -> bool:
    return task.assignee is not None and not current_user.is_member_of(task.team_id)


def _forms(task: Task, filled: forms.DockForm | None) -> dict[str, forms.DockForm]:
    """All forms of the dock as they start, and the one that was sent as it was sent."""
    colleagues, teams = queries.colleagues(task.team_id), queries.other_teams(task.team_id)
    made: dict[str, forms.DockForm] = {
        "handling": forms.HandlingForm(formdata=None).offer(task, colleagues, current_user).prefill(task),
        "message": forms.MessageForm(formdata=None),
        "hand_over": forms.HandOverForm(formdata=None).offer(teams, colleagues, current_user),
        "wait": forms.WaitForm(formdata=None).prefill(),
        "plan": forms.PlanForm(formdata=None).offer(task, queries.task_types()).prefill(task),
        "finish": FinishForm.of(task, formdata=None).offer(ways(), people_of(task)).prefill(task),
        "follower": forms.FollowerForm(formdata=None).offer(task, queries.everybody()),
        "cancel": forms.CancelForm(formdata=None),
        "reopen": forms.ReopenForm(formdata=None),
        "take_over": forms.TakeOverForm(formdata=None),
    }
    return made | ({filled.slug.replace("-", "_"): filled} if filled is not None else {})


def ways() -> list[tuple[str, str]]:
    """Channel and direction as one choice."""
    return [(way_code(*way), str(words)) for way, words in WAY_LABELS.items()]


def people_of(task: Task) -> list[tuple[str, str]]:
    """Whom one may have spoken with about a task, to choose from."""
    return brief.spoken_with(task.contact)


def _back(task: Task) -> Link:
    return way_back(current_user) or Link(task.team.name, url_for("tasks.queue", team=_home_team(task)))


def _home_team(task: Task) -> str:
    """The list one goes back to: of the task's team when one is in it, else one's first team."""
    teams = queries.my_teams(current_user)
    return next((team.code for team in teams if team.id == task.team_id), teams[0].code if teams else "")


def lost_words(task: Task) -> str:
    """Anna pakte deze net op"""
    first = task.assignee.name.split()[0] if task.assignee else _("Iemand")
    return str(_("%(name)s pakte deze net op", name=first))
