"""Searching tickets, and keeping a search as a view."""

from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.db import db
from contactapp.desk.blueprint import blueprint
from contactapp.desk.forms import SavedViewForm
from contactapp.desk.models import SavedView
from contactapp.desk.queries import own_teams, saved_view
from contactapp.desk.search_views import TICKET
from contactapp.desk.ticket_search import ticket_search
from contactapp.interactions.finding import TicketFilter
from contactapp.interactions.queries import ticket_by_number
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render, wants_fragment


@blueprint.get("/tickets")
@permit(Permission.TICKET_VIEW)
def tickets() -> Response:
    number = request.args.get("q", "").strip().upper()
    if TICKET.fullmatch(number) and not wants_fragment():
        found = ticket_by_number(number)
        if found is not None:
            return done(to=url_for("desk.ticket", number=found.number))
    return render(
        "desk/tickets.html",
        fragment={"tickets": "desk/_tickets.html"},
        found=ticket_search(current_user),
        form=SavedViewForm(formdata=None).offer_teams(own_teams(current_user)),
    )


@blueprint.post("/tickets/views")
@permit(Permission.TICKET_VIEW)
def save_view() -> Response:
    mine = own_teams(current_user)
    form = SavedViewForm().offer_teams(mine)
    chosen = TicketFilter.from_args(request.form)
    if not form.name.data:
        form.name.errors = [_("Geef de weergave een naam.")]
        return invalid("desk/tickets.html", found=ticket_search(current_user), form=form)
    team = next((one for one in mine if one.code == form.for_team.data), None)
    owner = {"team_id": team.id} if team else {"user_id": current_user.id}
    db.session.add(SavedView(name=form.name.data, arguments=chosen.as_args(), **owner))
    args: dict[str, Any] = chosen.as_args()
    return done(to=url_for("desk.tickets", **args), message=_("Weergave is bewaard"))


@blueprint.post("/tickets/views/<int:view_id>/removal")
@permit(Permission.TICKET_VIEW)
def remove_view(view_id: int) -> Response:
    db.session.delete(saved_view(view_id, current_user) or abort(404))
    return done(to=url_for("desk.tickets"), message=_("Weergave is weg"))
