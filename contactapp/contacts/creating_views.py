"""The form for a new contact, and what it asks while somebody types (R2, R4, R6)."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from contactapp.contacts.addressbook import Lookup, known, look_up, resolved
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.creating import create_contact, reserve_number, reserved_number
from contactapp.contacts.duplicates import Draft, lookalikes
from contactapp.contacts.forms import NewContactForm
from contactapp.contacts.links import contact_url
from contactapp.contacts.models import Contact
from contactapp.contacts.searching import ContactFilter
from contactapp.permissions import Permission
from contactapp.web.access import can, permit
from contactapp.web.redirects import own_address
from contactapp.web.rendering import done, invalid, render


@blueprint.get("/contacts/new")
@permit(Permission.CONTACT_EDIT)
def new() -> Response:
    typed = ContactFilter.from_args(request.args).as_new_contact()  # where somebody was looked for and not found
    form = NewContactForm(MultiDict(typed | request.args.to_dict()))
    found = look_up(form.house_address) if form.house_address else Lookup()
    return _page(render, form, found)


@blueprint.post("/contacts/new")
@permit(Permission.CONTACT_EDIT)
def create() -> Response:
    form = NewContactForm()
    if not form.validate_on_submit():
        return _page(invalid, form, known(form.house_address) if form.house_address else Lookup())
    values = form.values(resolved(form), personal=can(Permission.CONTACT_PERSONAL))
    contact = create_contact(values, reserved=form.reserved.data or "", by=current_user)
    return done(to=_continued(form, contact), message=_("%(name)s is bewaard.", name=values.full_name))


@blueprint.post("/contacts/numbers")
@permit(Permission.CONTACT_EDIT)
def reserve() -> Response:
    number, token = reserve_number()
    return render("contacts/_number.html", number=number, token=token)


@blueprint.get("/contacts/addresses")
@permit(Permission.CONTACT_EDIT)
def addresses() -> Response:
    form = NewContactForm(request.args)
    found = look_up(form.house_address) if form.house_address else Lookup()
    return render("contacts/_address_looked_up.html", form=form, found=found)


@blueprint.post("/contacts/lookalikes")
@permit(Permission.CONTACT_EDIT)
def compare() -> Response:
    form = NewContactForm()
    return render("contacts/_compared.html", derived=form.derived_name, **_doubles(form))


def _page(answer: Callable[..., Response], form: NewContactForm, found: Lookup) -> Response:
    number = reserved_number(form.reserved.data or "")
    back = own_address(form.next.data, otherwise=url_for("contacts.index"))
    return answer("contacts/new.html", form=form, found=found, number=number, back=back, **_doubles(form))


def _doubles(form: NewContactForm) -> dict[str, Any]:
    """Who this may be already, and where to go on with each (R6)."""
    name = form.name
    draft = Draft(
        name.surname,
        name.initials,
        phones=tuple(form.phones),
        emails=tuple(form.emails),
        address=form.house_address,
        is_organisation=form.is_organisation,
        registration=form.registration,
    )
    return {"lookalikes": lookalikes(draft), "continue_with": partial(_continued, form)}


def _continued(form: NewContactForm, contact: Contact) -> str:
    """Back to where a contact was needed, with this one filled in; otherwise its own page."""
    waiting = own_address(form.next.data, otherwise="")
    if not waiting:
        return contact_url(contact)
    return f"{waiting}{'&' if '?' in waiting else '?'}contact={contact.number}"
