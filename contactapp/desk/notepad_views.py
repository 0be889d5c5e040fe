"""The notepad of a running conversation: kept while somebody types, and turned into the note."""

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.interactions.models import Conversation
from contactapp.interactions.queries import conversation_of
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.errors import DomainError
from contactapp.web.rendering import done, render, tell


class NotepadElsewhere(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Niet bewaard: dit kladblok is in een ander venster veranderd."))


@blueprint.post("/conversations/<int:conversation_id>/notepad")
@permit(Permission.TICKET_REGISTER)
def save_notepad(conversation_id: int) -> Response:
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    if not _is_kept(found):
        return tell(render("desk/_notepad_elsewhere.html"), "draft:elsewhere")
    to = url_for("desk.conversation", conversation_id=found.id)
    return tell(done(to=to, fragment="desk/_notepad_saved.html", conversation=found), "draft:saved")


@blueprint.post("/conversations/<int:conversation_id>/record")
@permit(Permission.TICKET_REGISTER)
def record_notepad(conversation_id: int) -> Response:
    """Turn the notepad into the note, unless something was typed there already."""
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    if not _is_kept(found):
        raise NotepadElsewhere
    note = str(found.draft.get("note") or "")
    if found.notepad not in note:
        found.keep_draft({**found.typed, "note": "\n".join(part for part in (note, found.notepad) if part)})
    return done(to=url_for("desk.conversation", conversation_id=found.id))


def _is_kept(found: Conversation) -> bool:
    typed = request.form.get("notepad", found.notepad)
    return found.keep_notepad(typed, seen=request.form.get("notepad_version", ""))
