"""The segments: the list, one of them with who is in it, and the form that makes one."""

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.permissions import Permission
from contactapp.segments import keeping
from contactapp.segments.announcement import Announcement
from contactapp.segments.blueprint import blueprint
from contactapp.segments.forms import SegmentForm
from contactapp.segments.models import Segment
from contactapp.segments.page import PEOPLE, SegmentPage
from contactapp.segments.queries import current_segments, find_segment, latest_runs
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

FORM = "segments/edit.html"


@blueprint.get("/segments")
@permit(Permission.SEGMENT_REGISTER)
def index() -> Response:
    segments = current_segments()
    return render("segments/index.html", segments=segments, runs=latest_runs(one.id for one in segments))


@blueprint.get("/segments/new")
@permit(Permission.SEGMENT_REGISTER)
def new() -> Response:
    return render(FORM, form=SegmentForm(formdata=None), segment=None)


@blueprint.post("/segments/new")
@permit(Permission.SEGMENT_REGISTER)
def create() -> Response:
    return _saved(None)


@blueprint.get("/segments/<int:segment_id>")
@permit(Permission.SEGMENT_REGISTER)
def segment(segment_id: int) -> Response:
    found = find(segment_id)
    entry = Announcement.opened(found, request.args, current_user)
    return render("segments/segment.html", fragment=PEOPLE, shown=SegmentPage(found, entry, request.args))


@blueprint.get("/segments/<int:segment_id>/selection")
@permit(Permission.SEGMENT_REGISTER)
def selection(segment_id: int) -> Response:
    found = find(segment_id)
    return render(FORM, form=SegmentForm.of(found).showing(found), segment=found)


@blueprint.post("/segments/<int:segment_id>/selection")
@permit(Permission.SEGMENT_REGISTER)
def change(segment_id: int) -> Response:
    return _saved(find(segment_id))


@blueprint.post("/segments/<int:segment_id>/removal")
@permit(Permission.SEGMENT_REGISTER)
def end(segment_id: int) -> Response:
    found = find(segment_id)
    keeping.end(found, by=current_user)
    undo = url_for("segments.restore", segment_id=found.id)
    return done(to=url_for("segments.index"), message=_("De selectie is weg."), undo=undo)


@blueprint.post("/segments/<int:segment_id>/return")
@permit(Permission.SEGMENT_REGISTER)
def restore(segment_id: int) -> Response:
    keeping.restore(find(segment_id), by=current_user)
    return done(to=url_for("segments.index"), message=_("De selectie is terug."))


def find(segment_id: int) -> Segment:
    return find_segment(segment_id) or abort(404)


def _saved(segment: Segment | None) -> Response:
    form = SegmentForm()
    if not form.validate_on_submit():
        return invalid(FORM, form=form, segment=segment)
    if segment is not None:
        form.check_newest(segment)
    kept = keeping.keep(segment, form.name.data or "", form.criteria(), by=current_user)
    return done(to=url_for("segments.segment", segment_id=kept.id), message=_("De selectie is bewaard."))
