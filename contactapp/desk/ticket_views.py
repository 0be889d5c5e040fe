"""Registering a question, and the page of a ticket."""

from flask import Response, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.contacts.queries import find_by_number
from contactapp.db import db
from contactapp.desk.blueprint import blueprint
from contactapp.desk.contact_views import contact_page
from contactapp.desk.conversing import ended_by, entry_for, keep, newer_draft, opened_with, seen
from contactapp.desk.registering import DOCK, Entry
from contactapp.desk.registration import Registered
from contactapp.interactions.models import Conversation
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

FORM = {"registration": "desk/_registration.html"}


@blueprint.get("/tickets/new")
@permit(Permission.TICKET_REGISTER)
def new_ticket() -> Response:
    return render("desk/new_ticket.html", fragment=FORM, entry=seen(opened_with(request.args, current_user)))


@blueprint.post("/tickets/new")
@permit(Permission.TICKET_REGISTER)
def register() -> Response:
    entry = seen(Entry.posted(current_user))
    if request.form.keys() & {"_apply", "_search", "_texts"}:
        entry.refresh()
        return invalid("desk/new_ticket.html", fragment=FORM, entry=entry, searching=request.form.get("_search"))
    if not entry.is_valid():
        return invalid("desk/new_ticket.html", fragment=FORM, entry=entry)
    return _registered(entry, entry.registration().complete(by=current_user))


def _registered(entry: Entry, stored: Registered) -> Response:
    """Close the conversation or go on with the next question (R33)."""
    message = _("%(number)s is vastgelegd", number=stored.ticket.number)
    if "_again" in request.form:
        return done(to=url_for("desk.conversation", conversation_id=_going_on(entry).id, begin=1), message=message)
    if (talk := ended_by(entry)) is not None:
        talk.end()
    db.session.flush()
    g.pop("running_conversations", None)
    if entry.contact is None or not entry.in_dock:
        return done(to=url_for("desk.ticket", number=stored.ticket.number), message=message)
    # On the page of a person too: what they ask is of their household, what stands beside the form is theirs.
    on_screen = find_by_number(entry.form.contact.data or "") or entry.contact
    fresh = entry_for(on_screen, current_user, place=DOCK)
    page = contact_page(on_screen, current_user, entry=fresh)
    return done(
        to=url_for("desk.contact", number=on_screen.number),
        fragment={"registration": "desk/_registered.html"},
        message=message,
        entry=fresh,
        shown=page.timeline,
        arrived=stored.ticket.number,
    )


def _going_on(entry: Entry) -> Conversation:
    """The conversation for the next question; what another window typed in it since is left alone."""
    other = newer_draft(entry)
    if other is not None:
        return other
    talk = keep(entry, current_user)
    talk.next_question()
    return talk


@blueprint.post("/tickets/new/choices")
@permit(Permission.TICKET_REGISTER)
def refresh_registration() -> Response:
    """What another template, subject or customer changes in the form; nothing is stored."""
    entry = seen(Entry.posted(current_user))
    if "_kind" in request.form:
        entry.take_for_repair()
    return render("desk/_refreshed.html", changed=entry.refresh(), entry=entry)
