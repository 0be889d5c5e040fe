"""Running conversations: the bar at the foot of every page, and the draft that survives whatever happens (R33)."""

from collections.abc import Sequence
from typing import Any

from flask import Response, abort, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.desk.blueprint import blueprint
from contactapp.desk.registering import Entry
from contactapp.interactions.codes import Channel, Direction, way_icon
from contactapp.interactions.models import Conversation
from contactapp.interactions.queries import conversation_of, running_conversations
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.idempotency import was_accepted
from contactapp.web.rendering import done, render, tell


def running() -> Sequence[Conversation]:
    """The conversations of the person who is signed in; read once per request."""
    if "running_conversations" not in g:
        g.running_conversations = running_conversations(current_user)
    found: Sequence[Conversation] = g.running_conversations
    return found


def conversation_with(contact: Contact | None) -> Conversation | None:
    """The running conversation about this contact."""
    return next((one for one in running() if contact is not None and one.contact_id == contact.id), None)


def entry_for(contact: Contact, by: User, *, place: str) -> Entry:
    """The registration form for a contact, as the conversation with them left it."""
    conversation = conversation_with(contact)
    if conversation is not None:
        g.shown_conversation = conversation.id
        return Entry.drafted(conversation, by, contact=contact, place=place)
    return Entry.opened(request.args, by, contact=contact, place=place)


def keep(entry: Entry, by: User) -> Conversation:
    """Save the form as it stands; typing without a conversation starts one."""
    conversation = entry.conversation or conversation_with(entry.contact)
    if conversation is None:
        conversation = Conversation(user=by, contact=entry.contact)
        db.session.add(conversation)
    if entry.contact is not None:
        conversation.contact = entry.contact
    conversation.keep_draft(entry.draft())
    db.session.flush()
    return conversation


def chips(conversations: Sequence[Conversation]) -> list[dict[str, Any]]:
    """The conversations as the bar shows them."""
    return [
        {
            "number": one.id,
            "name": one.contact.name if one.contact else (one.phone_number or _("Onbekende beller")),
            "state": _("Gesprek"),
            "since": one.started_at.isoformat(),
            "clock": "00:00",
            "href": url_for("desk.conversation", conversation_id=one.id),
            "icon": way_icon(one.channel, one.direction),
        }
        for one in conversations
    ]


def current_conversation() -> Conversation | None:
    """The conversation that belongs to the page on screen, else the newest one."""
    shown: int | None = g.get("shown_conversation")
    return next((one for one in running() if one.id == shown), running()[-1] if running() else None)


@blueprint.post("/conversations")
@permit(Permission.TICKET_REGISTER)
def start_conversation() -> Response:
    """With the customer whose form this is, where the same customer keeps the same conversation; else with a stranger.

    Showing a customer starts nothing, also not for a phone that calls ``/call``: the first word typed does, or this.
    """
    if request.form.get("contact"):
        kept = keep(Entry.posted(current_user), current_user)
        return tell(done(to=url_for("desk.conversation", conversation_id=kept.id)), "draft:saved")
    conversation = Conversation(
        user=current_user,
        channel=Channel.PHONE,
        direction=Direction.INCOMING,
        phone_number=request.form.get("phone", "")[:20],
    )
    db.session.add(conversation)
    db.session.flush()
    return done(to=url_for("desk.conversation", conversation_id=conversation.id))


@blueprint.get("/conversations/<int:conversation_id>")
@permit(Permission.TICKET_REGISTER)
def conversation(conversation_id: int) -> Response:
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    if found.contact is not None:
        return done(to=url_for("desk.contact", number=found.contact.number))
    g.shown_conversation = found.id
    return render("desk/new_ticket.html", entry=Entry.drafted(found, current_user))


@blueprint.post("/conversations/draft")
@permit(Permission.TICKET_REGISTER)
def save_draft() -> Response:
    if was_accepted(request.form.get("draft_of", "")):
        # The form was stored while this draft of it was on its way: it would come back as a conversation of its own.
        return tell(render("desk/_draft_late.html"), "draft:saved")
    entry = Entry.posted(current_user)
    before = len(running())
    saved = keep(entry, current_user)
    g.pop("running_conversations", None)
    g.shown_conversation = saved.id
    is_new = len(running()) != before
    return tell(render("desk/_draft_saved.html", conversation=saved, entry=entry, is_new=is_new), "draft:saved")


@blueprint.post("/conversations/<int:conversation_id>/notepad")
@permit(Permission.TICKET_REGISTER)
def save_notepad(conversation_id: int) -> Response:
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    found.notepad = request.form.get("notepad", "")
    return done(to=url_for("desk.conversation", conversation_id=found.id), fragment="desk/_notepad_saved.html")


@blueprint.post("/conversations/<int:conversation_id>/record")
@permit(Permission.TICKET_REGISTER)
def record_notepad(conversation_id: int) -> Response:
    """Turn the notepad into the note, unless something was typed there already."""
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    found.notepad = request.form.get("notepad", found.notepad)
    note = str(found.draft.get("note") or "")
    if found.notepad not in note:
        found.keep_draft({**found.draft, "note": "\n".join(part for part in (note, found.notepad) if part)})
    return done(to=url_for("desk.conversation", conversation_id=found.id))


@blueprint.post("/conversations/<int:conversation_id>/end")
@permit(Permission.TICKET_REGISTER)
def end_conversation(conversation_id: int) -> Response:
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    found.end()
    return done(
        to=url_for("desk.start"),
        message=_("Gesprek gesloten"),
        undo=url_for("desk.resume_conversation", conversation_id=found.id),
    )


@blueprint.post("/conversations/<int:conversation_id>/resume")
@permit(Permission.TICKET_REGISTER)
def resume_conversation(conversation_id: int) -> Response:
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    found.resume()
    return done(to=url_for("desk.conversation", conversation_id=found.id), message=_("Gesprek staat weer open"))


def opened_with(args: MultiDict[str, str], by: User) -> Entry:
    """The form of a new ticket: the draft of the customer's conversation when there is one."""
    entry = Entry.opened(args, by)
    current = conversation_with(entry.contact)
    if current is not None:
        entry.form.conversation.data = str(current.id)
    return entry
