"""Taking the result of a search along as a file."""

from io import BytesIO

from flask import Response, abort, request, send_file
from flask_login import current_user

from contactapp.clock import local_today
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.exporting import FileKind, export
from contactapp.contacts.searching import ContactFilter
from contactapp.permissions import Permission
from contactapp.web.access import can, permit


@blueprint.post("/contacts/exports")
@permit(Permission.CONTACT_EXPORT)
def export_found() -> Response:
    kind, chosen = asked_kind(), ContactFilter.from_args(request.form)
    return attached(export(chosen, kind, personal=can(Permission.CONTACT_PERSONAL), by=current_user), kind)


def asked_kind() -> FileKind:
    """The kind of file on the button that was pressed."""
    name = request.form.get("format", "")
    return FileKind(name) if name in set(FileKind) else abort(422)


def attached(content: bytes, kind: FileKind) -> Response:
    """The file, to be kept."""
    name = f"contacten-{local_today():%Y-%m-%d}.{kind}"
    return send_file(BytesIO(content), mimetype=kind.media_type, as_attachment=True, download_name=name, max_age=0)
