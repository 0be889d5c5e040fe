"""Searching tickets, and keeping a search as a view."""

from flask import Response, request, url_for
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.desk.forms import SavedViewForm
from contactapp.desk.queries import own_teams
from contactapp.desk.ticket_search import ticket_search
from contactapp.interactions.finding import numbers_beginning
from contactapp.interactions.queries import ticket_by_number
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, render, wants_fragment


@blueprint.get("/tickets")
@permit(Permission.TICKET_VIEW)
def tickets() -> Response:
    typed = request.args.get("q", "").strip()
    if numbers_beginning(typed) and not wants_fragment() and (found := ticket_by_number(typed)):
        return done(to=url_for("desk.ticket", number=found.number))
    return render(
        "desk/tickets.html",
        fragment={"tickets": "desk/_tickets.html"},
        found=ticket_search(request.args, current_user),
        form=SavedViewForm(formdata=None).offer_teams(own_teams(current_user)),
    )
