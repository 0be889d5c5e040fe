"""The notepad of a running conversation: kept while somebody types, and turned into the note."""

from flask import Response, abort, request, url_for
from flask_login import current_user

from contactapp.desk.blueprint import blueprint
from contactapp.interactions.queries import conversation_of
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, tell


@blueprint.post("/conversations/<int:conversation_id>/notepad")
@permit(Permission.TICKET_REGISTER)
def save_notepad(conversation_id: int) -> Response:
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    found.notepad = request.form.get("notepad", "")
    to = url_for("desk.conversation", conversation_id=found.id)
    return tell(done(to=to, fragment="desk/_notepad_saved.html"), "draft:saved")


@blueprint.post("/conversations/<int:conversation_id>/record")
@permit(Permission.TICKET_REGISTER)
def record_notepad(conversation_id: int) -> Response:
    """Turn the notepad into the note, unless something was typed there already."""
    found = conversation_of(current_user.id, conversation_id) or abort(404)
    found.notepad = request.form.get("notepad", found.notepad)
    note = str(found.draft.get("note") or "")
    if found.notepad not in note:
        found.keep_draft({**found.typed, "note": "\n".join(part for part in (note, found.notepad) if part)})
    return done(to=url_for("desk.conversation", conversation_id=found.id))
