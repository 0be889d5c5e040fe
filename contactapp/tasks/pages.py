"""What the task page shows, and how the dock answers an act."""

from typing import Any

from flask import Response, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.phones import show_phone
from contactapp.events.log import note_access
from contactapp.permissions import Permission
from contactapp.tasks import brief, calling, drafting, forms, queries
from contactapp.tasks.attaching import attachments_of
from contactapp.tasks.course import course_of, messages_of
from contactapp.tasks.dock import DockForms, home_team, role_of
from contactapp.tasks.handing_over import sender_of
from contactapp.tasks.lists import Link
from contactapp.tasks.models import Task, is_absent
from contactapp.tasks.presence import visit
from contactapp.tasks.rows import labels, urgency
from contactapp.tasks.tabs import chosen_tab, moments_of, told_before
from contactapp.tasks.terms import explained
from contactapp.tasks.walking import list_args, walk_of, way_back
from contactapp.web.rendering import done, invalid, render

PAGE, DOCK = "tasks/task.html", {"task-dock": "tasks/_dock.html"}
PARTS = DOCK | {"task-more": "tasks/_more.html"}
ACTED = {"task-dock": "tasks/_acted.html"}


def show(task: Task, *, status: int = 200, **state: Any) -> Response:
    """The task page, or its dock for htmx."""
    return render(PAGE, fragment=PARTS, status=status, **context_of(task, **state))


def refuse(task: Task, **state: Any) -> Response:
    """The page with a form that must be filled in again; typed text stays."""
    return invalid(PAGE, fragment=DOCK, **context_of(task, **state))


def acted(
    task: Task, message: str, *, can_undo: bool = False, sent: forms.DockForm | None = None, **state: Any
) -> Response:
    """After an act that leaves one on the page: the dock and the course of the task are renewed."""
    forget_draft(task, sent)
    undo = url_for("tasks.undo", number=task.number) if can_undo else None
    return done(to=address(task), fragment=ACTED, message=message, undo=undo, **context_of(task, **state))


def gone(task: Task, to: str, message: str, *, sent: forms.DockForm | None = None) -> Response:
    """After an act that takes the task off one's hands, which can be taken back."""
    forget_draft(task, sent)
    return done(to=to, message=message, undo=url_for("tasks.undo", number=task.number))


def forget_draft(task: Task, sent: forms.DockForm | None) -> None:
    """What was typed is sent."""
    if sent is not None:
        drafting.drop(task, sent.slug, by=current_user)


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
        return url_for("tasks.task", number=coming.number, list="mine") if coming else home_list(task)
    return walk.next or home_list(task)


def context_of(task: Task, **state: Any) -> dict[str, Any]:
    """Everything the templates of a task ask. ``state`` puts a filled-in form in the place of an empty one."""
    if task.contact_id:
        note_access(current_user, contact_id=task.contact_id, screen="task")
    now, tab, contact = utcnow(), chosen_tab(task, current_user), queries.contact_of(task)
    typed = messages_of(task) if tab == "messages" else []
    files = [file for message in typed for file in message.files] if tab == "messages" else attachments_of(task)
    dock_forms = DockForms(task, current_user, filled=state.get("form"))
    return {
        "task": task,
        "assignee_away": task.assignee is not None and is_absent(task.assignee),
        "state": task.status_at(now),
        "deadline": urgency(task, now),
        "labels": labels(task, now),
        "counted": explained(task),
        "readable": queries.readable_beside(task, current_user),
        "others": (state.get("visit") or visit(task, current_user)).others,
        "course": course_of(task, typed, current_user) if tab == "messages" else (),
        "files": files,
        "tab": tab,
        "here": address(task),
        "part_url": lambda part: address(task, part=part),
        "tab_url": lambda name: address(task, tab=name),
        "told": told_before(task, current_user),
        "moments": moments_of(task, current_user) if tab == "ticket" else (),
        "brief": brief.brief_of(contact, task.ticket),
        "role": role_of(task, current_user),
        "sender": sender_of(task),
        "back": _back(task),
        "walk": lambda: walk_of(task, current_user),  # only the whole page shows it
        "must_choose": calling.must_choose(task),
        "phone_words": show_phone(task.phone_number) if task.phone_number else "",
        "open_part": state.get("open_part") or next(iter(dock_forms.drafts), None),
        "cursor_in": state.get("cursor_in"),
        "question": state.get("question"),
        "lost": state.get("lost"),
        "forms": dock_forms,
    }


def _back(task: Task) -> Link:
    if not current_user.can(Permission.TASK_WORK):
        return Link(_("Mijn werkdag"), url_for("desk.start"))
    home = home_team(task, current_user)
    return way_back(current_user) or Link(task.team.name, url_for("tasks.queue", team=home.code if home else ""))


def lost_words(task: Task) -> str:
    """Anna pakte deze net op"""
    first = task.assignee.name.split()[0] if task.assignee else _("Iemand")
    return str(_("%(name)s pakte deze net op", name=first))
