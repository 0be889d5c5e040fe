"""Running conversations: the bar at the foot of every page, and the draft that survives whatever happens (R33)."""

from collections.abc import Sequence

from flask import Response, abort, g, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.desk.blueprint import blueprint
from contactapp.desk.entry import MomentEntry, party_of
from contactapp.desk.following_up import FollowUp
from contactapp.desk.registering import Entry
from contactapp.desk.starting import calling_number, values_of
from contactapp.events.log import note_access
from contactapp.interactions.codes import Channel, Direction
from contactapp.interactions.models import Conversation, Ticket
from contactapp.interactions.queries import conversation_of, running_conversations, ticket_by_number
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.errors import DomainError
from contactapp.web.idempotency import KEY_FIELD, was_accepted
from contactapp.web.rendering import done, now_at, render, tell


class DraftElsewhere(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Niet bewaard: dit concept is in een ander venster veranderd."))


def running() -> Sequence[Conversation]:
    """The conversations of the person who is signed in; read once per request."""
    if "running_conversations" not in g:
        g.running_conversations = running_conversations(current_user)
    found: Sequence[Conversation] = g.running_conversations
    return found


def conversation_with(contact: Contact | None) -> Conversation | None:
    """The running conversation with this contact; a follow-up on a ticket of theirs is another."""
    if contact is None:
        return None
    # What somebody says is said for the household they are in (R21).
    roles = contact.current_roles
    wanted = roles[0].party_id if roles else contact.id
    return next((one for one in running() if one.contact_id == wanted and not one.ticket_number), None)


def entry_for(contact: Contact, by: User, *, place: str) -> Entry:
    """The registration form for a contact, as the conversation with them left it."""
    conversation = conversation_with(contact)
    if conversation is not None:
        g.shown_conversation = conversation.id
        return Entry.drafted(conversation, by, contact=contact, place=place)
    return Entry.opened(request.args, by, contact=contact, place=place)


def seen(entry: Entry) -> Entry:
    """The form shows the customer who was chosen, and their people (R12)."""
    if entry.contact is not None:
        note_access(current_user, contact_id=entry.contact.id, screen="registration")
    return entry


def follow_up_for(ticket: Ticket, by: User) -> FollowUp:
    """The form for a follow-up on a ticket, as it was left."""
    mine = running() if by.can(Permission.TICKET_REGISTER) else ()
    begun = [one for one in mine if one.ticket_number == ticket.number]
    left = next((one for one in begun if str(one.id) == request.args.get("draft")), begun[0] if begun else None)
    if left is None:
        return FollowUp.opened(ticket, request.args, by)
    g.shown_conversation = left.id
    return FollowUp.drafted(ticket, left, by)


def opened_with(args: MultiDict[str, str], by: User) -> Entry:
    """The form of a new ticket; when its customer is on the line, the draft of that conversation with what is asked."""
    current = conversation_with(party_of(args.get("contact")))
    if current is None or args.get("anonymous"):
        return Entry.opened(args, by)
    g.shown_conversation = current.id
    return Entry.continued(current, by, asked=values_of(args))


def keep(entry: Entry, by: User) -> Conversation:
    """Save the form as it stands; typing without a conversation starts one."""
    conversation = talk_of(entry)
    if conversation is None:
        conversation = Conversation(user=by, draft={}, phone_number="")
        db.session.add(conversation)
    conversation.contact = entry.contact
    conversation.phone_number = conversation.phone_number or entry.calling_number
    conversation.keep_draft(entry.draft(), form=form_key())
    db.session.flush()
    return conversation


def form_key() -> str:
    """The key of the form that was sent, or of which this is a draft."""
    return request.form.get("draft_of") or request.form.get(KEY_FIELD, "")


def talk_of(entry: MomentEntry) -> Conversation | None:
    """The running conversation that a form belongs to, also when another window started it."""
    if entry.conversation is not None:
        return entry.conversation
    if isinstance(entry, FollowUp):
        return next((one for one in running() if one.ticket_number == entry.ticket.number), None)
    # A draft that was saved a moment ago: the form does not know its conversation yet.
    own = next((one for one in running() if one.is_draft_of(form_key())), None)
    return own or conversation_with(entry.contact)


def ended_by(entry: MomentEntry) -> Conversation | None:
    """The conversation that storing a form ends; one that went on in another window goes on."""
    talk = talk_of(entry)
    if talk is None or newer_draft(entry) is not None:
        return None
    return talk if talk is entry.conversation or talk.is_draft_of(form_key()) else None


def keep_follow_up(entry: FollowUp, by: User) -> Conversation:
    """Save the form for a follow-up as it stands, with its ticket."""
    conversation = talk_of(entry)
    if conversation is None:
        number = entry.ticket.number
        conversation = Conversation(user=by, contact=entry.contact, ticket_number=number, phone_number="")
        db.session.add(conversation)
    conversation.keep_draft(entry.draft(), form=form_key())
    db.session.flush()
    return conversation


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
        entry = Entry.posted(current_user)
        newer = newer_draft(entry)
        talk, event = (newer, "draft:elsewhere") if newer else (keep(entry, current_user), "draft:saved")
        return tell(done(to=url_for("desk.conversation", conversation_id=talk.id, begin=1)), event)
    conversation = Conversation(
        user=current_user,
        channel=Channel.PHONE,
        direction=Direction.INCOMING,
        phone_number=calling_number(request.form.get("caller")),
    )
    db.session.add(conversation)
    db.session.flush()
    return done(to=url_for("desk.conversation", conversation_id=conversation.id))


@blueprint.get("/conversations/<int:conversation_id>")
@permit(Permission.TICKET_REGISTER)
def conversation(conversation_id: int) -> Response:
    """Where it goes on: with its customer, its ticket, or on a page of its own while nobody knows who calls."""
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    if found.ticket_number:
        # Since two tickets became one there may be more than one draft on it.
        more = any(one.ticket_number == found.ticket_number and one.id != found.id for one in running())
        draft = found.id if more else None
        return done(to=url_for("desk.ticket", number=found.ticket_number, draft=draft, _anchor="follow-up"))
    if found.contact is not None and not request.args.get("contact"):
        # One that just began is for typing in; another is looked at first, with the single keys at hand.
        begin = request.args.get("begin")
        return done(to=url_for("desk.contact", number=found.contact.number, begin=begin))
    g.shown_conversation = found.id
    entry = Entry.continued(found, current_user, asked=values_of(request.args))
    return render("desk/new_ticket.html", entry=seen(entry))


@blueprint.post("/conversations/draft")
@permit(Permission.TICKET_REGISTER)
def save_draft() -> Response:
    if was_accepted(request.form.get("draft_of", "")):
        # The form was stored while this draft of it was on its way: it would come back as a conversation of its own.
        return tell(render("desk/_draft_late.html"), "draft:saved")
    entry, known = Entry.posted(current_user), running()
    return changed_elsewhere(entry) or saved(entry, keep(entry, current_user), known)


def changed_elsewhere(entry: MomentEntry) -> Response | None:
    """Refuse to save over a draft that another window saved meanwhile; what was typed here stays in this window."""
    newer = newer_draft(entry)
    return tell(render("desk/_draft_elsewhere.html", conversation=newer), "draft:elsewhere") if newer else None


def newer_draft(entry: MomentEntry) -> Conversation | None:
    """The conversation of a form whose draft another window saved since this form was shown."""
    talk = talk_of(entry)
    if talk is None or talk.draft_version in ("", entry.form.draft_version.data):
        return None
    return None if talk.is_draft_of(form_key()) or talk.typed == entry.draft() else talk


def saved(entry: MomentEntry, conversation: Conversation, known: Sequence[Conversation]) -> Response:
    """Say that a draft is safe. One that is new gets its place in the bar, and an address to come back to."""
    is_new = conversation not in known
    g.pop("running_conversations", None)
    g.shown_conversation, entry.conversation = conversation.id, conversation
    page = render("desk/_draft_saved.html", conversation=conversation, entry=entry, is_new=is_new)
    answer = tell(page, "draft:saved")
    if is_new and entry.moves_on:
        return now_at(answer, url_for("desk.conversation", conversation_id=conversation.id))
    return answer


@blueprint.post("/conversations/<int:conversation_id>/end")
@permit(Permission.TICKET_REGISTER)
def end_conversation(conversation_id: int) -> Response:
    """Put it away with what was typed up to now, which undoing brings back."""
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    if "note" in request.form:
        typed = _typed_in(found)
        if newer_draft(typed):
            raise DraftElsewhere
        found.keep_draft(typed.draft())
    found.end()
    return done(
        to=url_for("desk.start"),
        message=_("Gesprek gesloten"),
        undo=url_for("desk.resume_conversation", conversation_id=found.id),
    )


def _typed_in(conversation: Conversation) -> MomentEntry:
    """The form that was sent along."""
    ticket = ticket_by_number(conversation.ticket_number) if conversation.ticket_number else None
    return FollowUp.posted(ticket, current_user) if ticket else Entry.posted(current_user)


@blueprint.post("/conversations/<int:conversation_id>/resume")
@permit(Permission.TICKET_REGISTER)
def resume_conversation(conversation_id: int) -> Response:
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    found.resume()
    if found.ticket_number and (ticket := ticket_by_number(found.ticket_number)):
        found.ticket_number = ticket.number  # where it went meanwhile
    return done(to=url_for("desk.conversation", conversation_id=found.id), message=_("Gesprek staat weer open"))
