"""Searching and reading the knowledge base."""

from flask import Blueprint, Response, abort, request
from flask_login import current_user

from contactapp.knowledge import queries, using
from contactapp.knowledge.pages import FaqPage
from contactapp.knowledge.results import Asked, results_for, suggested
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import render

blueprint = Blueprint("knowledge", __name__, url_prefix="/knowledge")


@blueprint.get("")
@permit(Permission.KNOWLEDGE_VIEW)
def index() -> Response:
    results = results_for(Asked.from_args(request.args), current_user)
    return render("knowledge/index.html", fragment={"results": "knowledge/_results.html"}, results=results)


@blueprint.get("/<code>")
@permit(Permission.KNOWLEDGE_VIEW)
def faq(code: str) -> Response:
    found = queries.faq_for(current_user, code) or abort(404)
    asked = Asked.from_args(request.args)
    using.note_opened(found, query=asked.query)
    return render("knowledge/faq.html", shown=FaqPage.of(found, current_user), asked=asked)


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
