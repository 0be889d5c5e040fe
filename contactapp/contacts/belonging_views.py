"""Roles and warnings: changed from the tab with details."""

from flask import Response, abort
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.contacts import belonging, signalling
from contactapp.contacts.belonging_forms import JoinForm, LeaveForm, MoveOutForm, SignalForm
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.creating import new_person
from contactapp.contacts.details_views import everything, found
from contactapp.contacts.links import contact_url
from contactapp.contacts.models import Contact, ContactRole, Signal, SignalKind
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.rendering import done, invalid

PAGE = "contacts/details.html"


@blueprint.post("/contacts/<string:number>/roles")
@permit(Permission.CONTACT_EDIT)
def join(number: str) -> Response:
    party = found(number)
    form = JoinForm()
    if form.is_search or not form.validate_on_submit():
        return invalid(PAGE, **everything(party, join=form))
    person = form.known or new_person(form.new_person(), by=current_user)
    belonging.join(party, person, form.kind, starts_on=form.first_day, by=current_user)
    return _saved(party, _("%(name)s hoort er nu bij.", name=person.name or form.person_surname.data))


@blueprint.post("/contacts/<string:number>/roles/<int:role_id>/end")
@permit(Permission.CONTACT_EDIT)
def leave(number: str, role_id: int) -> Response:
    party = found(number)
    role, form = _role(party, role_id), LeaveForm()
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(party, leave=form))
    belonging.leave(role, ends_on=form.last_day, by=current_user)
    return _saved(party, _("De rol van %(name)s is beëindigd.", name=role.person.name))


@blueprint.post("/contacts/<string:number>/roles/<int:role_id>/own-household")
@permit(Permission.CONTACT_EDIT)
def move_out(number: str, role_id: int) -> Response:
    party = found(number)
    role, form = _role(party, role_id), MoveOutForm()
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(party, own=form))
    household = belonging.move_out(role, form.kind, starts_on=form.first_day, by=current_user)
    return _saved(household, _("%(name)s heeft nu een eigen huishouden. Vul het adres in.", name=role.person.name))


@blueprint.post("/contacts/<string:number>/roles/<int:role_id>/first")
@permit(Permission.CONTACT_EDIT)
def show_first(number: str, role_id: int) -> Response:
    party = found(number)
    role = _role(party, role_id)
    belonging.show_first(role, by=current_user)
    return _saved(party, _("%(name)s staat nu als eerste.", name=role.person.name))


@blueprint.post("/contacts/<string:number>/signals")
@permit(Permission.SIGNAL_EDIT)
def warn(number: str) -> Response:
    contact = found(number)
    form = SignalForm()
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(contact, signal=form))
    kind, text = SignalKind(form.signal.data), form.text.data or ""
    signalling.warn(contact, kind, text=text, ends_on=form.until.data, by=current_user)
    return _saved(contact, _("De signalering staat erop."))


@blueprint.post("/contacts/<string:number>/signals/<int:signal_id>/end")
@permit(Permission.SIGNAL_EDIT)
def lift(number: str, signal_id: int) -> Response:
    contact = found(number)
    signalling.lift(_signal(contact, signal_id), by=current_user)
    return _saved(contact, _("De signalering is beëindigd."))


def _role(party: Contact, role_id: int) -> ContactRole:
    return next((role for role in party.people if role.id == role_id), None) or abort(404)


def _signal(contact: Contact, signal_id: int) -> Signal:
    return next((signal for signal in contact.signals if signal.id == signal_id), None) or abort(404)


def _saved(contact: Contact, message: str) -> Response:
    return done(to=f"{contact_url(contact)}/details", message=message)
