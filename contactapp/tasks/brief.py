"""Whom a task is about, short enough to read before one calls."""

from dataclasses import dataclass, field

from flask import url_for
from flask_babel import gettext as _

from contactapp.contacts.models import Contact, ContactRole
from contactapp.contacts.phones import show_phone
from contactapp.contacts.reaching import may_be_called
from contactapp.contacts.showing import may_call
from contactapp.contacts.wording import ROLES, SIGNAL_LOOKS, SIGNALS
from contactapp.interactions.models import Ticket
from contactapp.web.formats import day_short


@dataclass(frozen=True)
class Fact:
    icon: str
    label: str
    text: str
    href: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class PersonLine:
    name: str
    role: str
    phone: str | None
    phone_text: str | None


@dataclass(frozen=True)
class Caution:
    kind: str
    text: str
    until: str | None


@dataclass(frozen=True)
class Brief:
    """The contact of a task with its people, warnings, address and ticket."""

    number: str | None
    name: str
    signals: list[Caution] = field(default_factory=list)
    people: list[PersonLine] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)


def brief_of(contact: Contact | None, ticket: Ticket | None) -> Brief | None:
    """The summary; None for a task among colleagues."""
    if contact is None and ticket is None:
        return None
    if contact is None:
        return Brief(None, str(_("Anonieme melding")), facts=_ticket_fact(ticket))
    people = [_person(role) for role in contact.current_people]
    return Brief(
        contact.number,
        contact.name,
        signals=[
            Caution(
                SIGNAL_LOOKS.get(signal.kind, ""),
                signal.text or str(SIGNALS[signal.kind]),
                day_short(signal.ends_on) if signal.ends_on else None,
            )
            for signal in contact.current_signals
        ],
        people=people or [_itself(contact)],
        facts=_address_fact(contact) + _ticket_fact(ticket),
    )


def spoken_with(contact: Contact | None) -> list[tuple[str, str]]:
    """Who may have been on the phone, for a list to choose from: id and name with role."""
    if contact is None:
        return []
    return [(str(role.person_id), f"{role.person.name} ({ROLES[role.kind]})") for role in contact.current_people]


def _person(role: ContactRole) -> PersonLine:
    phone = next(iter(role.person.phones), None) if may_call(role) else None
    words = show_phone(phone.value) if phone else None
    return PersonLine(role.person.name, str(ROLES[role.kind]), phone.value if phone else None, words)


def _itself(contact: Contact) -> PersonLine:
    phone = next(iter(contact.phones), None) if may_be_called(contact) else None
    return PersonLine(contact.name, "", phone.value if phone else None, show_phone(phone.value) if phone else None)


def _address_fact(contact: Contact) -> list[Fact]:
    home = contact.home_address
    return [Fact("map-pin", str(_("Adres")), home.one_line)] if home else []


def _ticket_fact(ticket: Ticket | None) -> list[Fact]:
    if ticket is None:
        return []
    words = f"{ticket.number}: {ticket.subject}"
    return [Fact("message", str(_("Ticket")), words, url_for("desk.ticket", number=ticket.number))]
