"""The sentences that fit in many notes: offered wherever a note is written, kept by editors."""

from flask import Response, abort, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.db import db
from contactapp.desk.blueprint import blueprint
from contactapp.desk.forms import StandardTextForm
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.models import StandardText
from contactapp.interactions.queries import standard_text_by_id, standard_texts
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

PAGE = "desk/standard_texts.html"


@blueprint.get("/standard-texts")
@permit(Permission.TICKET_REGISTER)
def offer_standard_texts() -> Response:
    return render("desk/ready_texts.html", fragment="desk/_ready_texts.html", texts=standard_texts())


@blueprint.get("/admin/standard-texts")
@permit(Permission.TEMPLATE_EDIT)
def list_standard_texts() -> Response:
    return render(PAGE, texts=standard_texts(), form=StandardTextForm(formdata=None))


@blueprint.post("/admin/standard-texts")
@permit(Permission.TEMPLATE_EDIT)
def add_standard_text() -> Response:
    form = StandardTextForm()
    texts = standard_texts()
    form.validate()
    for field, words in ((form.name, _("Geef de tekst een naam.")), (form.text, _("Vul de tekst in."))):
        field.errors = field.errors if field.data else [words]
    if form.name.data in {one.name for one in texts}:
        form.name.errors = [_("Deze naam bestaat al. Kies een andere.")]
    if form.name.errors or form.text.errors:
        return invalid(PAGE, texts=texts, form=form)
    _keep(form)
    return done(to=url_for("desk.list_standard_texts"), message=_("Standaardtekst is bewaard"))


@blueprint.post("/admin/standard-texts/<int:text_id>/removal")
@permit(Permission.TEMPLATE_EDIT)
def remove_standard_text(text_id: int) -> Response:
    found = standard_text_by_id(text_id) or abort(404)
    record(found, Verb.STANDARD_TEXT_REMOVED, by=current_user, name=found.name)
    db.session.delete(found)
    return done(to=url_for("desk.list_standard_texts"), message=_("Standaardtekst is weg"))


def _keep(form: StandardTextForm) -> None:
    kept = StandardText(name=form.name.data or "", text=form.text.data or "")
    db.session.add(kept)
    record(kept, Verb.STANDARD_TEXT_SAVED, by=current_user, name=kept.name)
