"""Whoever comes in with a password that somebody else knows chooses their own before anything else."""

from flask import Blueprint, Flask, Response, current_app, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.forms import FirstPasswordForm
from contactapp.accounts.queries import giver_of_password
from contactapp.accounts.sessions import start_session
from contactapp.accounts.signing_in import choose_password
from contactapp.db import SAFE_METHODS
from contactapp.permissions import Permission
from contactapp.web.access import PUBLIC, declared_access, permit
from contactapp.web.errors import DomainError
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("given_password", __name__, url_prefix="/account/first-password")
PAGE = "accounts/first_password.html"
OPEN = {"given_password.form", "given_password.choose", "accounts.sign_out"}


class ChooseFirst(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Kies eerst een eigen wachtwoord."))


@blueprint.get("")
@permit(Permission.DESK)
def form() -> Response:
    if not current_user.has_given_password:
        return done(to=url_for("accounts.sessions"))
    empty = FirstPasswordForm(formdata=None, owner=current_user)
    return render(PAGE, form=empty, giver=giver_of_password(current_user))


@blueprint.post("")
@permit(Permission.DESK)
def choose() -> Response:
    typed = FirstPasswordForm(owner=current_user)
    if not current_user.has_given_password:
        return done(to=url_for("accounts.sessions"))
    if not typed.validate():
        return invalid(PAGE, form=typed, giver=giver_of_password(current_user))
    choose_password(current_user, typed.new.data or "")
    start_session(current_user)
    return done(to="/", message=_("Je eigen wachtwoord geldt vanaf nu."))


def ask_first() -> Response | None:
    """Nothing else opens; what was typed elsewhere stays there, or comes back on the page that says so."""
    if not current_user.is_authenticated or not current_user.has_given_password or request.endpoint in OPEN:
        return None
    if request.endpoint is None or declared_access(current_app, request.endpoint) == PUBLIC:
        return None
    if request.method not in SAFE_METHODS:
        raise ChooseFirst
    return done(to=url_for("given_password.form"))


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.before_request(ask_first)
