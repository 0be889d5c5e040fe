"""Signing in and out, own sessions, password and language."""

from flask import Blueprint, Response, abort, jsonify, make_response, redirect, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from contactapp.accounts import queries
from contactapp.accounts.forms import PasswordForm, SignInForm
from contactapp.accounts.sessions import current_session, start_session
from contactapp.accounts.signing_in import SignInRefused, choose_password, sign_in_with_password
from contactapp.clock import utcnow
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.permissions import Permission
from contactapp.web.access import permit, public
from contactapp.web.languages import COOKIE, LANGUAGES
from contactapp.web.redirects import came_from, own_address
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("accounts", __name__)
PREFERENCES: dict[str, dict[str, str | bool]] = {
    "theme": {"system": "system", "light": "light", "dark": "dark"},
    "density": {"normal": "normal", "roomy": "roomy"},
    "single_keys": {"on": True, "off": False},
}


@blueprint.get("/login")
@public
def sign_in() -> Response:
    if current_user.is_authenticated:
        return done(to=own_address(request.args.get("next"), otherwise="/"))
    form = SignInForm(next=request.args.get("next", ""))
    return render("accounts/sign_in.html", form=form, reason=None)


@blueprint.post("/login")
@public
def do_sign_in() -> Response:
    form = SignInForm()
    if not form.validate():
        return invalid("accounts/sign_in.html", form=form, reason=None)
    try:
        user = sign_in_with_password(form.email.data or "", form.password.data or "", address=request.remote_addr or "")
    except SignInRefused as refusal:
        return invalid("accounts/sign_in.html", status=refusal.status, form=form, reason=refusal.message)
    start_session(user)
    record(user, Verb.USER_SIGNED_IN, by=user)
    return done(to=own_address(form.next.data, otherwise="/"))


@blueprint.post("/logout")
@permit(Permission.DESK)
def sign_out() -> Response:
    session = current_session()
    if session is not None:
        session.ended_at = utcnow()
    record(current_user, Verb.USER_SIGNED_OUT, by=current_user)
    return done(to=url_for("accounts.sign_in"))


@blueprint.get("/account/sessions")
@permit(Permission.DESK)
def sessions() -> Response:
    rows = queries.live_sessions(current_user)
    return render(
        "accounts/sessions.html", sessions=rows, current=current_session(), form=PasswordForm(owner=current_user)
    )


@blueprint.get("/account/sessions/current")
@permit(Permission.DESK)
def keep_session() -> Response:
    """Somebody is still there: asking for this, as for any page, keeps their session alive.

    A page from before they signed in again gets the token its forms need from now on.
    """
    return jsonify(user=current_user.id, token=generate_csrf())


@blueprint.post("/account/sessions/<int:session_id>/end")
@permit(Permission.DESK)
def end_session(session_id: int) -> Response:
    session = queries.own_session(current_user, session_id) or abort(404)
    session.ended_at = session.ended_at or utcnow()
    record(current_user, Verb.SESSION_ENDED, by=current_user)
    return done(to=url_for("accounts.sessions"), message=_("Die sessie is beëindigd."))


@blueprint.post("/account/password")
@permit(Permission.DESK)
def change_password() -> Response:
    form = PasswordForm(owner=current_user)
    if not form.validate():
        rows = queries.live_sessions(current_user)
        return invalid("accounts/sessions.html", sessions=rows, current=current_session(), form=form)
    choose_password(current_user, form.new.data or "")
    start_session(current_user)
    return done(
        to=url_for("accounts.sessions"), message=_("Je wachtwoord is gewijzigd. Andere sessies zijn beëindigd.")
    )


@blueprint.post("/account/language")
@public
def set_language() -> Response:
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        abort(422, _("Kies Nederlands of English."))
    response = make_response(redirect(came_from(otherwise="/"), code=303))
    response.set_cookie(COOKIE, language, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure)
    if current_user.is_authenticated:
        current_user.language = language
    return response


@blueprint.post("/account/preferences")
@permit(Permission.DESK)
def set_preferences() -> Response:
    """How somebody wants to see the desk; the page has changed already, this makes it stay, on every device."""
    for name, choices in PREFERENCES.items():
        value = request.form.get(name)
        if value is not None and value not in choices:
            abort(422, _("Deze keuze bestaat niet."))
        if value is not None:
            setattr(current_user, name, choices[value])
    return done(to=came_from(otherwise="/"), fragment="accounts/_preferences_kept.html")
