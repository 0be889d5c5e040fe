"""The interaction templates: everybody has favourites, editors keep them."""

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.clock import local_today
from contactapp.desk import templating
from contactapp.desk.blueprint import blueprint
from contactapp.desk.prefill import PLACEHOLDERS
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import all_templates, favourites_of, template_by_code
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid, render

PAGE = "desk/template.html"


@blueprint.get("/templates")
@permit(Permission.TICKET_REGISTER)
def templates() -> Response:
    groups = templating.grouped(all_templates())
    return render("desk/templates.html", groups=groups, favourites=favourites_of(current_user), today=local_today())


@blueprint.post("/templates/<string:code>/favourite")
@permit(Permission.TICKET_REGISTER)
def favour_template(code: str) -> Response:
    templating.keep_at_hand(_template(code), current_user, keep=request.form.get("keep") == "1")
    return done(to=url_for("desk.templates"))


@blueprint.get("/admin/templates/new")
@permit(Permission.TEMPLATE_EDIT)
def new_template() -> Response:
    return render(PAGE, template=None, form=templating.form_for(None), placeholders=PLACEHOLDERS)


@blueprint.post("/admin/templates/new")
@permit(Permission.TEMPLATE_EDIT)
def create_template() -> Response:
    form = templating.posted_form()
    if not templating.is_valid(form):
        return invalid(PAGE, template=None, form=form, placeholders=PLACEHOLDERS)
    kept = templating.keep(None, form, by=current_user)
    return done(to=url_for("desk.template", code=kept.code), message=_("Sjabloon is bewaard"))


@blueprint.post("/admin/templates/preview")
@permit(Permission.TEMPLATE_EDIT)
def preview_template() -> Response:
    """What the form would fill in, while it is typed; nothing is stored."""
    form = templating.posted_form()
    typed = templating.filled(InteractionTemplate(), form) if form.validate() else None
    shown = templating.preview_of(typed, current_user) if typed else None
    return render("desk/_template_preview.html", preview=shown)


@blueprint.get("/admin/templates/<string:code>")
@permit(Permission.TEMPLATE_EDIT)
def template(code: str) -> Response:
    found = _template(code)
    form, shown = templating.form_for(found), templating.preview_of(found, current_user)
    return render(PAGE, template=found, form=form, placeholders=PLACEHOLDERS, preview=shown)


@blueprint.post("/admin/templates/<string:code>")
@permit(Permission.TEMPLATE_EDIT)
def change_template(code: str) -> Response:
    found, form = _template(code), templating.posted_form()
    if not templating.is_valid(form):
        return invalid(PAGE, template=found, form=form, placeholders=PLACEHOLDERS)
    templating.keep(found, form, by=current_user)
    return done(to=url_for("desk.template", code=code), message=_("Sjabloon is bewaard"))


def _template(code: str) -> InteractionTemplate:
    return template_by_code(code) or abort(404)
