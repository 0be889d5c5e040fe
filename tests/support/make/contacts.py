"""Households, organisations, persons, and what they rent."""

from datetime import date
from itertools import count
from typing import Any

from contactapp.contacts.models import (
    Address,
    Contact,
    ContactKind,
    ContactPoint,
    ContactPointKind,
    ContactRole,
    Customer,
    Lease,
    RoleKind,
    Unit,
)
from contactapp.contacts.names import company_sort_key, full_name, sort_key
from tests.support.make import stored, together

_serial = count(900001)


def household(surname: str = "Vries", *, initials: str = "P.", name_prefix: str = "de", **values: Any) -> Contact:
    """A household, named after somebody in it."""
    return _contact(ContactKind.HOUSEHOLD, surname, initials, name_prefix, values)


def person(surname: str = "Vries", *, initials: str = "P.", name_prefix: str = "de", **values: Any) -> Contact:
    """A natural person, in no household yet."""
    return _contact(ContactKind.PERSON, surname, initials, name_prefix, values)


def organisation(name: str = "Loodgietersbedrijf Snel", **values: Any) -> Contact:
    """A company or institution."""
    return _contact(ContactKind.ORGANISATION, name, "", "", values)


def role(who: Contact, party: Contact, kind: RoleKind = RoleKind.MAIN_TENANT, **values: Any) -> ContactRole:
    """Put a person in a household or organisation."""
    return stored(ContactRole(person=who, party=party, kind=kind, **values))


def phone(contact: Contact, number: str = "+31612345678", **values: Any) -> ContactPoint:
    """A phone number, in E.164."""
    return stored(ContactPoint(contact=contact, kind=ContactPointKind.PHONE, value=number, **values))


def email(contact: Contact, address: str = "p.devries@voorbeeld.example", **values: Any) -> ContactPoint:
    """An e-mail address."""
    return stored(ContactPoint(contact=contact, kind=ContactPointKind.EMAIL, value=address, **values))


def address(contact: Contact, postcode: str = "3511AB", house_number: int = 14, **values: Any) -> Address:
    """A home address."""
    values = {"street": "Lindestraat", "city": "Utrecht", "verified": True} | values
    return stored(Address(contact=contact, postcode=postcode, house_number=house_number, **values))


def customer(contact: Contact | None = None, **values: Any) -> Customer:
    """A customer with a number, who rents one unit."""
    values.setdefault("number", str(next(_serial)))
    with together():
        row = stored(Customer(contact=contact or household(), **values))
        lease(row)
    return row


def unit(**values: Any) -> Unit:
    """A home."""
    defaults = {"number": f"VHE{next(_serial)}", "street": "Lindestraat", "house_number": 14, "postcode": "3511AB"}
    return stored(Unit(**defaults | {"city": "Utrecht", "kind": "Woning"} | values))


def lease(row: Customer, home: Unit | None = None, **values: Any) -> Lease:
    """A lease that started in 2020."""
    defaults = {"number": f"HOK{next(_serial)}", "starts_on": date(2020, 1, 1)}
    with together():
        return stored(Lease(customer=row, unit=home or unit(), **defaults | values))


def _contact(kind: ContactKind, surname: str, initials: str, prefix: str, values: dict[str, Any]) -> Contact:
    company = kind is ContactKind.ORGANISATION
    defaults = {
        "number": f"C{next(_serial)}",
        "name": surname if company else full_name(initials, prefix, surname),
        "sort_name": company_sort_key(surname) if company else sort_key(surname, initials, prefix),
    }
    return stored(Contact(kind=kind, surname=surname, initials=initials, name_prefix=prefix, **defaults | values))
