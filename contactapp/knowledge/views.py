"""Searching and reading the knowledge base."""

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.knowledge import feedback, queries, using
from contactapp.knowledge.asking import Asked
from contactapp.knowledge.forms import FeedbackForm, MissingForm
from contactapp.knowledge.models import FeedbackKind
from contactapp.knowledge.pages import FaqPage, Reading
from contactapp.knowledge.results import results_for, suggested
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.identifiers import row_id
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("knowledge", __name__, url_prefix="/knowledge")


@blueprint.get("")
@permit(Permission.KNOWLEDGE_VIEW)
def index() -> Response:
    results = results_for(Asked.from_args(request.args), current_user)
    return render("knowledge/index.html", fragment={"results": "knowledge/_found.html"}, results=results)


@blueprint.get("/missing-answers")
@permit(Permission.KNOWLEDGE_VIEW)
def missing() -> Response:
    return render("knowledge/missing.html", form=MissingForm(data={"question": Asked.from_args(request.args).query}))


@blueprint.post("/missing-answers")
@permit(Permission.KNOWLEDGE_VIEW)
def report_missing() -> Response:
    form = MissingForm()
    if not form.validate():
        return invalid("knowledge/missing.html", form=form)
    feedback.report_missing(form.question.data or "", form.text.data or "", by=current_user)
    return done(to=url_for(".index"), message=_("Bedankt, de redactie kijkt ernaar."))


@blueprint.get("/<string:code>")
@permit(Permission.KNOWLEDGE_VIEW)
def faq(code: str) -> Response:
    found = queries.faq_for(current_user, code) or abort(404)
    asked = Asked.from_args(request.args)
    using.note_opened(found, by=current_user, queries=(asked.query, asked.earlier))
    shown = FaqPage.for_reader(found, current_user)
    return render("knowledge/faq.html", shown=shown, asked=asked, form=FeedbackForm())


@blueprint.get("/<string:code>/preview")
@permit(Permission.KNOWLEDGE_VIEW)
def preview(code: str) -> Response:
    """The beginning of an answer beside the list."""
    found = queries.faq_for(current_user, code) or abort(404)
    asked = Asked.from_args(request.args)
    return render("knowledge/_peek.html", shown=Reading.of(found), asked=asked)


@blueprint.get("/<string:code>/aside")
@permit(Permission.KNOWLEDGE_VIEW)
def aside(code: str) -> Response:
    """The whole answer beside a customer, so that nobody leaves the page during a call."""
    found = queries.faq_for(current_user, code) or abort(404)
    asked = Asked.from_args(request.args)
    using.note_opened(found, by=current_user, queries=(asked.query,))
    return render("knowledge/_aside.html", shown=Reading.of(found), asked=asked)


@blueprint.post("/<string:code>/feedback")
@permit(Permission.KNOWLEDGE_VIEW)
def give_feedback(code: str) -> Response:
    found = queries.faq_for(current_user, code) or abort(404)
    form = FeedbackForm()
    if not form.validate():
        shown = FaqPage.for_reader(found, current_user)
        fragment = {"feedback": "knowledge/_feedback.html"}
        return invalid("knowledge/faq.html", fragment=fragment, shown=shown, asked=Asked(), form=form)
    feedback.give_feedback(found, FeedbackKind(form.kind.data), form.text.data or "", by=current_user)
    return done(to=url_for(".faq", code=code), message=_("Bedankt, de redactie kijkt ernaar."))


@blueprint.post("/<string:code>/votes")
@permit(Permission.KNOWLEDGE_VIEW)
def give_vote(code: str) -> Response:
    """Nuttig of niet nuttig, in one key."""
    found = queries.faq_for(current_user, code) or abort(404)
    if request.form.get("helpful") not in ("0", "1"):
        abort(422)
    feedback.vote(found, helpful=request.form["helpful"] == "1", by=current_user)
    votes = queries.votes_on(found, current_user)
    return done(
        to=url_for(".faq", code=code), fragment="knowledge/_votes.html", message=_("Bedankt."), faq=found, votes=votes
    )


@blueprint.post("/<string:code>/favourite")
@permit(Permission.KNOWLEDGE_VIEW)
def favourite(code: str) -> Response:
    found = queries.faq_for(current_user, code) or abort(404)
    using.keep_at_hand(found, current_user, keep=request.form.get("keep") == "1")
    return done(to=url_for(".faq", code=code), message=_("Je favorieten zijn bijgewerkt."))


@blueprint.post("/searches")
@permit(Permission.KNOWLEDGE_VIEW)
def searches() -> Response:
    """The list sends this when its query stood for a while, so that editors learn what people look for."""
    words = using.note_searched(request.form.get("q", ""), results=row_id(request.form.get("results")) or 0)
    return render("knowledge/_earlier.html", earlier=words)


@blueprint.get("/suggestions")
@permit(Permission.KNOWLEDGE_VIEW)
def suggestions() -> Response:
    """What the FAQ picker of a form shows. ``name`` is the name of its field, which sends ``<name>_q``."""
    name = request.args.get("name", "faq")
    query = (request.args.get("q") or request.args.get(f"{name}_q", "")).strip()
    options = suggested(query, current_user)
    return render(
        "knowledge/_suggestions.html", options=options, query=query, name=name, id=request.args.get("id", name)
    )
