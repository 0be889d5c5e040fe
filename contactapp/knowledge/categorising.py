"""What editors do to the categories: two levels, in an order of their own."""

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.knowledge.desk_queries import has_children, hold_categories, same_name, uses_by_category, versions_in
from contactapp.knowledge.models import FaqCategory
from contactapp.web.errors import DomainError, Overtaken


class StillInUse(DomainError):
    """Answers or other categories stand below it."""

    def __init__(self) -> None:
        super().__init__(_("Er vallen nog antwoorden of rubrieken onder. Verplaats die eerst."))


class AlreadyThere(Overtaken):
    def __init__(self) -> None:
        super().__init__(_("Deze rubriek bestaat al op deze plaats."))


def save(category: FaqCategory, *, name: str, parent_id: int | None, position: int, by: User) -> None:
    """Give a category, new or known, its name and place.

    Raises:
        AlreadyThere: a colleague just gave another one this name here.
    """
    hold_categories()
    if same_name(name, parent_id) not in (None, category):
        raise AlreadyThere
    category.name, category.parent_id, category.position = name, parent_id, position
    db.session.add(category)
    record(category, Verb.CATEGORY_SAVED, by=by, name=name)


def remove(category: FaqCategory, *, by: User) -> None:
    """Take away an empty category. Older versions that stood in it stand in none from now on, so that they can return.

    Raises:
        StillInUse: when something stands below it.
    """
    if has_children(category) or uses_by_category().get(category.id):
        raise StillInUse
    for version in versions_in(category.id):
        version.content = version.content | {"category_id": None}
    record(category, Verb.CATEGORY_REMOVED, by=by, name=category.name)
    db.session.delete(category)
