"""What a form starts from: an address, a draft, a home."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from contactapp.contacts.models import Contact, Unit
from contactapp.contacts.phones import PhoneError, looks_dialled, parse_phone
from contactapp.contacts.reaching import may_be_called
from contactapp.contacts.showing import may_call

LONGEST_NUMBER = 20


def values_of(args: Mapping[str, str]) -> dict[str, Any]:
    """What an address may fill in beforehand; texts are never taken from an address."""
    return {name: args.get(name, "") for name in ("contact", "faq", "template", "linked", "unit")} | {
        "phone": calling_number(args.get("phone")),
        "task": args.get("task") == "1",
        "anonymous": args.get("anonymous") == "1",
    }


def calling_number(typed: str | None) -> str:
    """The number of who calls, as we store numbers; empty when it was withheld."""
    try:
        return parse_phone(typed or "")
    except PhoneError:
        return typed[:LONGEST_NUMBER] if typed and looks_dialled(typed) else ""


def phone_of(contact: Contact | None) -> str:
    """The first number of the customer, or of somebody of the household; first of who does not mind being called."""
    if contact is None:
        return ""
    roles = contact.current_people
    willing = [*([contact] if may_be_called(contact) else []), *(role.person for role in roles if may_call(role))]
    people = [*willing, contact, *(role.person for role in roles)]
    return next((phone.value for one in people for phone in one.phones), "")


def tenant_of(unit: Unit) -> str:
    """The number of who rents a home now, when that is one customer; else empty."""
    renting = [lease.customer.contact.number for lease in unit.leases if not lease.is_over]
    return renting[0] if len(renting) == 1 else ""


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as a draft holds them: a day or a moment as text."""
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


def restored(draft: Mapping[str, Any]) -> dict[str, Any]:
    """The same fields as a form takes them."""
    values = dict(draft)
    for name, kind in (("deadline_day", date), ("occurred_at", datetime)):
        values[name] = kind.fromisoformat(values[name]) if values.get(name) else None
    return values
