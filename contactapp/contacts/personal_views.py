"""Personal data, for those who may see them (R8), and what follows a death (R9)."""

from typing import Any

from flask import Response, abort
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.contacts.belonging import AfterDeath
from contactapp.contacts.belonging_forms import PersonalForm
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.details_views import found, found_to_change
from contactapp.contacts.editing import check_newest
from contactapp.contacts.links import contact_url
from contactapp.contacts.models import Contact, ContactKind
from contactapp.contacts.personal import change_personal_data
from contactapp.contacts.queries import leases_of
from contactapp.contacts.showing import card
from contactapp.events.log import note_access
from contactapp.permissions import Permission
from contactapp.web.access import can, permit
from contactapp.web.rendering import done, invalid, render

PAGE = "contacts/personal.html"


@blueprint.get("/contacts/<string:number>/personal")
@permit(Permission.CONTACT_PERSONAL)
def personal(number: str) -> Response:
    contact = found(number)
    typed = _typed(contact) | {"version": str(contact.version)}
    form = PersonalForm(contact, formdata=None, data=typed) if _may_change(contact) else None
    return render(PAGE, **_shown(contact), form=form)


@blueprint.post("/contacts/<string:number>/personal")
@permit(Permission.CONTACT_PERSONAL)
def change_personal(number: str) -> Response:
    contact = found_to_change(number)
    if not _may_change(contact):
        abort(403)
    form = PersonalForm(contact)
    if not form.validate_on_submit():
        return invalid(PAGE, **_shown(contact), form=form)
    check_newest(contact, form.seen_version)
    roles = form.roles_after_death or AfterDeath.KEEP
    change_personal_data(
        contact, born=form.born, salutation=form.salutation.data, died=form.died, roles=roles, by=current_user
    )
    return done(to=f"{contact_url(contact)}/personal", message=_said(form))


def _shown(contact: Contact) -> dict[str, Any]:
    """The page of one person, or of everybody in a household: whose data it shows stands in the access log (R12)."""
    people = list(dict.fromkeys(role.person for role in contact.current_people)) if contact.is_party else [contact]
    for one in dict.fromkeys([contact, *people]):
        note_access(current_user, contact_id=one.id, screen="contact-personal")
    return {"contact": contact, "card": card(contact, leases_of(contact)), "people": people}


def _said(form: PersonalForm) -> str:
    match form.roles_after_death if form.died else None:
        case AfterDeath.KEEP:
            return _("Het overlijden is vastgelegd. Brieven gaan naar de erven.")
        case AfterDeath.END:
            return _("Het overlijden is vastgelegd. De rollen zijn beëindigd.")
    return _("De persoonlijke gegevens zijn bewaard.")


def _may_change(contact: Contact) -> bool:
    return contact.kind is ContactKind.PERSON and can(Permission.CONTACT_EDIT)


def _typed(contact: Contact) -> dict[str, str]:
    days = {"birth_date": contact.birth_date, "death_date": contact.death_date}
    return {name: f"{day:%d-%m-%Y}" for name, day in days.items() if day} | {"salutation": contact.salutation}
