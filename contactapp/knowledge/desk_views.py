"""The editors' desk: what needs a look, what tenants ask in vain, and the glossary."""

from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.clock import local_today, utcnow
from contactapp.knowledge import approving, desk_queries, editing, glossary, queries, using
from contactapp.knowledge.asking import one_of
from contactapp.knowledge.desk_queries import UseOrder
from contactapp.knowledge.forms import TermForm
from contactapp.knowledge.linking import broken_links
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("knowledge_desk", __name__, url_prefix="/knowledge/desk")
GLOSSARY = "knowledge/desk_glossary.html"
_QUARTER = timedelta(days=91)


@blueprint.get("")
@permit(Permission.KNOWLEDGE_EDIT)
def concepts() -> Response:
    waiting, returned = desk_queries.waiting_for_approval(), desk_queries.returned_to(current_user)
    return render("knowledge/desk_concepts.html", faqs=desk_queries.concepts(), waiting=waiting, returned=returned)


@blueprint.get("/archive")
@permit(Permission.KNOWLEDGE_EDIT)
def archive() -> Response:
    return render("knowledge/desk_archive.html", page=desk_queries.archived(request.args.get("cursor")))


@blueprint.get("/approval")
@permit(Permission.SETTINGS_ADMIN)
def approval() -> Response:
    return render("knowledge/desk_approval.html", needed=approving.is_needed())


@blueprint.post("/approval")
@permit(Permission.SETTINGS_ADMIN)
def require_approval() -> Response:
    approving.require(needed=request.form.get("needed") == "1", by=current_user)
    return done(to=url_for(".approval"), message=_("De instelling is bewaard."))


@blueprint.get("/reviews")
@permit(Permission.KNOWLEDGE_EDIT)
def reviews() -> Response:
    return render("knowledge/desk_reviews.html", faqs=desk_queries.due_for_review(local_today()))


@blueprint.get("/feedback")
@permit(Permission.KNOWLEDGE_EDIT)
def feedback() -> Response:
    return render("knowledge/desk_feedback.html", items=desk_queries.feedback_since(utcnow() - _QUARTER))


@blueprint.get("/use")
@permit(Permission.KNOWLEDGE_EDIT)
def use() -> Response:
    order = one_of(UseOrder, request.args.get("order")) or UseOrder.MOST
    return render("knowledge/desk_use.html", rows=desk_queries.by_use(utcnow() - _QUARTER, order), order=order)


@blueprint.get("/links")
@permit(Permission.KNOWLEDGE_EDIT)
def links() -> Response:
    """Links in answers that lead nowhere in this application."""
    return render("knowledge/desk_links.html", broken=broken_links())


@blueprint.get("/searches")
@permit(Permission.KNOWLEDGE_EDIT)
def searches() -> Response:
    return render("knowledge/desk_searches.html", missed=desk_queries.missed_queries(utcnow() - _QUARTER))


@blueprint.post("/search-words")
@permit(Permission.KNOWLEDGE_EDIT)
def add_search_words() -> Response:
    faq = queries.faq_for(current_user, request.form.get("faq", "")) or abort(404)
    words = request.form.get("words", "").strip()
    editing.add_search_words(faq, words, by=current_user)
    using.forget_missed(words)
    return done(to=url_for(".searches"), message=_("%(code)s is nu ook met deze woorden te vinden.", code=faq.code))


@blueprint.post("/searches/omit")
@permit(Permission.KNOWLEDGE_EDIT)
def omit_search() -> Response:
    using.forget_missed(request.form.get("words", ""))
    return done(
        to=url_for(".searches"), message=_("Weggelaten. Zoekt iemand het weer vergeefs, dan staat het er weer.")
    )


@blueprint.get("/glossary")
@permit(Permission.KNOWLEDGE_EDIT)
def terms() -> Response:
    shown = _words(TermForm(formdata=None), request.args.get("q", "").strip())
    return render(GLOSSARY, fragment={"terms": "knowledge/_terms.html"}, **shown)


@blueprint.post("/glossary")
@permit(Permission.KNOWLEDGE_EDIT)
def add_term() -> Response:
    form = TermForm()
    if not form.validate():
        return invalid(GLOSSARY, **_words(form))
    glossary.add(form.expression.data or "", form.meaning.data or "", by=current_user)
    return done(to=url_for(".terms", q=form.expression.data), message=_("De woordenlijst is aangevuld."))


@blueprint.post("/glossary/switch")
@permit(Permission.KNOWLEDGE_EDIT)
def switch_term() -> Response:
    expression, meaning = request.form.get("expression", ""), request.form.get("meaning", "")
    if not glossary.switch(expression, meaning, active=request.form.get("active") == "1", by=current_user):
        abort(404)
    return done(to=url_for(".terms", q=expression), message=_("De woordenlijst is bijgewerkt."))


def _words(form: TermForm, q: str = "") -> dict[str, Any]:
    return {"form": form, "q": q, "lines": glossary.lines_with(q)}
