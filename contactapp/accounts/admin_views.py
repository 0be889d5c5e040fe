"""The screens of the functional administrator: colleagues, their roles and their teams."""

from flask import Blueprint, Flask, Response, abort, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from contactapp.accounts import queries
from contactapp.accounts.forms import ROLE_NAMES, TeamForm, UserForm
from contactapp.accounts.membership import change_roles, join_team, leave_team, make_account, make_team, set_active
from contactapp.accounts.models import User
from contactapp.accounts.signing_in import GIVEN_FOR, give_password
from contactapp.permissions import Permission, Role
from contactapp.web.access import can, permit
from contactapp.web.idempotency import show_once
from contactapp.web.navigation import NavigationItem, add_to_menu
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("administration", __name__, url_prefix="/admin")
PAGE = "accounts/user.html"


@blueprint.get("/users")
@permit(Permission.USER_ADMIN)
def users() -> Response:
    found = queries.users_matching(request.args.get("q", ""))
    return render("accounts/users.html", fragment="accounts/_users.html", users=found, q=request.args.get("q", ""))


@blueprint.get("/users/new")
@permit(Permission.USER_ADMIN)
def new_user() -> Response:
    return render(PAGE, form=UserForm(roles=[Role.EMPLOYEE]), user=None)


@blueprint.post("/users/new")
@permit(Permission.USER_ADMIN)
def create_user() -> Response:
    form = UserForm()
    if not form.validate():
        return invalid(PAGE, form=form, user=None)
    user = make_account(form.email.data or "", form.name.data or "", by=current_user)
    _apply(form, user)
    return show_given(user)


@blueprint.get("/users/<int:user_id>")
@permit(Permission.USER_ADMIN)
def user(user_id: int) -> Response:
    found = queries.user_with_teams(user_id) or abort(404)
    return render(PAGE, form=UserForm.of(found), user=found)


@blueprint.post("/users/<int:user_id>")
@permit(Permission.USER_ADMIN)
def change_user(user_id: int) -> Response:
    found = queries.user_with_teams(user_id) or abort(404)
    form = UserForm(editing=found)
    if not form.validate():
        return invalid(PAGE, form=form, user=found)
    form.check_newest(found)
    _apply(form, found)
    return done(to=url_for("administration.users"), message=_("%(name)s is bewaard.", name=found.name))


@blueprint.post("/users/<int:user_id>/password")
@permit(Permission.USER_ADMIN)
def reset_password(user_id: int) -> Response:
    found = queries.user_with_teams(user_id) or abort(404)
    return show_given(found)


@blueprint.get("/teams")
@permit(Permission.USER_ADMIN)
def teams() -> Response:
    return render("accounts/teams.html", teams=queries.all_teams(), form=TeamForm())


@blueprint.post("/teams")
@permit(Permission.USER_ADMIN)
def create_team() -> Response:
    form = TeamForm()
    if not form.validate():
        return invalid("accounts/teams.html", teams=queries.all_teams(), form=form)
    team = make_team(form.name.data or "", form.code, by=current_user)
    return done(to=url_for("administration.teams"), message=_("Team %(name)s is aangemaakt.", name=team.name))


def show_given(user: User, *, back: str = "administration.users") -> Response:
    """Give somebody a password and show it, this one time."""
    password = give_password(user, by=current_user)
    show_once()
    return render("accounts/user_password.html", user=user, password=password, days=GIVEN_FOR.days, back=url_for(back))


def _apply(form: UserForm, user: User) -> None:
    """Carry out what the form says, as the verbs that end sessions and leave events."""
    form.rename(user, by=current_user)
    change_roles(user, form.chosen_roles(), by=current_user)
    set_active(user, form.active.data, by=current_user)
    wanted, leading = set(form.teams.data or ()), set(form.leads.data or ())
    for team in queries.all_teams():
        if team.id in wanted | leading:
            join_team(user, team, is_lead=team.id in leading, by=current_user)
        else:
            leave_team(user, team, by=current_user)


def is_guarded(user: User) -> bool:
    """Whether whoever is signed in leaves this colleague's password to the privacy officer."""
    return Role.PRIVACY_OFFICER in user.roles and not can(Permission.OFFICER_APPOINT)


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals |= {"role_names": ROLE_NAMES, "is_guarded": is_guarded}
    entry = NavigationItem(
        "steer", _l("Beheer"), "administration.users", "settings", Permission.USER_ADMIN, order=90, section="admin"
    )
    add_to_menu(app, entry)
