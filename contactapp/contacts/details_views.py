"""The tabs with what is known of one contact, and the forms that change it."""

from typing import Any

from flask import Response, abort, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from contactapp.contacts import editing
from contactapp.contacts.addressbook import resolved
from contactapp.contacts.belonging_forms import JoinForm, LeaveForm, MoveOutForm, RoleForm, SignalForm
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.comparing import merges_of
from contactapp.contacts.editing_forms import AddressForm, ChangeForm, NameForm, PreferencesForm, points_form
from contactapp.contacts.links import contact_url
from contactapp.contacts.models import Contact
from contactapp.contacts.naming import namesakes
from contactapp.contacts.queries import contacts_with_everything, find_by_number, leases_of, unit_with_leases
from contactapp.contacts.showing import card
from contactapp.events.log import events_of, note_access
from contactapp.permissions import Permission
from contactapp.web.access import can, permit
from contactapp.web.forms import Form
from contactapp.web.redirects import came_from
from contactapp.web.rendering import done, invalid, render

PAGE = "contacts/details.html"
PREFERENCES_KEPT = {"contact-preferences": "contacts/_preferences_kept.html"}
PREFERENCES_REFUSED = {"contact-preferences": "contacts/_preferences_refused.html"}
POINTS_FORMS = "contacts/_reach_forms.html"
POINTS_KEPT = {"contact-reach": "contacts/_reach_kept.html"}
POINTS_REFUSED = {"contact-reach": "contacts/_reach_refused.html"}
ROLE_FORMS = (RoleForm, LeaveForm, MoveOutForm)  # to show it first, to end it, to move out
_SAVED = _l("De gegevens zijn bewaard.")


@blueprint.get("/contacts/<string:number>/home")
@permit(Permission.CONTACT_VIEW)
def home(number: str) -> Response:
    contact = _opened(number, "contact-home")
    leases = leases_of(contact)
    return render("contacts/home.html", contact=contact, card=card(contact, leases), leases=leases)


@blueprint.get("/units/<string:number>")
@permit(Permission.CONTACT_VIEW)
def unit(number: str) -> Response:
    shown = unit_with_leases(number) or abort(404)
    for contact_id in dict.fromkeys(lease.customer.contact_id for lease in shown.leases):
        note_access(current_user, contact_id=contact_id, screen="unit")
    return render("contacts/unit.html", unit=shown)


@blueprint.get("/contacts/<string:number>/details")
@permit(Permission.CONTACT_VIEW)
def details(number: str) -> Response:
    return render(PAGE, **everything(_opened(number, "contact-details")))


@blueprint.post("/contacts/<string:number>/name")
@permit(Permission.CONTACT_EDIT)
def rename(number: str) -> Response:
    contact = found_to_change(number)
    form = NameForm()
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(contact, name=form))
    households = namesakes(contact)
    editing.rename(contact, form.values(contact), version=form.seen_version, by=current_user)
    also = _("De gegevens zijn bewaard. Het huishouden heet nu ook %(name)s.", name=contact.name)
    return _saved(contact, also if households else None)


@blueprint.get("/contacts/<string:number>/contact-points")
@permit(Permission.CONTACT_EDIT)
def points(number: str) -> Response:
    contact = _opened(number, "contact-details")
    people = [role.person_id for role in contact.current_people]
    shown = contacts_with_everything(dict.fromkeys((contact.id, *people))).values()
    forms = [(one, points_form(one, named_apart=True, formdata=None)) for one in shown]
    return render(PAGE, fragment=POINTS_FORMS, page=contact.number, points=forms, **everything(contact))


@blueprint.post("/contacts/<string:number>/contact-points")
@permit(Permission.CONTACT_EDIT)
def change_points(number: str) -> Response:
    contact = found_to_change(number)
    page = find_by_number(request.form.get("page", "")) or contact  # a household shows its people as well
    form = points_form(contact)
    if not form.validate_on_submit():
        return invalid(PAGE, fragment=POINTS_REFUSED, page_card=card(page), **everything(contact, points=form))
    editing.change_points(contact, list(form.values()), version=form.seen_version, by=current_user)
    changed = card(page, leases_of(page))
    return done(to=_address(contact), fragment=POINTS_KEPT, message=str(_SAVED), card=changed, arrived=True)


