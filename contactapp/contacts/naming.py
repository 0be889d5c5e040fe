"""What a household is called: after whoever is shown first, until somebody gives it a name of its own (R7)."""

from contactapp.accounts.models import User
from contactapp.contacts.codes import ChangedField
from contactapp.contacts.creating import NameValues
from contactapp.contacts.models import Contact, ContactKind, ContactRole
from contactapp.contacts.names import full_name, split_name
from contactapp.events.log import events_of, record
from contactapp.events.verbs import Verb


def name_of(contact: Contact) -> NameValues:
    """The parts of its name."""
    return NameValues(contact.surname, contact.initials, contact.name_prefix)


def named_after(household: Contact) -> Contact | None:
    """The person a household is called after; none when it has a name of its own."""
    return next((role.person for role in household.people if _gives_its_name(role)), None)


def namesakes(person: Contact) -> list[Contact]:
    """The households that are called after this person."""
    return [role.party for role in person.roles if _gives_its_name(role)]


def give_name(contact: Contact, name: NameValues, *, by: User | None) -> None:
    """Let a contact be called this; the derived name follows (R1)."""
    old, new = contact.name, full_name(name.initials, name.prefix, name.surname)
    contact.initials, contact.name_prefix, contact.surname = name.initials, name.prefix, name.surname
    if old != new:
        record(contact, Verb.CONTACT_CHANGED, by=by, field=ChangedField.NAME.value, old=old, new=new)


def name_before(household: Contact) -> NameValues | None:
    """What a household was called before somebody was put first last, when that gave it another name."""
    for event in reversed(events_of(household)):
        if event.verb == Verb.PERSON_SHOWN_FIRST.value.code:
            return None
        if event.verb == Verb.CONTACT_CHANGED.value.code and event.data["field"] == ChangedField.NAME:
            return _parts_of(event.data["old"])
    return None


def _parts_of(name: str) -> NameValues:
    parts = split_name(name)
    as_it_was = full_name(parts.initials, parts.prefix, parts.surname) == name
    return NameValues(parts.surname, parts.initials, parts.prefix) if as_it_was else NameValues(name)


def _gives_its_name(role: ContactRole) -> bool:
    household, person = role.party, role.person
    return (
        role.shown_first
        and not role.is_over
        and household.kind is ContactKind.HOUSEHOLD
        and household.name == person.name
    )
