"""Handing over a choice of rows, or giving them another deadline, in one act that can be undone."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from contactapp.permissions import Permission
from contactapp.tasks import forms, handing_over, planning, queries, undoing
from contactapp.tasks.blueprint import blueprint, changeable_choice, just_changed_choice
from contactapp.tasks.handing_over import receiver
from contactapp.tasks.models import Task
from contactapp.tasks.refusals import NothingToUndo
from contactapp.tasks.rows import rows
from contactapp.web.access import permit
from contactapp.web.redirects import came_from, own_address
from contactapp.web.rendering import done, invalid, render

HAND_OVER, DEADLINE = "tasks/many_hand_over.html", "tasks/many_deadline.html"


@blueprint.post("/tasks/handovers")
@permit(Permission.TASK_WORK)
def hand_over_many() -> Response:
    picked = _picked()
    form = _hand_over_form(picked)
    if "to" not in request.form:
        return _ask(HAND_OVER, form, picked)
    if not form.validate():
        return invalid(HAND_OVER, **_context(form, picked))
    to = receiver(form.to.data) or abort(404)
    for task in picked:
        handing_over.hand_over(task, to, by=current_user, reason=form.reason.data or "")
    words = ngettext("%(num)s taak overgedragen.", "%(num)s taken overgedragen.", len(picked))
    return done(to=_back(), message=words, undo=_undo(picked))


@blueprint.post("/tasks/deadlines")
@permit(Permission.TASK_WORK)
def change_deadlines() -> Response:
    picked, form = _picked(), forms.DeadlineForm()
    if "deadline" not in request.form:
        return _ask(DEADLINE, form, picked)
    if not form.validate():
        return invalid(DEADLINE, **_context(form, picked))
    for task in picked:
        planning.change_deadline(task, form.moment, by=current_user, reason=form.reason.data or "")
    words = ngettext(
        "%(num)s taak heeft een nieuwe deadline.", "%(num)s taken hebben een nieuwe deadline.", len(picked)
    )
    return done(to=_back(), message=words, undo=_undo(picked))


@blueprint.post("/tasks/undo")
@permit(Permission.TASK_WORK)
def undo_many() -> Response:
    back = 0
    for task in just_changed_choice(request.args.getlist("task")):
        with suppress(NothingToUndo):
            undoing.take_back(task, by=current_user)
            back += 1
    words = ngettext("%(num)s taak staat weer zoals hij was.", "%(num)s taken staan weer zoals ze waren.", back)
    return done(to=came_from(otherwise=url_for("tasks.queue")), message=words)


def _picked() -> list[Task]:
    return changeable_choice(request.form.getlist("task"))


def _back() -> str:
    """The list one chose from, with its filter: named by the form, else the page one came from."""
    came = came_from(otherwise=url_for("tasks.queue"))
    return own_address(request.form.get("back"), otherwise=came)


def _hand_over_form(picked: Sequence[Task]) -> forms.HandOverForm:
    """To another team, or to a colleague when all of it is of one team."""
    teams = {task.team_id for task in picked}
    team_id = teams.pop() if len(teams) == 1 else 0
    return forms.HandOverForm().offer(queries.other_teams(team_id), queries.colleagues(team_id), current_user)


def _undo(picked: Sequence[Task]) -> str:
    return url_for("tasks.undo_many", task=[task.number for task in picked])


def _ask(page: str, form: forms.DockForm, picked: Sequence[Task]) -> Response:
    """The page that asks what to do with the choice; without a choice there is nothing to ask."""
    if not picked:
        return done(to=_back(), message=_("Kies eerst een of meer taken."))
    return render(page, **_context(form, picked))


def _context(form: forms.DockForm, picked: Sequence[Task]) -> dict[str, Any]:
    return {"form": form, "tasks": rows(picked, current_user), "back": _back()}
