"""Following a ticket."""

from collections.abc import Sequence

from flask import Response, abort, request, url_for
from flask_babel import ngettext
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.interactions.following import follow, unfollow
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import tickets_numbered
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done

MOST = 100


@blueprint.post("/tickets/followers")
@permit(Permission.TICKET_VIEW)
def follow_tickets() -> Response:
    chosen = _chosen()
    new = [ticket for ticket in chosen if follow(ticket, current_user, by=current_user)]
    message = ngettext("Je volgt %(num)s ticket", "Je volgt %(num)s tickets", len(chosen))
    undo = url_for("desk.unfollow_tickets", number=[ticket.number for ticket in new]) if new else None
    return done(to=_address(chosen), message=message, undo=undo)


@blueprint.post("/tickets/followers/removal")
@permit(Permission.TICKET_VIEW)
def unfollow_tickets() -> Response:
    chosen = _chosen()
    old = [ticket for ticket in chosen if unfollow(ticket, current_user, by=current_user)]
    message = ngettext("Je volgt %(num)s ticket niet meer", "Je volgt %(num)s tickets niet meer", len(chosen))
    undo = url_for("desk.follow_tickets", number=[ticket.number for ticket in old]) if old else None
    return done(to=_address(chosen), message=message, undo=undo)


def _chosen() -> Sequence[Ticket]:
    found = tickets_numbered(request.values.getlist("number")[:MOST]) or abort(404)
    return [ticket.merged_into or ticket for ticket in found]


def _address(chosen: Sequence[Ticket]) -> str:
    return url_for("desk.ticket", number=chosen[0].number) if len(chosen) == 1 else url_for("desk.tickets")
