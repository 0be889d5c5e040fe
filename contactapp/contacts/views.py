"""Searching contacts, and the telephone that asks who calls."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.links import contact_url
from contactapp.contacts.models import ContactKind
from contactapp.contacts.queries import recently_opened
from contactapp.contacts.searching import PARTIES, ContactFilter, Search, contacts_by_phone
from contactapp.permissions import Permission
from contactapp.web.access import can, permit
from contactapp.web.rendering import done, render, wants_fragment


@blueprint.get("/contacts")
@permit(Permission.CONTACT_VIEW)
def index() -> Response:
    chosen = ContactFilter.from_args(request.args)
    search = chosen.search(personal=can(Permission.CONTACT_PERSONAL))
    only = None if wants_fragment() else search.only_hit()
    if only is not None:
        return done(to=contact_url(only))
    return render(
        "contacts/index.html",
        fragment={"contact-results": "contacts/_found.html"},
        filter=chosen,
        new_contact=_new_contact(chosen),
        recent=[] if chosen.text else recently_opened(current_user),
        **_found(search),
    )


def _found(search: Search) -> dict[str, Any]:
    """Who was found, and in words how many; after a full page there may be more."""
    hits = search.hits()
    words = ngettext("%(num)s gevonden", "%(num)s gevonden", len(hits))
    return {"hits": hits, "words": " ".join([words, _("of meer")]) if len(hits) == search.size else words}


def _new_contact(chosen: ContactFilter) -> str:
    """Where a new contact begins with what was typed; during a call it leads back to the conversation."""
    phone = request.args.get("phone")
    back = f"/tickets/new?{urlencode({'phone': phone})}" if phone else None
    return url_for("contacts.new", q=chosen.text or None, phone=phone or None, next=back)


@blueprint.get("/contacts/suggestions")
@permit(Permission.CONTACT_VIEW)
def suggestions() -> Response:
    name = request.args.get("name", "contact")
    text = request.args.get("q") or request.args.get(f"{name}_q", "")
    people = request.args.get("kind") == ContactKind.PERSON
    hits = Search(text, kinds=(ContactKind.PERSON,) if people else PARTIES, size=8).hits()
    return render("contacts/_suggestions.html", hits=hits, text=text, name=name, field=request.args.get("id", name))


@blueprint.get("/call")
@permit(Permission.CONTACT_VIEW)
def call() -> Response:
    """Who calls; the number goes along in the address, so that the conversation that starts there knows it (E3)."""
    number = request.args.get("number", "")
    callers = contacts_by_phone(number)
    if len(callers) == 1:
        return done(to=contact_url(callers[0], phone=number))
    # Several callers are a choice; none is a search with the number filled in and a way to a new contact.
    return done(to=url_for("contacts.index", q=number, phone=number))