@blueprint.post("/contacts/<string:number>/address")
@permit(Permission.CONTACT_EDIT)
def move(number: str) -> Response:
    contact = found_to_change(number)
    form = AddressForm()
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(contact, address=form))
    address = resolved(form) or abort(422)
    editing.move(contact, address, version=form.seen_version, by=current_user)
    return _saved(contact)


@blueprint.post("/contacts/<string:number>/preferences")
@permit(Permission.CONTACT_EDIT)
def change_preferences(number: str) -> Response:
    contact = found_to_change(number)
    form = PreferencesForm()
    if not form.validate_on_submit():
        return invalid(PAGE, fragment=PREFERENCES_REFUSED, **everything(contact, preferences=form))
    editing.change_preferences(contact, form.values(), version=form.seen_version, by=current_user)
    to, changed = came_from(otherwise=_address(contact)), card(contact, leases_of(contact))
    return done(to=to, fragment=PREFERENCES_KEPT, message=_("De voorkeuren zijn bewaard."), card=changed, arrived=True)


def found(number: str) -> Contact:
    return find_by_number(number) or abort(404)


def found_to_change(number: str) -> Contact:
    """The contact whose page this is; what was typed about one that was merged since is not about the other.

    Raises:
        ChangedMeanwhile: it was merged since the page was opened.
    """
    contact = found(number)
    if contact.number != number.strip().upper():
        raise editing.ChangedMeanwhile
    return contact


def _opened(number: str, screen: str) -> Contact:
    contact = found(number)
    note_access(current_user, contact_id=contact.id, screen=screen)
    return contact


def _saved(contact: Contact, message: str | None = None) -> Response:
    return done(to=_address(contact), message=message or str(_SAVED))


def _address(contact: Contact) -> str:
    return f"{contact_url(contact)}/details"


def _role_forms(contact: Contact, failed: dict[str, Form]) -> dict[int, list[RoleForm]]:
    """The forms of each role here that has not ended; what failed as it was typed."""
    typed = {(type(form), form.about.id): form for form in failed.values() if isinstance(form, RoleForm)}
    return {
        role.id: [typed.get((kind, role.id)) or kind(role, formdata=None) for kind in ROLE_FORMS]
        for role in contact.people
        if not role.is_over
    }


def everything(contact: Contact, **failed: Form) -> dict[str, Any]:
    """The page with every form; the one that could not be accepted as it was typed."""
    if failed:
        note_access(current_user, contact_id=contact.id, screen="contact-details")
    forms: dict[str, Form] = {}
    if can(Permission.CONTACT_EDIT):
        forms = {
            "points": failed.get("points") or points_form(contact, formdata=None),
            "name": failed.get("name") or NameForm(formdata=None, obj=contact),
            "address": failed.get("address") or AddressForm(formdata=None),
            "preferences": failed.get("preferences") or PreferencesForm(formdata=None, obj=contact),
        }
        for form in forms.values():
            if isinstance(form, ChangeForm):
                form.version.data = form.version.data or str(contact.version)
        forms["join"] = failed.get("join") or JoinForm(contact, formdata=None)
    if can(Permission.SIGNAL_EDIT):
        forms["signal"] = failed.get("signal") or SignalForm(formdata=None)
    merges = merges_of(contact) if can(Permission.CONTACT_MERGE) else []
    return {
        "contact": contact,
        "card": card(contact, leases_of(contact)),
        "forms": forms,
        "role_forms": _role_forms(contact, failed) if can(Permission.CONTACT_EDIT) else {},
        "failed": next(iter(failed), None),
        "merges": merges,
        "history": events_of(contact),
    }
