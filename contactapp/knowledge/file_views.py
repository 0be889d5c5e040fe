"""Pictures and attachments of answers: kept by editors, read by who may read the answer."""

from flask import Blueprint, Response, abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.file import FileField

from contactapp.knowledge import filing, queries
from contactapp.knowledge.models import Faq, FaqFile
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.files import send_download
from contactapp.web.forms import Form
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("knowledge_files", __name__, url_prefix="/knowledge")
PAGE = "knowledge/files.html"


class FileForm(Form):
    """A picture or attachment."""

    file = FileField(_l("Bestand"), description=_l("Png, jpg of pdf, tot 10 MB."))


@blueprint.get("/<string:code>/files")
@permit(Permission.KNOWLEDGE_EDIT)
def files(code: str) -> Response:
    faq = _faq(code)
    return render(PAGE, faq=faq, files=queries.files_of(faq), form=FileForm(formdata=None))


@blueprint.post("/<string:code>/files")
@permit(Permission.KNOWLEDGE_EDIT)
def add_file(code: str) -> Response:
    faq, form = _faq(code), FileForm()
    name, content = (form.file.data.filename or "", form.file.data.read()) if form.file.data else ("", b"")
    try:
        filing.add(faq, name, content, by=current_user)
    except filing.NotAllowed as refusal:
        form.file.errors = [refusal.message]
        return invalid(PAGE, faq=faq, files=queries.files_of(faq), form=form)
    return done(to=url_for(".files", code=code), message=_("Het bestand is toegevoegd."))


@blueprint.get("/files/<string:token>")
@permit(Permission.KNOWLEDGE_VIEW)
def download(token: str) -> Response:
    file = _file(token)
    return send_download(filing.path_of(file.token), name=file.name, media_type=file.media_type)


@blueprint.post("/files/<string:token>/removal")
@permit(Permission.KNOWLEDGE_EDIT)
def remove_file(token: str) -> Response:
    file = _file(token)
    filing.remove(file, by=current_user)
    return done(to=url_for(".files", code=file.faq.code), message=_("Het bestand is weggehaald."))


def _faq(code: str) -> Faq:
    return queries.faq_for(current_user, code) or abort(404)


def _file(token: str) -> FaqFile:
    return queries.file_for(current_user, token) or abort(404)
