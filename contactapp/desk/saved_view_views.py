"""Keeping a search as a view, and keeping views in order."""

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import Team
from contactapp.db import db
from contactapp.desk.blueprint import blueprint
from contactapp.desk.forms import SavedViewForm
from contactapp.desk.models import SavedView
from contactapp.desk.queries import own_teams, saved_view, saved_views
from contactapp.desk.ticket_search import ticket_search
from contactapp.interactions.finding import TicketFilter
from contactapp.interactions.hits import counted
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

LIST = "desk/views.html"
MOST_COUNTED, COUNTED_VIEWS = 100, 10


@blueprint.get("/tickets/views")
@permit(Permission.TICKET_VIEW)
def views() -> Response:
    return render(LIST, views=saved_views(current_user), form=_form(), wrong=None)


@blueprint.get("/tickets/views/counts")
@permit(Permission.TICKET_VIEW)
def view_counts() -> Response:
    """The views above the list with how many tickets each has; asked for after the page, so that nobody waits."""
    shown = saved_views(current_user)
    asked = {view.id: TicketFilter.from_args(view.arguments) for view in shown[:COUNTED_VIEWS]}
    counts = {view_id: counted(each, most=MOST_COUNTED) for view_id, each in asked.items()}
    current = TicketFilter.from_args(request.args).as_args()
    return render("desk/_view_picks.html", views=shown, counts=counts, most=MOST_COUNTED, current=current)


@blueprint.post("/tickets/views")
@permit(Permission.TICKET_VIEW)
def save_view() -> Response:
    form = _form(posted=True)
    args: dict[str, Any] = TicketFilter.from_args(request.form).as_args()
    if not form.name.data:
        form.name.errors = [_("Geef de weergave een naam.")]
    if form.name.errors:
        return invalid("desk/tickets.html", found=ticket_search(request.form, current_user), form=form)
    db.session.add(SavedView.keep(form.name.data or "", args, team=_team(form), by=current_user))
    return done(to=url_for("desk.tickets", **args), message=_("Weergave is bewaard"))


@blueprint.post("/tickets/views/<int:view_id>")
@permit(Permission.TICKET_VIEW)
def change_view(view_id: int) -> Response:
    """Another name, or for somebody else."""
    view, form = _changeable(view_id), _form(posted=True)
    if not form.name.data:
        form.name.errors = [_("Geef de weergave een naam.")]
    if form.name.errors:
        return invalid(LIST, views=saved_views(current_user), form=form, wrong=view.id)
    view.name = form.name.data or view.name
    view.share_with(_team(form), by=current_user)
    return done(to=url_for("desk.views"), message=_("Weergave is gewijzigd"))


@blueprint.post("/tickets/views/<int:view_id>/place")
@permit(Permission.TICKET_VIEW)
def move_view(view_id: int) -> Response:
    """One place up among the views of the same owner."""
    view = _changeable(view_id)
    beside = [one for one in saved_views(current_user) if one.team_id == view.team_id]
    place = beside.index(view) if view in beside else abort(404)
    beside.insert(max(place - 1, 0), beside.pop(place))
    for position, one in enumerate(beside):
        one.position = position
    return done(to=url_for("desk.views"))


@blueprint.post("/tickets/views/<int:view_id>/removal")
@permit(Permission.TICKET_VIEW)
def remove_view(view_id: int) -> Response:
    _changeable(view_id).remove()
    undo = url_for("desk.restore_view", view_id=view_id)
    return done(to=url_for("desk.views"), message=_("Weergave is weg"), undo=undo)


@blueprint.post("/tickets/views/<int:view_id>/restoral")
@permit(Permission.TICKET_VIEW)
def restore_view(view_id: int) -> Response:
    _changeable(view_id).restore()
    return done(to=url_for("desk.views"), message=_("Weergave is terug"))


def _changeable(view_id: int) -> SavedView:
    """A view of oneself or one's team; that of a team is changed by who made it or leads the team."""
    view = saved_view(view_id, current_user) or abort(404)
    return view if view.may_be_changed_by(current_user) else abort(403)


def _form(*, posted: bool = False) -> SavedViewForm:
    form = SavedViewForm() if posted else SavedViewForm(formdata=None)
    if posted:
        form.name.validate(form)
    return form.offer_teams(own_teams(current_user))


def _team(form: SavedViewForm) -> Team | None:
    return next((one for one in own_teams(current_user) if one.code == form.for_team.data), None)
