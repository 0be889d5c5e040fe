"""Who belongs to which household or organisation: joining, leaving, being shown first, dying (R7, R9)."""

from datetime import date, timedelta
from enum import StrEnum

from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.contacts.codes import SPEAKS_FOR_OTHERS
from contactapp.contacts.creating import ContactValues, NameValues, create_contact
from contactapp.contacts.models import Contact, ContactKind, ContactRole, RoleKind
from contactapp.contacts.naming import give_name, name_before, name_of
from contactapp.contacts.terms import reindex
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.web.errors import DomainError

HEIRS = "ERVEN"


class AfterDeath(StrEnum):
    """What becomes of the roles of somebody who died."""

    KEEP = "keep"  # letters go to the heirs
    END = "end"  # whoever remains is shown first


class NotAPerson(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Alleen een persoon kan een rol hebben in een huishouden of bedrijf."))


class LivesElsewhere(DomainError):
    def __init__(self, person: Contact) -> None:
        super().__init__(_("%(name)s woont hier niet.", name=person.name))


class AlreadyThere(DomainError):
    def __init__(self, person: Contact) -> None:
        super().__init__(_("%(name)s heeft deze rol hier al.", name=person.name))


def join(party: Contact, person: Contact, kind: RoleKind, *, starts_on: date, by: User) -> ContactRole:
    """Give a person a role in a household or organisation."""
    if person.kind is not ContactKind.PERSON or not party.is_party:
        raise NotAPerson
    if has_role(party, person, kind, starts_on):
        raise AlreadyThere(person)
    role = ContactRole(person=person, party=party, kind=kind, starts_on=starts_on)
    db.session.add(role)
    record(party, Verb.PERSON_JOINED, by=by, name=person.name, role=kind.value)
    return role


def has_role(party: Contact, person: Contact, kind: RoleKind, day: date) -> bool:
    """Whether somebody is this here on that day, or will be."""
    return any(role.person_id == person.id and role.kind is kind and _is_open(role, day) for role in party.people)


def leave(role: ContactRole, *, ends_on: date, by: User) -> None:
    """End a role; of a household the remaining main tenant is shown first. One that has not begun need never begin."""
    if ends_on < role.starts_on and not role.is_to_come:
        raise DomainError(_("De einddatum ligt voor de begindatum."))
    record(role.party, Verb.PERSON_LEFT, by=by, name=role.person.name, role=role.kind.value)
    if ends_on < role.starts_on:
        role.party.people.remove(role)
        db.session.delete(role)
        return
    role.ends_on = ends_on
    if role.shown_first and ends_on <= local_today():
        _hand_over(role, by=by)


def stay(role: ContactRole, *, first: bool, by: User) -> None:
    """Undo ``leave``: the role goes on, with its person in front when they were."""
    called = name_before(role.party) if first else None
    role.ends_on = None
    record(role.party, Verb.PERSON_STAYED, by=by, name=role.person.name, role=role.kind.value)
    if first:
        show_first(role, called=called, by=by)


def pass_on(role_id: int) -> None:
    """After the last day of a role its person is no longer found through the household, nor shown first."""
    role = db.session.get_one(ContactRole, role_id)
    if role.shown_first:
        _hand_over(role, by=None)
    db.session.flush()
    reindex(db.session.connection(), {role.person_id, role.party_id})


def _hand_over(role: ContactRole, *, by: User | None) -> None:
    role.shown_first = False
    successor = _successor(role)
    if successor is not None:
        show_first(successor, by=by)


def move_out(role: ContactRole, kind: RoleKind, *, starts_on: date, by: User) -> Contact:
    """Somebody goes on in a household of their own, after a separation for example (R7); the address comes later."""
    person = role.person
    if not lives_here(role) or not _is_open(role, starts_on):  # a colleague may have been first
        raise LivesElsewhere(person)
    leave(role, ends_on=starts_on - timedelta(days=1), by=by)
    household = create_contact(ContactValues(ContactKind.HOUSEHOLD, name_of(person)), by=by)
    household.language = person.language
    join(household, person, kind, starts_on=starts_on, by=by).shown_first = True
    return household


def show_first(role: ContactRole, *, called: NameValues | None = None, by: User | None) -> None:
    """Show this person first; the household takes their name (R7), or the one it had when that is undone."""
    if not may_be_first(role):
        raise LivesElsewhere(role.person)
    for other in role.party.people:
        other.shown_first = other is role
    record(role.party, Verb.PERSON_SHOWN_FIRST, by=by, name=role.person.name)
    if role.party.kind is ContactKind.HOUSEHOLD:
        give_name(role.party, called or name_of(role.person), by=by)


def die(person: Contact, day: date, roles: AfterDeath, *, by: User) -> None:
    """Record a death, and do with the roles what was chosen (R9)."""
    person.death_date = day
    record(person, Verb.CONTACT_DIED, by=by)
    if roles is AfterDeath.KEEP:
        person.salutation = HEIRS
        return
    for role in [role for role in person.roles if not role.is_over]:
        leave(role, ends_on=day if role.is_to_come else max(day, role.starts_on), by=by)


def lives_here(role: ContactRole) -> bool:
    """Whether somebody belongs to a household itself, rather than speak for it."""
    return role.party.kind is ContactKind.HOUSEHOLD and role.kind not in SPEAKS_FOR_OTHERS


def may_be_first(role: ContactRole) -> bool:
    """Whether a household can be called after this person, or a company be reached through them."""
    return role.is_current and (lives_here(role) or role.party.kind is ContactKind.ORGANISATION)


def _is_open(role: ContactRole, day: date) -> bool:
    return role.ends_on is None or role.ends_on >= day


def _successor(gone: ContactRole) -> ContactRole | None:
    """The remaining main tenant, else the co-tenant who has been there longest."""
    order = {RoleKind.MAIN_TENANT: 0, RoleKind.CO_TENANT: 1}
    left = [role for role in gone.party.people if role is not gone and role.is_current and role.kind in order]
    return min(left, key=lambda role: (order[role.kind], role.starts_on, role.id), default=None)
