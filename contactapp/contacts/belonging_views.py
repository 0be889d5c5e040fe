"""Roles and warnings: changed from the tab with details."""

from datetime import date

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.clock import local_today
from contactapp.contacts import belonging, signalling
from contactapp.contacts.belonging_forms import JoinForm, LeaveForm, MoveOutForm, SignalForm
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.creating import new_person
from contactapp.contacts.details_views import everything, found
from contactapp.contacts.links import contact_url
from contactapp.contacts.models import Contact, ContactRole, Signal, SignalKind
from contactapp.contacts.naming import name_before
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.formats import day_plain
from contactapp.web.rendering import done, invalid

PAGE = "contacts/details.html"


@blueprint.post("/contacts/<string:number>/roles")
@permit(Permission.CONTACT_EDIT)
def join(number: str) -> Response:
    party = found(number)
    form = JoinForm(party)
    if form.is_search or not form.validate_on_submit():
        return invalid(PAGE, **everything(party, join=form))
    person = form.known or new_person(form.new_person(), by=current_user)
    belonging.join(party, person, form.kind, starts_on=form.first_day, by=current_user)
    return _saved(party, _("%(name)s hoort er nu bij.", name=person.name or form.person_surname.data))


@blueprint.post("/contacts/<string:number>/roles/<int:role_id>/end")
@permit(Permission.CONTACT_EDIT)
def leave(number: str, role_id: int) -> Response:
    party = found(number)
    role = _role(party, role_id)
    form, first = LeaveForm(role), role.shown_first
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(party, leave=form))
    belonging.leave(role, ends_on=form.last_day, by=current_user)
    undo = url_for("contacts.stay", number=party.number, role_id=role_id, first=first) if role in party.people else None
    return _saved(party, _ended(role, form.last_day), undo=undo)


@blueprint.post("/contacts/<string:number>/roles/<int:role_id>/continuation")
@permit(Permission.CONTACT_EDIT)
def stay(number: str, role_id: int) -> Response:
    party = found(number)
    role = _role(party, role_id)
    belonging.stay(role, first=request.args.get("first") == "True", by=current_user)
    return _saved(party, _("De rol van %(name)s loopt weer door.", name=role.person.name))


@blueprint.post("/contacts/<string:number>/roles/<int:role_id>/own-household")
@permit(Permission.CONTACT_EDIT)
def move_out(number: str, role_id: int) -> Response:
    party = found(number)
    role = _role(party, role_id)
    form = MoveOutForm(role)
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(party, own=form))
    household = belonging.move_out(role, form.kind, starts_on=form.first_day, by=current_user)
    return _saved(household, _("%(name)s heeft nu een eigen huishouden. Vul het adres in.", name=role.person.name))


@blueprint.post("/contacts/<string:number>/roles/<int:role_id>/first")
@permit(Permission.CONTACT_EDIT)
def show_first(number: str, role_id: int) -> Response:
    party = found(number)
    role, before = _role(party, role_id), next((one for one in party.people if one.shown_first), None)
    is_undo = "undo" in request.args
    belonging.show_first(role, called=name_before(party) if is_undo else None, by=current_user)
    again = url_for("contacts.show_first", number=party.number, role_id=before.id, undo=1) if before else None
    said = _("%(name)s staat nu als eerste.", name=role.person.name)
    return _saved(party, said, undo=None if is_undo else again)


@blueprint.post("/contacts/<string:number>/signals")
@permit(Permission.SIGNAL_EDIT)
def warn(number: str) -> Response:
    contact = found(number)
    form = SignalForm()
    if not form.validate_on_submit():
        return invalid(PAGE, **everything(contact, signal=form))
    kind, text, since, until = SignalKind(form.signal.data), form.text.data or "", form.since.data, form.until.data
    signalling.warn(contact, kind, text=text, starts_on=since, ends_on=until, by=current_user)
    return _saved(contact, _("De signalering staat erop."))


@blueprint.post("/contacts/<string:number>/signals/<int:signal_id>/end")
@permit(Permission.SIGNAL_EDIT)
def lift(number: str, signal_id: int) -> Response:
    contact = found(number)
    signalling.lift(_signal(contact, signal_id), by=current_user)
    undo = url_for("contacts.restore", number=contact.number, signal_id=signal_id)
    return _saved(contact, _("De signalering is beëindigd."), undo=undo)


@blueprint.post("/contacts/<string:number>/signals/<int:signal_id>/restoration")
@permit(Permission.SIGNAL_EDIT)
def restore(number: str, signal_id: int) -> Response:
    contact = found(number)
    signalling.restore(_signal(contact, signal_id), by=current_user)
    return _saved(contact, _("De signalering staat er weer op."))


def _role(party: Contact, role_id: int) -> ContactRole:
    return next((role for role in party.people if role.id == role_id), None) or abort(404)


def _signal(contact: Contact, signal_id: int) -> Signal:
    return next((signal for signal in contact.signals if signal.id == signal_id), None) or abort(404)


def _ended(role: ContactRole, last_day: date) -> str:
    if last_day > local_today():
        return _("De rol van %(name)s eindigt op %(day)s.", name=role.person.name, day=day_plain(last_day))
    return _("De rol van %(name)s is beëindigd.", name=role.person.name)


def _saved(contact: Contact, message: str, undo: str | None = None) -> Response:
    return done(to=f"{contact_url(contact)}/details", message=message, undo=undo)
