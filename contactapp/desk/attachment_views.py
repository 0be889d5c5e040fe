"""Files with a contact moment: added after it was recorded, given back only as a download."""

from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.desk.attaching import attach as keep
from contactapp.desk.blueprint import blueprint
from contactapp.desk.forms import AttachmentForm
from contactapp.desk.opening import open_moment
from contactapp.events.log import note_access
from contactapp.interactions.queries import attachment_by_id
from contactapp.interactions.uploads import Upload, path_of, uploads
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.files import send_download
from contactapp.web.rendering import done, invalid, render

PAGE = "desk/attachment.html"
NO_FILE = Upload("", b"")


@blueprint.get("/contact-moments/<int:moment_id>/attachments")
@permit(Permission.TICKET_REGISTER)
def attachment(moment_id: int) -> Response:
    return render(PAGE, moment=open_moment(moment_id, screen="attachment"), form=AttachmentForm(formdata=None))


@blueprint.post("/contact-moments/<int:moment_id>/attachments")
@permit(Permission.TICKET_REGISTER)
def attach(moment_id: int) -> Response:
    moment, form = open_moment(moment_id, screen="attachment"), AttachmentForm()
    files = uploads([form.file.data]) or [NO_FILE]
    if files[0].complaint:
        form.file.errors = [files[0].complaint]
        return invalid(PAGE, moment=moment, form=form)
    keep(moment, files, by=current_user)
    return done(to=url_for("desk.ticket", number=moment.ticket.number), message=_("Bijlage is toegevoegd"))


@blueprint.get("/attachments/<int:attachment_id>")
@permit(Permission.TICKET_VIEW)
def download(attachment_id: int) -> Response:
    found = attachment_by_id(attachment_id) or abort(404)
    if found.contact_moment.contact_id:
        note_access(current_user, contact_id=found.contact_moment.contact_id, screen="attachment")
    return send_download(path_of(found.digest), name=found.name, media_type=found.media_type)
