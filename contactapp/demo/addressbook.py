"""Contacts as the domain stores them: parties, persons with a role, numbers, addresses, signals, leases."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from contactapp.contacts.creating import FIRST_NUMBER
from contactapp.contacts.models import (
    Address,
    AddressKind,
    Contact,
    ContactKind,
    ContactPoint,
    ContactPointKind,
    ContactRole,
    Customer,
    Lease,
    RoleKind,
    Signal,
    SignalKind,
)
from contactapp.contacts.names import company_sort_key, full_name, sort_key
from contactapp.demo.bulk import Store
from contactapp.demo.homes import Home
from contactapp.demo.hours import local
from contactapp.demo.names import PersonName
from contactapp.events.models import Event
from contactapp.events.verbs import Verb

FIRST_CUSTOMER = 100400
KEPT_CUSTOMERS = frozenset({100477, 100482})  # numbers of households that people know by them


@dataclass
class Person:
    """Somebody in a household or organisation."""

    id: int
    name: PersonName
    role: RoleKind
    phone: str = ""


@dataclass
class Party:
    """A household or organisation with what its history needs to know."""

    id: int
    kind: ContactKind
    name: str
    since: date
    until: date | None = None
    people: list[Person] = field(default_factory=list)
    unit_id: int | None = None
    home: Home | None = None
    customer_id: int | None = None
    seeker: bool = False
    widowed_on: date | None = None
    weight: float = 0.0  # how often they call as a tenant
    business: str = ""  # what an organisation calls about otherwise: a key of the phrases

    def speaker(self, dice: Random) -> Person | None:
        """Who is on the phone: mostly the first person, and no child."""
        people = [each for each in self.people if each.phone or each.role is not RoleKind.RESIDENT][:8]
        return dice.choices(people, [6, 3, 1, 1, 1, 1, 1, 1][: len(people)])[0] if people else None

    def is_here_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class AddressBook:
    """Writes contacts and everything that hangs on them."""

    def __init__(self, store: Store, dice: Random, makers: Iterable[int], first_day: date) -> None:
        self._store, self._dice = store, dice
        self._makers, self._first_day = list(makers), first_day
        self._phones: set[str] = set()
        self._leases = 0

    def add_household(self, name: PersonName, since: date, *, surname: str = "") -> Party:
        """A household under the name of its main tenant, or under a double name of its own (R7)."""
        parts = ("", "", surname) if surname else (name.initials, name.prefix, name.surname)
        contact_id = self._add_contact(ContactKind.HOUSEHOLD, parts, since)
        return Party(contact_id, ContactKind.HOUSEHOLD, full_name(*parts), since)

    def add_organisation(self, name: str, since: date) -> Party:
        """A company or institution."""
        values = {"salutation": "BLANCO", "chamber_of_commerce_number": f"9{self._dice.randrange(10**7):07d}"}
        contact_id = self._add_contact(ContactKind.ORGANISATION, ("", "", name), since, values)
        return Party(contact_id, ContactKind.ORGANISATION, name, since)

    def add_person(
        self, party: Party, name: PersonName, role: RoleKind, *, born: date | None = None,
        since: date | None = None, died: date | None = None, phone: str = "",
    ) -> Person:  # fmt: skip
        """Somebody new in a household or organisation; the first one is shown first."""
        began = since or party.since
        values = {"salutation": name.salutation, "first_name": name.first_name, "birth_date": born, "death_date": died}
        parts = (name.initials, name.prefix, name.surname)
        person = Person(self._add_contact(ContactKind.PERSON, parts, began, values), name, role, phone)
        self.add_role(party, person, role, since=began, until=died)
        if phone:
            self.add_point(person.id, ContactPointKind.PHONE, phone)
        return person

    def add_role(
        self, party: Party, person: Person, role: RoleKind, *, since: date | None = None, until: date | None = None
    ) -> None:  # fmt: skip
        """What a person is to a party; who left or died does not speak for it any more."""
        row = {
            "person_id": person.id,
            "party_id": party.id,
            "kind": role,
            "starts_on": since or party.since,
            "ends_on": until,
            "shown_first": not party.people and until is None,
        }
        self._store.add(ContactRole, row)
        if until is None:
            party.people.append(Person(person.id, person.name, role, person.phone))

    def add_point(self, contact_id: int, kind: ContactPointKind, value: str, *, preferred: bool = True) -> None:
        """A phone number or e-mail address."""
        row = {"contact_id": contact_id, "kind": kind, "value": value, "label": "", "preferred": preferred}
        self._store.add(ContactPoint, row)

    def add_address(self, party: Party, address: dict[str, Any], *, verified: bool = True) -> None:
        """Where a party lives or has its office."""
        row = {"contact_id": party.id, "kind": AddressKind.HOME, "verified": verified}
        self._store.add(Address, row | address)

    def add_customer(self, party: Party, number: int = 0) -> None:
        """Make a party a customer; a fixed number is for who is known by it."""
        number = number or self._next_customer()
        row = {"number": str(number), "contact_id": party.id, "external_id": None, "source": None}
        party.customer_id = self._store.add(Customer, row)

    def add_lease(self, party: Party, home: Home, since: date, until: date | None = None) -> None:
        """The party rents a home for a period; the last one without end is where they live."""
        self._leases += 1
        row = {
            "number": f"HO{since:%y}-{self._leases:05d}",
            "customer_id": party.customer_id,
            "unit_id": home.id,
            "starts_on": since,
            "ends_on": until,
        }
        self._store.add(Lease, row)
        party.unit_id, party.home = home.id, home

    def add_signal(
        self, party: Party, kind: SignalKind, text: str, *, since: date, until: date | None = None
    ) -> None:  # fmt: skip
        """A warning that everyone must see."""
        maker = self._dice.choice(self._makers)
        row = {"contact_id": party.id, "kind": kind, "text": text, "starts_on": since, "ends_on": until}
        self._store.add(Signal, row | {"created_by_id": maker})

    def new_mobile(self) -> str:
        """A number of the form of a mobile one, in a range that is given to nobody (the old pagers)."""
        return self._new_phone("+3166")

    def new_landline(self) -> str:
        """A number of the town that cannot exist: none there begins with a 1."""
        return self._new_phone("+31301", digits=6)

    def _new_phone(self, beginning: str, digits: int = 7) -> str:
        while (number := f"{beginning}{self._dice.randrange(10**digits):0{digits}d}") in self._phones:
            pass
        self._phones.add(number)
        return number

    def _next_customer(self) -> int:
        number = self._store.number("customer", first=FIRST_CUSTOMER)
        return self._next_customer() if number in KEPT_CUSTOMERS else number

    def _add_contact(
        self, kind: ContactKind, parts: tuple[str, str, str], since: date, values: dict[str, Any] | None = None
    ) -> int:  # fmt: skip
        initials, prefix, surname = parts
        company = kind is ContactKind.ORGANISATION
        weekday = since - timedelta(days=max(since.weekday() - 4, 0))
        created_at = local(weekday, time(9 + self._dice.randrange(7), self._dice.randrange(60)))
        maker = self._dice.choice(self._makers) if since >= self._first_day else None
        row = {
            "number": f"C{self._store.number('contact', first=FIRST_NUMBER):06d}",
            "kind": kind,
            "initials": initials,
            "name_prefix": prefix,
            "surname": surname,
            "name": surname if company else full_name(initials, prefix, surname),
            "sort_name": company_sort_key(surname) if company else sort_key(surname, initials, prefix),
            "salutation": "",
            "first_name": "",
            "birth_date": None,
            "death_date": None,
            "chamber_of_commerce_number": "",
            "created_at": created_at,
            "created_by_id": maker,
        }
        contact_id = self._store.add(Contact, row | (values or {}))
        self._record_creation(contact_id, created_at, maker)
        return contact_id

    def _record_creation(self, contact_id: int, at: datetime, by: int | None) -> None:
        row = {
            "at": at,
            "verb": Verb.CONTACT_CREATED.value.code,
            "actor_id": by,
            "subject_type": Contact.__tablename__,
            "subject_id": contact_id,
            "data": {},
        }
        self._store.add(Event, row)
