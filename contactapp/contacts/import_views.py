"""Importing from the administration screen: choose, try, look, carry out."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from flask import Response, abort, request, send_file, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.exporting import separated
from contactapp.contacts.import_forms import ImportForm
from contactapp.contacts.importing import BadFile
from contactapp.contacts.importing.jobs import ImportJob, discard, find_job, latest_jobs, refused_rows
from contactapp.contacts.importing.kinds import FILES
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

LIST, PAGE = "contacts/imports.html", "contacts/import.html"
PROGRESS = {"import-progress": "contacts/_import_progress.html"}
# 250,000 contacts with every column are 27 MB, more than any other request may bring.
LARGEST_FILE = 50 * 1024 * 1024


@blueprint.url_value_preprocessor
def take_large_file(endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """The token is read from the form before the view begins, so that is too late to say how large it may be."""
    if endpoint == "contacts.upload":
        request.max_content_length = LARGEST_FILE


@blueprint.get("/admin/import")
@permit(Permission.SETTINGS_ADMIN)
def imports() -> Response:
    return render(LIST, **_listed(ImportForm(formdata=None)))


@blueprint.post("/admin/import")
@permit(Permission.SETTINGS_ADMIN)
def upload() -> Response:
    form = ImportForm()
    if not form.validate_on_submit():
        return invalid(LIST, **_listed(form))
    try:
        job = form.upload().begin(by=current_user)
    except BadFile as problem:
        form.file.errors = [str(problem)]
        return invalid(LIST, **_listed(form))
    return done(to=_address(job))


@blueprint.get("/admin/import/<int:job_id>")
@permit(Permission.SETTINGS_ADMIN)
def import_job(job_id: int) -> Response:
    return render(PAGE, fragment=PROGRESS, **_shown(_found(job_id)))


@blueprint.post("/admin/import/<int:job_id>/steps")
@permit(Permission.SETTINGS_ADMIN)
def import_step(job_id: int) -> Response:
    return _after(ImportJob.step, job_id)


@blueprint.post("/admin/import/<int:job_id>/start")
@permit(Permission.SETTINGS_ADMIN)
def carry_out_import(job_id: int) -> Response:
    return _after(ImportJob.carry_out, job_id)


@blueprint.post("/admin/import/<int:job_id>/removal")
@permit(Permission.SETTINGS_ADMIN)
def discard_import(job_id: int) -> Response:
    discard(_found(job_id, locked=True), by=current_user)
    return done(to=url_for("contacts.imports"), message=_("Het bestand is weggegooid."))


@blueprint.get("/admin/import/<int:job_id>/refused")
@permit(Permission.SETTINGS_ADMIN)
def refused_import_rows(job_id: int) -> Response:
    rows = refused_rows(_found(job_id), most=None)
    content = separated([(_("regel"), _("reden")), *((str(line), reason) for line, reason in rows)])
    name = f"geweigerd-{job_id}.csv"
    return send_file(BytesIO(content), mimetype="text/csv; charset=utf-8", as_attachment=True, download_name=name)


def _listed(form: ImportForm) -> dict[str, Any]:
    return {"form": form, "jobs": latest_jobs(), "importers": {kind: make() for kind, make in FILES.items()}}


def _after(act: Callable[..., None], job_id: int) -> Response:
    """How far it is after this; a second act on the same import waits for the first."""
    job = _found(job_id, locked=True)
    act(job, by=current_user)
    return done(to=_address(job), fragment=PROGRESS, **_shown(job))


def _found(job_id: int, *, locked: bool = False) -> ImportJob:
    return find_job(job_id, locked=locked) or abort(404)


def _address(job: ImportJob) -> str:
    return url_for("contacts.import_job", job_id=job.id)


def _shown(job: ImportJob) -> dict[str, Any]:
    return {"job": job, "refused": [] if job.is_running else refused_rows(job)}
