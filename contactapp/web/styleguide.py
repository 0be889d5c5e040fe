"""The style guide: every part in every state, for whoever builds or judges a screen."""

import re
from pathlib import Path

from flask import Blueprint, Response, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, EmailField, RadioField, SelectField, StringField, TextAreaField

from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.assets import FOLDER
from contactapp.web.forms import Form
from contactapp.web.rendering import done, render

blueprint = Blueprint("styleguide", __name__)

SUBJECTS = (
    ("KB-101", "Huurverhoging: hoe maak ik bezwaar?", "help", "Huur en kosten, 41 keer gebruikt"),
    ("KB-102", "Huurtoeslag aanvragen", "help", "Huur en kosten, 88 keer gebruikt"),
    ("KB-103", "Huur opzeggen", "scenario", "Verhuizen, 63 keer gebruikt"),
    ("KB-104", "Cv-ketel valt uit of geeft storing", "help", "Reparatie en onderhoud, 212 keer gebruikt"),
)


class SampleForm(Form):
    """One field of each kind; it is only looked at."""

    name = StringField(_l("Achternaam"))
    email = EmailField(_l("E-mail"))
    channel = SelectField(_l("Kanaal"), choices=[("TEL", _l("Telefoon")), ("EMA", _l("E-mail")), ("BAL", _l("Balie"))])
    day = DateField(_l("Datum"))
    note = TextAreaField(_l("Notitie"))
    reach = RadioField(_l("Bereikt"), choices=[("yes", _l("Ja")), ("no", _l("Nee"))])
    show_in_portal = BooleanField(_l("Toon in klantportaal"))


@blueprint.get("/styleguide")
@permit(Permission.DESK)
def index() -> Response:
    """All parts on one page; for htmx the answers of its picker."""
    query = request.args.get("sample_q", "").strip()
    return render(
        "styleguide/index.html",
        fragment="styleguide/_suggestions.html",
        form=_form_with_errors(),
        icons=_icon_names(),
        options=_subjects_with(query.lower()),
        query=query,
    )


@blueprint.post("/styleguide/samples")
@permit(Permission.DESK)
def press() -> Response:
    """What the buttons on the page do: say that they were pressed, and store nothing."""
    return done(to=url_for("styleguide.index"), message=_("Dit was een voorbeeld, er is niets opgeslagen"))


def _form_with_errors() -> SampleForm:
    form = SampleForm(formdata=None, data={"name": "Tesfay", "email": "s.tesfay@", "note": _("Belt morgen terug.")})
    form.email.errors = [_("Er ontbreekt iets na de @.")]
    form.reach.errors = [_("Kies ja of nee.")]
    return form


def _subjects_with(words: str) -> list[dict[str, str]]:
    found = [subject for subject in SUBJECTS if words and words in subject[1].lower()]
    return [{"value": code, "text": text, "icon": icon, "note": note} for code, text, icon, note in found]


def _icon_names() -> list[str]:
    sprite = Path(FOLDER, "icons", "icons.svg").read_text(encoding="utf-8")
    return sorted(re.findall(r'<symbol id="([^"]+)"', sprite))
