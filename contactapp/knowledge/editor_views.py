"""Writing the knowledge base: concepts, publication, versions."""

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.knowledge import approving, editing, queries
from contactapp.knowledge.answers import to_preview
from contactapp.knowledge.comparing import Versions
from contactapp.knowledge.contents import Content, content_of
from contactapp.knowledge.forms import FaqForm, ReturnForm
from contactapp.knowledge.models import Faq
from contactapp.knowledge.writing import Writing
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.identifiers import row_id
from contactapp.web.redirects import came_from
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("knowledge_editing", __name__, url_prefix="/knowledge")
PAGE, VERSIONS = "knowledge/edit.html", "knowledge/versions.html"


@blueprint.get("/new")
@permit(Permission.KNOWLEDGE_EDIT)
def new_faq() -> Response:
    form = FaqForm.of({"title": request.args.get("q", ""), "owner_id": current_user.id}, version=0)
    return render(PAGE, writing=Writing(form, None))


@blueprint.post("/new")
@permit(Permission.KNOWLEDGE_EDIT)
def create_faq() -> Response:
    form = FaqForm()
    if not form.validate():
        return invalid(PAGE, writing=Writing(form, None))
    faq = editing.create(form.content(), by=current_user)
    published = "publish" in request.form and editing.publish_or_submit(
        faq, form.content(), by=current_user, based_on=faq.version
    )
    return _saved(faq, published=published)


@blueprint.get("/<string:code>/edit")
@permit(Permission.KNOWLEDGE_EDIT)
def edit_faq(code: str) -> Response:
    faq = _faq(code)
    return render(PAGE, writing=Writing(FaqForm.of(_newest(faq), version=faq.version), faq))


@blueprint.post("/<string:code>/versions")
@permit(Permission.KNOWLEDGE_EDIT)
def save_version(code: str) -> Response:
    faq = _faq(code)
    form = FaqForm(kept=_newest(faq))
    if not form.validate():
        return invalid(PAGE, writing=Writing(form, faq))
    save = editing.publish_or_submit if "publish" in request.form else editing.save_concept
    published = save(faq, form.content(), by=current_user, based_on=form.based_on.data or 0)
    return _saved(faq, published=bool(published))


@blueprint.post("/<string:code>/versions/<int:number>/approval")
@permit(Permission.KNOWLEDGE_EDIT)
def approve_version(code: str, number: int) -> Response:
    faq = _faq(code)
    editing.approve(faq, queries.version_of(faq, number) or abort(404), by=current_user)
    return done(to=_page(faq), message=_("Het antwoord is gepubliceerd."))


@blueprint.post("/preview")
@permit(Permission.KNOWLEDGE_EDIT)
def preview() -> Response:
    """How an answer or a news item will look."""
    return render(
        "knowledge/_preview.html", preview=to_preview(request.form.get("answer") or request.form.get("text", ""))
    )


@blueprint.post("/word-suggestions")
@permit(Permission.KNOWLEDGE_EDIT)
def word_suggestions() -> Response:
    """Words to add to what is being written; a POST because of its length, nothing is kept."""
    faq = queries.faq_for(current_user, request.args.get("faq", ""))
    return render("knowledge/_suggested.html", writing=Writing(FaqForm(), faq))


@blueprint.post("/<string:code>/versions/<int:number>/return")
@permit(Permission.KNOWLEDGE_EDIT)
def return_version(code: str, number: int) -> Response:
    faq, form = _faq(code), ReturnForm()
    version = queries.version_of(faq, number) or abort(404)
    if not form.validate():
        return invalid(VERSIONS, shown=Versions.of(faq), form=form)
    approving.send_back(version, form.reason.data or "", by=current_user)
    return done(to=url_for("knowledge_desk.concepts"), message=_("De tekst is terug bij de schrijver."))


@blueprint.get("/<string:code>/versions")
@permit(Permission.KNOWLEDGE_EDIT)
def versions(code: str) -> Response:
    faq = _faq(code)
    shown = Versions.of(faq, new=row_id(request.args.get("new")), old=row_id(request.args.get("old"))) or abort(404)
    return render(VERSIONS, shown=shown, form=ReturnForm(formdata=None))


@blueprint.post("/<string:code>/versions/<int:number>/restoration")
@permit(Permission.KNOWLEDGE_EDIT)
def restore_version(code: str, number: int) -> Response:
    faq = _faq(code)
    published = editing.restore(faq, queries.version_of(faq, number) or abort(404), by=current_user)
    restored = _("Versie %(number)s is weer gepubliceerd.", number=number)
    return done(to=_page(faq), message=restored if published else _("Er is akkoord gevraagd."))


@blueprint.post("/<string:code>/checks")
@permit(Permission.KNOWLEDGE_EDIT)
def confirm_faq(code: str) -> Response:
    """Klopt nog: the next check is in a year."""
    editing.confirm(_faq(code), by=current_user)
    return done(
        to=came_from(otherwise=url_for("knowledge_desk.reviews")), message=_("Gecontroleerd, tot over een jaar.")
    )


@blueprint.post("/<string:code>/archiving")
@permit(Permission.KNOWLEDGE_EDIT)
def archive_faq(code: str) -> Response:
    faq = _faq(code)
    editing.archive(faq, by=current_user)
    undo = url_for(".unarchive_faq", code=code)
    return done(to=_page(faq), message=_("Het antwoord is gearchiveerd."), undo=undo)


@blueprint.post("/<string:code>/unarchiving")
@permit(Permission.KNOWLEDGE_EDIT)
def unarchive_faq(code: str) -> Response:
    faq = _faq(code)
    editing.unarchive(faq, by=current_user)
    return done(to=_page(faq), message=_("Het antwoord is uit het archief."))


def _faq(code: str) -> Faq:
    return queries.faq_for(current_user, code) or abort(404)


def _page(faq: Faq) -> str:
    return url_for("knowledge.faq", code=faq.code)


def _saved(faq: Faq, *, published: bool) -> Response:
    if published:
        message = _("Het antwoord is gepubliceerd.")
    else:
        message = _("Er is akkoord gevraagd.") if "publish" in request.form else _("Het concept is bewaard.")
    return done(to=_page(faq), message=message)


def _newest(faq: Faq) -> Content:
    """What an editor goes on with: the waiting concept, else what the FAQ says."""
    concept = queries.concept_of(faq)
    return concept.content if concept else content_of(faq)
