"""Merging doubles: two side by side, the list of probable ones, and undoing."""

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.contacts import merging
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.choosing import Choice
from contactapp.contacts.comparing import differences, probable_doubles
from contactapp.contacts.details_views import found
from contactapp.contacts.links import contact_url
from contactapp.contacts.queries import find_by_number, find_merge
from contactapp.contacts.searching import offered
from contactapp.contacts.showing import card
from contactapp.db import db
from contactapp.events.log import note_access
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, render

PAGE = "contacts/merge.html"


@blueprint.get("/contacts/doubles")
@permit(Permission.CONTACT_MERGE)
def doubles() -> Response:
    return render("contacts/doubles.html", doubles=probable_doubles())


@blueprint.get("/contacts/<string:number>/merge")
@permit(Permission.CONTACT_MERGE)
def compare_two(number: str) -> Response:
    contact = found(number)
    other = find_by_number(request.args.get("contact", "")) if request.args.get("contact") else None
    for one in filter(None, (contact, other)):
        note_access(current_user, contact_id=one.id, screen="contact-merge")
    rows = differences(contact, other) if other else []
    options = [other] if other else offered("contact", request.args, kinds=(contact.kind,))
    return render(PAGE, contact=contact, card=card(contact), other=other, differences=rows, options=options)


@blueprint.post("/contacts/<string:number>/merges")
@permit(Permission.CONTACT_MERGE)
def merge(number: str) -> Response:
    kept, gone = found(number), found(request.form.get("gone", ""))
    old = gone.number
    choices = [choice for choice in Choice if request.form.get(choice) == "gone"]
    act = merging.merge(kept, gone, choices=choices, by=current_user)
    db.session.flush()
    return done(
        to=contact_url(kept),
        message=_("%(old)s is samengevoegd met %(number)s.", old=old, number=kept.number),
        undo=url_for("contacts.undo_merge", merge_id=act.id),
    )


@blueprint.post("/contact-merges/<int:merge_id>/undo")
@permit(Permission.CONTACT_MERGE)
def undo_merge(merge_id: int) -> Response:
    act = find_merge(merge_id) or abort(404)
    merging.undo(act, by=current_user)
    return done(to=contact_url(act.gone), message=_("Het samenvoegen is ongedaan gemaakt."))
