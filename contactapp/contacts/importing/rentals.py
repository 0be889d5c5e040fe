"""Customers, units, leases and addresses from a file."""

from collections.abc import Sequence
from typing import TypeVar

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from contactapp.contacts.importing.keyed import (
    Known,
    KnownContacts,
    a_day,
    address_values,
    change,
    demand_all,
    key_of,
    keys_of,
    outcome,
)
from contactapp.contacts.importing.reading import Outcome, Row, RowRefused
from contactapp.contacts.models import Contact, Customer, KnownAddress, Lease, Unit
from contactapp.db import db

_LONGEST_CUSTOMER_NUMBER = 12


Numbered = TypeVar("Numbered", Customer, Unit, Lease)


def _by_number(model: type[Numbered], rows: Sequence[Row]) -> dict[str, Numbered]:
    """Which of the numbers in these rows are in use already."""
    numbers = {row["number"] for row in rows}
    return {one.number: one for one in db.session.scalars(select(model).where(model.number.in_(numbers)))}


class Customers:
    """The customer number of a household or organisation."""

    required = ("source", "external_id", "number", "contact_external_id")
    optional: tuple[str, ...] = ()

    def __init__(self) -> None:
        self._customers, self._contacts = Known(Customer), KnownContacts(selectinload(Contact.customer))
        self._taken: dict[str, Customer] = {}

    def prepare(self, rows: Sequence[Row]) -> None:
        self._customers.load(keys_of(rows))
        self._contacts.load(keys_of(rows, "contact_external_id"))
        numbers = [row["number"] for row in rows]
        self._taken = {
            one.number: one for one in db.session.scalars(select(Customer).where(Customer.number.in_(numbers)))
        }

    def store(self, row: Row) -> Outcome:
        demand_all(row, self.required)
        contact = self._contacts.demand(row["source"], row["contact_external_id"], _("contact"))
        found = self._customers.get(*key_of(row))
        if len(row["number"]) > _LONGEST_CUSTOMER_NUMBER:
            raise RowRefused(_("te lang: %(names)s", names="number"))
        if not contact.is_party:
            raise RowRefused(_("een persoon is geen klant; verwijs naar het huishouden"))
        if contact.customer is not None and contact.customer is not found:
            raise RowRefused(_("dit contact heeft al klantnummer %(number)s", number=contact.customer.number))
        if self._taken.get(row["number"], found) is not found:
            raise RowRefused(_("klantnummer %(number)s is al in gebruik", number=row["number"]))
        if found is None:
            source, external_id = key_of(row)
            found = Customer(source=source, external_id=external_id, number=row["number"], contact=contact)
            self._taken[row["number"]] = self._customers.add(found)
            return Outcome.ADDED
        return outcome(new=False, changed=change(found, {"number": row["number"], "contact": contact}))


class Units:
    """Homes and other rentable objects."""

    required = ("source", "external_id", "number", "street", "house_number", "postcode", "city")
    optional = ("house_addition", "country", "bag_id", "kind", "complex_code", "complex_name")

    def __init__(self) -> None:
        self._units = Known(Unit)
        self._taken: dict[str, Unit] = {}

    def prepare(self, rows: Sequence[Row]) -> None:
        self._units.load(keys_of(rows))
        self._taken = _by_number(Unit, rows)

    def store(self, row: Row) -> Outcome:
        demand_all(row, ("source", "external_id", "number"))
        found = self._units.get(*key_of(row))
        if self._taken.get(row["number"], found) is not found:
            raise RowRefused(_("eenheid %(number)s is al in gebruik", number=row["number"]))
        values = address_values(row) | {
            "number": row["number"][:20],
            "kind": row.get("kind", "")[:40],
            "complex_code": row.get("complex_code", "")[:20],
            "complex_name": row.get("complex_name", "")[:80],
        }
        if found is None:
            source, external_id = key_of(row)
            self._taken[row["number"]] = self._units.add(Unit(source=source, external_id=external_id, **values))
            return Outcome.ADDED
        return outcome(new=False, changed=change(found, values))


class Leases:
    """A customer rents a unit for a period."""

    required = ("source", "external_id", "number", "customer_external_id", "unit_external_id", "starts_on")
    optional = ("ends_on",)

    def __init__(self) -> None:
        self._leases, self._customers, self._units = Known(Lease), Known(Customer), Known(Unit)
        self._taken: dict[str, Lease] = {}

    def prepare(self, rows: Sequence[Row]) -> None:
        self._leases.load(keys_of(rows))
        self._customers.load(keys_of(rows, "customer_external_id"))
        self._units.load(keys_of(rows, "unit_external_id"))
        self._taken = _by_number(Lease, rows)

    def store(self, row: Row) -> Outcome:
        demand_all(row, self.required)
        found = self._leases.get(*key_of(row))
        if self._taken.get(row["number"], found) is not found:
            raise RowRefused(_("overeenkomst %(number)s is al in gebruik", number=row["number"]))
        first, last = a_day(row["starts_on"], "starts_on"), a_day(row.get("ends_on", ""), "ends_on")
        if first and last and last < first:
            raise RowRefused(_("%(last)s ligt voor %(first)s", last="ends_on", first="starts_on"))
        values = {
            "number": row["number"][:20],
            "customer": self._customers.demand(row["source"], row["customer_external_id"], _("klant")),
            "unit": self._units.demand(row["source"], row["unit_external_id"], _("eenheid")),
            "starts_on": first,
            "ends_on": last,
        }
        if found is None:
            source, external_id = key_of(row)
            self._taken[row["number"]] = self._leases.add(Lease(source=source, external_id=external_id, **values))
            return Outcome.ADDED
        return outcome(new=False, changed=change(found, values))


class Addresses:
    """The association's own address table, such as a BAG extract (R4); keyed on the door itself."""

    required = ("street", "house_number", "postcode", "city")
    optional = ("house_addition", "country", "bag_id")

    def __init__(self) -> None:
        self._known: dict[tuple[str, int | None, str], KnownAddress] = {}

    def prepare(self, rows: Sequence[Row]) -> None:
        postcodes = {row["postcode"].replace(" ", "").upper() for row in rows}
        own = select(KnownAddress).where(KnownAddress.origin == "own", KnownAddress.postcode.in_(postcodes))
        self._known = {(one.postcode, one.house_number, one.house_addition): one for one in db.session.scalars(own)}

    def store(self, row: Row) -> Outcome:
        demand_all(row, self.required)
        values = address_values(row)
        door = (values["postcode"], values["house_number"], values["house_addition"])
        found = self._known.get(door)
        if found is None:
            self._known[door] = KnownAddress(origin="own", **values)
            db.session.add(self._known[door])
            return Outcome.ADDED
        return outcome(new=False, changed=change(found, values))
