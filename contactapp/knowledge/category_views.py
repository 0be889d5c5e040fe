"""Administration of the categories, by editors."""

from typing import Any

from flask import Blueprint, Response, abort, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user
from wtforms import IntegerField, SelectField, StringField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from contactapp.db import db
from contactapp.events.overtaking import ChangeForm
from contactapp.knowledge import categorising, desk_queries, queries
from contactapp.knowledge.models import FaqCategory
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.identifiers import row_id
from contactapp.web.rendering import done, invalid, render

blueprint = Blueprint("knowledge_categories", __name__, url_prefix="/knowledge/desk/categories")


class CategoryForm(ChangeForm):
    """A category and its place in the tree."""

    name = StringField(_l("Rubriek"), [DataRequired(_l("Schrijf een naam op.")), Length(max=80)])
    parent_id = SelectField(_l("Valt onder"), coerce=int, default=0)
    position = IntegerField(
        _l("Volgorde"),
        [InputRequired(_l("Vul een getal in.")), NumberRange(0, 999, _l("Kies 0 tot en met 999."))],
        default=0,
    )

    def __init__(self, category: FaqCategory | None, **kwargs: Any) -> None:
        """``category`` is the one that is changed; none makes a new one."""
        super().__init__(**kwargs)
        self._category = category
        others = [one for one in queries.main_categories() if one is not category]
        self.parent_id.choices = [(0, _("Niets: een hoofdrubriek")), *((one.id, one.name) for one in others)]

    def validate_parent_id(self, field: SelectField) -> None:
        if field.data and self._category and desk_queries.has_children(self._category):
            raise ValidationError(_("Onder deze rubriek vallen zelf rubrieken. Er zijn twee niveaus."))

    def validate_name(self, field: StringField) -> None:
        parent_id = row_id(str(self.parent_id.data)) or None  # whether it is one of the choices is judged later
        if desk_queries.same_name(field.data or "", parent_id) not in (None, self._category):
            raise ValidationError(_("Deze rubriek bestaat al op deze plaats."))

    def values(self) -> dict[str, Any]:
        return {"name": self.name.data, "parent_id": self.parent_id.data or None, "position": self.position.data}


@blueprint.get("")
@permit(Permission.KNOWLEDGE_EDIT)
def tree() -> Response:
    return render("knowledge/desk_categories.html", **_tree(), form=CategoryForm(None, formdata=None))


@blueprint.post("")
@permit(Permission.KNOWLEDGE_EDIT)
def add() -> Response:
    form = CategoryForm(None)
    if not form.validate():
        return invalid("knowledge/desk_categories.html", **_tree(), form=form)
    categorising.save(FaqCategory(), **form.values(), by=current_user)
    return done(to=url_for(".tree"), message=_("De rubriek is toegevoegd."))


@blueprint.get("/<int:category_id>")
@permit(Permission.KNOWLEDGE_EDIT)
def category(category_id: int) -> Response:
    found = _found(category_id)
    form = CategoryForm(found, formdata=None, obj=found).showing(found)
    return render("knowledge/category.html", category=found, form=form)


@blueprint.post("/<int:category_id>")
@permit(Permission.KNOWLEDGE_EDIT)
def change(category_id: int) -> Response:
    found = _found(category_id)
    form = CategoryForm(found)
    if not form.validate():
        return invalid("knowledge/category.html", category=found, form=form)
    form.check_newest(found)
    categorising.save(found, **form.values(), by=current_user)
    return done(to=url_for(".tree"), message=_("De rubriek is bewaard."))


@blueprint.post("/<int:category_id>/removal")
@permit(Permission.KNOWLEDGE_EDIT)
def remove(category_id: int) -> Response:
    categorising.remove(_found(category_id), by=current_user)
    return done(to=url_for(".tree"), message=_("De rubriek is weggehaald."))


def _found(category_id: int) -> FaqCategory:
    return db.session.get(FaqCategory, category_id) or abort(404)


def _tree() -> dict[str, Any]:
    return {"categories": queries.all_categories(), "counts": desk_queries.uses_by_category()}
