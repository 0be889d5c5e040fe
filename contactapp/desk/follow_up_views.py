"""One more contact moment on a ticket, and its draft while somebody types."""

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.desk.conversing import (
    changed_elsewhere,
    conversation_with,
    ended_by,
    keep_follow_up,
    running,
    saved,
)
from contactapp.desk.following_up import FollowUp
from contactapp.desk.opening import open_ticket
from contactapp.desk.ticket_page import ticket_page
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import ticket_by_number
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.idempotency import was_accepted
from contactapp.web.rendering import done, invalid, render, tell

DOCK = {"add": "desk/_ticket_dock.html"}


@blueprint.post("/tickets/<string:number>/contact-moments")
@permit(Permission.TICKET_REGISTER)
def add_contact_moment(number: str) -> Response:
    found = open_ticket(number)
    entry = FollowUp.posted(found, current_user)
    if request.form.keys() & {"_apply", "_texts"}:
        entry.refresh()
    elif entry.is_valid():
        return _added(found, entry)
    return invalid("desk/ticket.html", fragment=DOCK, shown=ticket_page(found, current_user, follow_up=entry))


def _added(found: Ticket, entry: FollowUp) -> Response:
    draft = ended_by(entry)
    entry.registration(conversation_with(found.contact)).complete(by=current_user)
    if draft is not None:
        draft.end()
    return done(to=url_for("desk.ticket", number=found.number), message=_("Vervolg is vastgelegd"))


@blueprint.post("/tickets/<string:number>/contact-moments/draft")
@permit(Permission.TICKET_REGISTER)
def save_follow_up_draft(number: str) -> Response:
    # No row in the access log: who types saw the ticket when they opened it.
    entry = FollowUp.posted(ticket_by_number(number) or abort(404), current_user)
    if was_accepted(request.form.get("draft_of", "")):
        return tell(render("desk/_draft_late.html"), "draft:saved")
    known = running()
    return changed_elsewhere(entry) or saved(entry, keep_follow_up(entry, current_user), known)
