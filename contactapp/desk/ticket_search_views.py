"""Searching tickets, and keeping a search as a view."""

from dataclasses import dataclass
from typing import Any

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.desk.blueprint import blueprint
from contactapp.desk.forms import SavedViewForm
from contactapp.desk.models import SavedView
from contactapp.desk.queries import own_teams, saved_view, saved_views, teams
from contactapp.desk.search_views import TICKET
from contactapp.interactions.codes import CHANNEL_LABELS, TicketStatus
from contactapp.interactions.finding import TicketFilter
from contactapp.interactions.hits import FoundTickets, found_tickets
from contactapp.interactions.queries import ticket_by_number
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render, wants_fragment


@dataclass(frozen=True)
class TicketSearch:
    """The page: what was asked, what was found, what was kept."""

    filter: TicketFilter
    page: FoundTickets
    views: list[SavedView]
    reader: User

    @property
    def statuses(self) -> list[tuple[str, str]]:
        return [("", _("Alle")), (TicketStatus.OPEN, _("Met open taak")), (TicketStatus.SETTLED, _("Afgehandeld"))]

    @property
    def channels(self) -> list[tuple[str, str]]:
        return [("", _("Alle kanalen")), *((code.value, str(text)) for code, text in CHANNEL_LABELS.items())]

    @property
    def teams(self) -> list[tuple[str, str]]:
        return [("", _("Alle teams")), *((team.code, team.name) for team in teams())]

    def address(self, cursor: str | None) -> str | None:
        """The next or previous page of the same search."""
        args: dict[str, Any] = self.filter.as_args()
        return url_for("desk.tickets", cursor=cursor or None, **args) if cursor is not None else None


def ticket_search(user: User) -> TicketSearch:
    """Search with what stands in the address."""
    chosen = TicketFilter.from_args(request.args)
    page = found_tickets(chosen, request.args.get("cursor"))
    return TicketSearch(chosen, page, list(saved_views(user)), user)


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
