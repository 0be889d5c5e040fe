"""Whom a task is about, short enough to read before one calls."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from contactapp.contacts.models import Contact
from contactapp.contacts.showing import Fact, ShownPerson, ShownSignal, address_facts, itself, people_in, signals_here
from contactapp.contacts.wording import ROLES
from contactapp.interactions.models import Ticket


@dataclass(frozen=True)
class Brief:
    """The contact of a task with its people, warnings, address and ticket."""

    number: str | None
    name: str
    signals: Sequence[ShownSignal] = ()
    people: Sequence[ShownPerson] = ()
    facts: Sequence[Fact] = ()


def brief_of(contact: Contact | None, ticket: Ticket | None) -> Brief | None:
    """The summary; None for a task among colleagues."""
    if contact is None and ticket is None:
        return None
    if contact is None:
        return Brief(None, str(_("Anonieme melding")), facts=_ticket_fact(ticket))
    return Brief(
        contact.number,
        contact.name,
        signals=signals_here(contact),
        people=people_in(contact) or [itself(contact)],
        facts=address_facts(contact) + _ticket_fact(ticket),
    )


def spoken_with(contact: Contact | None) -> list[tuple[str, str]]:
    """Who may have been on the phone, for a list to choose from: id and name with role."""
    if contact is None:
        return []
    return [(str(role.person_id), f"{role.person.name} ({ROLES[role.kind]})") for role in contact.current_people]


def _ticket_fact(ticket: Ticket | None) -> list[Fact]:
    if ticket is None:
        return []
    words = f"{ticket.number}: {ticket.subject}"
    return [Fact("message", str(_("Ticket")), words, url_for("desk.ticket", number=ticket.number))]
