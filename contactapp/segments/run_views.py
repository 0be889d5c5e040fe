"""Registering for everybody in a segment: the form, the progress, and taking all of it back."""

from typing import Any

from flask import Response, abort, request, url_for
from flask_login import current_user

from contactapp.contacts.export_views import asked_kind, attached
from contactapp.contacts.exporting import MOST_ROWS, taken_along
from contactapp.permissions import Permission
from contactapp.segments import running
from contactapp.segments.announcement import Announcement
from contactapp.segments.blueprint import blueprint
from contactapp.segments.forms import WithdrawalForm
from contactapp.segments.models import SegmentRun
from contactapp.segments.page import MISSED, SegmentPage
from contactapp.segments.queries import find_run, reached_contacts, recipients_page
from contactapp.segments.views import find
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

PAGE, SEGMENT = "segments/run.html", "segments/segment.html"
PROGRESS = {"run-progress": "segments/_progress.html"}


@blueprint.post("/segments/<int:segment_id>/preview")
@permit(Permission.SEGMENT_REGISTER)
def preview(segment_id: int) -> Response:
    """What another template, subject or channel changes in the form and in who gets it; nothing is stored."""
    entry = Announcement.posted(find(segment_id), current_user)
    changed = entry.refresh()
    return render("segments/_previewed.html", shown=SegmentPage(entry.segment, entry, {}), changed=changed)


@blueprint.post("/segments/<int:segment_id>/runs")
@permit(Permission.SEGMENT_REGISTER)
def begin(segment_id: int) -> Response:
    entry = Announcement.posted(find(segment_id), current_user)
    if request.form.keys() & {"_apply", "_search"}:
        entry.refresh()
        return _refused(entry)
    if not entry.is_valid():
        return _refused(entry)
    try:
        run = running.begin(entry.segment, entry.values(), seen=entry.seen, by=current_user)
    except running.BegunMeanwhile as refusal:
        entry.renew()
        return _refused(entry, status=refusal.status, refusal=refusal.message)
    return done(to=_address(run))


@blueprint.post("/segments/<int:segment_id>/export")
@permit(Permission.CONTACT_EXPORT)
def export(segment_id: int) -> Response:
    """Whom the chosen channel reaches, for the letter or the mailing itself."""
    segment, kind = find(segment_id), asked_kind()
    channel = Announcement.opened(segment, request.form, current_user).channel
    found = reached_contacts(segment, channel, size=MOST_ROWS + 1)
    return attached(taken_along(found, kind, query=segment.name, by=current_user), kind)


@blueprint.get("/segments/runs/<int:run_id>")
@permit(Permission.SEGMENT_REGISTER)
def run(run_id: int) -> Response:
    found = _run(run_id)
    missed = request.args.get("only") == MISSED
    page = recipients_page(found, left_out=missed, cursor=request.args.get("cursor"))
    return render(PAGE, fragment=PROGRESS, missed=missed, page=page, **_shown(found))


@blueprint.post("/segments/runs/<int:run_id>/steps")
@permit(Permission.SEGMENT_REGISTER)
def go_on(run_id: int) -> Response:
    found = _run(run_id, locked=True)
    running.step(found)
    # When it is over the whole page tells more: who got it, and how to take it back.
    return done(to=_address(found), fragment=PROGRESS if found.is_running else None, **_shown(found))


@blueprint.post("/segments/runs/<int:run_id>/withdrawal")
@permit(Permission.SEGMENT_REGISTER)
def withdraw(run_id: int) -> Response:
    found, form = _run(run_id, locked=True), WithdrawalForm()
    if not form.validate_on_submit():
        page = recipients_page(found, left_out=False, cursor=None)
        return invalid(PAGE, missed=False, page=page, **_shown(found, form))
    running.withdraw(found, reason=form.reason.data or "", by=current_user)
    return done(to=_address(found))


def _refused(entry: Announcement, *, status: int = 422, refusal: str = "") -> Response:
    return invalid(SEGMENT, status=status, shown=SegmentPage(entry.segment, entry, {}), refusal=refusal)


def _run(run_id: int, *, locked: bool = False) -> SegmentRun:
    return find_run(run_id, locked=locked) or abort(404)


def _address(found: SegmentRun) -> str:
    return url_for("segments.run", run_id=found.id)


def _shown(found: SegmentRun, form: WithdrawalForm | None = None) -> dict[str, Any]:
    return {"run": found, "form": form or WithdrawalForm(formdata=None)}
