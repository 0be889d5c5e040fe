"""Taking the knowledge base along and bringing it back from the screen: choose, try, look, carry out."""

from tempfile import TemporaryFile
from typing import Any

from flask import Blueprint, Response, abort, send_file, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from flask_wtf.file import FileField
from wtforms import ValidationError

from contactapp.clock import local_today
from contactapp.knowledge.transfer import exporting, jobs
from contactapp.knowledge.transfer.jobs import KnowledgeImport
from contactapp.knowledge.transfer.reading import BadImport
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.forms import Form
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("knowledge_transfer", __name__, url_prefix="/knowledge/desk/transfer")
LIST, PAGE = "knowledge/desk_transfer.html", "knowledge/transfer.html"
PROGRESS = {"import-progress": "knowledge/_transfer_progress.html"}


class TransferForm(Form):
    """A knowledge base to bring in."""

    file = FileField(_l("Bestand"), description=_l("ZIP, JSON-regels of CSV, tot 25 MB."))

    def validate_file(self, field: FileField) -> None:
        if not getattr(field.data, "filename", ""):
            raise ValidationError(_("Kies een bestand."))


@blueprint.get("")
@permit(Permission.KNOWLEDGE_EDIT)
def imports() -> Response:
    return render(LIST, form=TransferForm(formdata=None), jobs=jobs.latest_jobs())


@blueprint.post("")
@permit(Permission.KNOWLEDGE_EDIT)
def upload() -> Response:
    form = TransferForm()
    if not form.validate():
        return invalid(LIST, form=form, jobs=jobs.latest_jobs())
    try:
        job = jobs.begin(form.file.data.filename, form.file.data.read(), by=current_user)
    except BadImport as problem:
        form.file.errors = [str(problem)]
        return invalid(LIST, form=form, jobs=jobs.latest_jobs())
    return done(to=_address(job))


@blueprint.get("/export/<string:kind>")
@permit(Permission.KNOWLEDGE_EDIT)
def export(kind: str) -> Response:
    """The whole knowledge base to take away; an import reads it back."""
    media_type, write = exporting.FORMATS.get(kind) or abort(404)
    # Pictures and attachments may be more than fits in memory.
    file = TemporaryFile()  # noqa: SIM115 - closed when it is sent
    write(file)
    file.seek(0)
    return send_file(file, media_type, as_attachment=True, download_name=f"kennisbank-{local_today()}.{kind}")


@blueprint.get("/<int:job_id>")
@permit(Permission.KNOWLEDGE_EDIT)
def job(job_id: int) -> Response:
    return render(PAGE, fragment=PROGRESS, **_shown(_found(job_id)))


@blueprint.post("/<int:job_id>/steps")
@permit(Permission.KNOWLEDGE_EDIT)
def step(job_id: int) -> Response:
    found = _found(job_id, locked=True)
    found.step(by=found.created_by)
    return done(to=_address(found), fragment=PROGRESS, **_shown(found))


@blueprint.post("/<int:job_id>/start")
@permit(Permission.KNOWLEDGE_EDIT)
def carry_out(job_id: int) -> Response:
    found = _found(job_id, locked=True)
    found.carry_out(by=current_user)
    return done(to=_address(found), fragment=PROGRESS, **_shown(found))


@blueprint.post("/<int:job_id>/removal")
@permit(Permission.KNOWLEDGE_EDIT)
def discard(job_id: int) -> Response:
    _found(job_id, locked=True).discard(by=current_user)
    return done(to=url_for(".imports"), message=_("Het bestand is weggegooid."))


def _found(job_id: int, *, locked: bool = False) -> KnowledgeImport:
    return jobs.find_job(job_id, locked=locked) or abort(404)


def _address(found: KnowledgeImport) -> str:
    return url_for(".job", job_id=found.id)


def _shown(found: KnowledgeImport) -> dict[str, Any]:
    return {"job": found, "refused": [] if found.is_running else found.problems[: jobs.MOST_SHOWN]}
