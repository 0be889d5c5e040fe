"""Tickets and contact moments."""

from itertools import count
from typing import Any

from contactapp.contacts.models import Contact
from contactapp.interactions.models import (
    Channel,
    ContactMoment,
    Direction,
    InteractionTemplate,
    MomentKind,
    Ticket,
)
from tests.support.make import contacts, stored, together

_serial = count(900001)


def ticket(contact: Contact | None = None, subject: str = "Cv-ketel verliest druk", **values: Any) -> Ticket:
    """A ticket without contact moments."""
    with together():
        if not values.get("anonymous"):
            values["contact"] = contact or contacts.household()
        return stored(Ticket(**{"number": f"T26-{next(_serial)}", "subject": subject} | values))


def contact_moment(on: Ticket | None = None, note: str = "Mevrouw belt over de ketel.", **values: Any) -> ContactMoment:
    """A question by phone, on a ticket."""
    defaults = {"channel": Channel.PHONE, "direction": Direction.INCOMING, "kind": MomentKind.QUESTION}
    with together():
        thread = on or ticket()
        return stored(
            ContactMoment(ticket=thread, contact=thread.contact, subject=thread.subject, note=note, **defaults | values)
        )


def template(name: str = "Algemene vraag", **values: Any) -> InteractionTemplate:
    """An interaction template without task."""
    return stored(InteractionTemplate(**{"code": f"sjabloon-{next(_serial)}", "name": name} | values))
