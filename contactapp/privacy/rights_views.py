"""The page "Rechten": the privacy officers, and what was changed about accounts."""

from typing import Any

from flask import Blueprint, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import SelectField, ValidationError

from contactapp.accounts.admin_views import show_given
from contactapp.accounts.membership import appoint_officer, dismiss_officer
from contactapp.accounts.models import User
from contactapp.accounts.queries import privacy_officers, user_with_teams
from contactapp.permissions import Permission, Role
from contactapp.privacy import rights
from contactapp.web.access import permit
from contactapp.web.forms import Form
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("rights", __name__, url_prefix="/privacy")
PAGE = "privacy/rights.html"


class AppointForm(Form):
    """Who becomes privacy officer."""

    user = SelectField(_l("Collega"), coerce=lambda text: int(text or 0))

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.user.choices = [(0, _("Kies een collega")), *((one.id, one.name) for one in rights.candidates())]

    def validate_user(self, field: SelectField) -> None:
        if not field.data:
            raise ValidationError(_("Kies een collega."))


@blueprint.get("/rights")
@permit(Permission.ACCESS_LOG_VIEW)
def index() -> Response:
    return render(PAGE, **_shown(AppointForm(formdata=None)))


@blueprint.post("/officers")
@permit(Permission.OFFICER_APPOINT)
def appoint() -> Response:
    form = AppointForm()
    if not form.validate():
        return invalid(PAGE, **_shown(form))
    chosen = _colleague(form.user.data)
    appoint_officer(chosen, by=current_user)
    return done(to=url_for(".index"), message=_("%(name)s is privacy officer.", name=chosen.name))


@blueprint.post("/officers/<int:user_id>/removal")
@permit(Permission.OFFICER_APPOINT)
def dismiss(user_id: int) -> Response:
    officer = _colleague(user_id)
    dismiss_officer(officer, by=current_user)
    return done(to=url_for(".index"), message=_("%(name)s is geen privacy officer meer.", name=officer.name))


@blueprint.post("/officers/<int:user_id>/password")
@permit(Permission.OFFICER_APPOINT)
def give_password(user_id: int) -> Response:
    officer = _colleague(user_id)
    if Role.PRIVACY_OFFICER not in officer.roles:
        abort(404)
    return show_given(officer, back="rights.index")


def _colleague(user_id: int) -> User:
    return user_with_teams(user_id) or abort(404)


def _shown(form: AppointForm) -> dict[str, Any]:
    page = rights.changes(request.args.get("cursor"))
    return {"page": page, "officers": privacy_officers(), "form": form}
