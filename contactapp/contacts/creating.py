"""A new contact in one act: the household or organisation, its first person, address and numbers (R2, R3)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import func, select, update

from contactapp.accounts.models import User
from contactapp.contacts.models import (
    Address,
    Contact,
    ContactAlias,
    ContactKind,
    ContactPoint,
    ContactPointKind,
    ContactRole,
    RoleKind,
)
from contactapp.contacts.names import full_name
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.web.numbering import NumberSequence, numbers_in

SEQUENCE = "contact"
FIRST_NUMBER = 100001


@dataclass(frozen=True)
class NameValues:
    """The parts of a name; a company has only a surname, which is its name."""

    surname: str
    initials: str = ""
    prefix: str = ""


@dataclass(frozen=True)
class PersonValues:
    """The first person of a household or organisation."""

    name: NameValues
    role: RoleKind
    birth_date: date | None = None
    salutation: str = ""


@dataclass(frozen=True)
class ContactValues:
    """All that the form for a new contact asks, already checked."""

    kind: ContactKind
    name: NameValues
    chamber_of_commerce_number: str = ""
    addresses: list[Address] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    person: PersonValues | None = None

    @property
    def full_name(self) -> str:
        """The name as it will be derived (R1)."""
        return full_name(self.name.initials, self.name.prefix, self.name.surname)


def reserve_number() -> tuple[str, str]:
    """A number for the form that just opened (R2), and a token that proves it was given by us."""
    number = new_number()
    return number, _signer().dumps(number)


def new_number() -> str:
    """The next contact number, never given out before; numbers that came by import are passed over."""
    return new_numbers(1)[0]


def new_numbers(count: int) -> list[str]:
    """So many of those in one go."""
    if not count:
        return []
    numbers = _next_numbers(count)
    if not _are_taken(numbers):
        return numbers
    _pass_over_taken_numbers()
    return _next_numbers(count)


def create_contact(values: ContactValues, *, reserved: str = "", by: User) -> Contact:
    """Store a household or organisation with its first person, under the reserved number when there is one."""
    party = _contact(values.kind, values.name, number=reserved_number(reserved) or new_number(), by=by)
    party.chamber_of_commerce_number = values.chamber_of_commerce_number
    if values.kind is ContactKind.ORGANISATION:
        party.salutation = "BLANCO"
    party.addresses = values.addresses
    party.contact_points = [
        *_points(ContactPointKind.PHONE, values.phones),
        *_points(ContactPointKind.EMAIL, values.emails),
    ]
    db.session.add(party)
    record(party, Verb.CONTACT_CREATED, by=by)
    if values.person is not None:
        person = new_person(values.person, by=by)
        db.session.add(ContactRole(person=person, party=party, kind=values.person.role, shown_first=True))
    return party


def new_person(values: PersonValues, *, by: User) -> Contact:
    """Store a person who is in no household yet."""
    person = _contact(ContactKind.PERSON, values.name, number=new_number(), by=by)
    person.birth_date, person.salutation = values.birth_date, values.salutation
    db.session.add(person)
    record(person, Verb.CONTACT_CREATED, by=by)
    return person


def _contact(kind: ContactKind, name: NameValues, *, number: str, by: User) -> Contact:
    return Contact(
        kind=kind,
        number=number,
        initials=name.initials,
        name_prefix=name.prefix,
        surname=name.surname,
        created_by_id=by.id,
    )


def _points(kind: ContactPointKind, values: list[str]) -> list[ContactPoint]:
    """The first of each kind is the preferred one (R5)."""
    return [
        ContactPoint(kind=kind, value=value, preferred=index == 0) for index, value in enumerate(dict.fromkeys(values))
    ]


def reserved_number(token: str) -> str | None:
    """The reserved number, unless it was used meanwhile or the token is not ours."""
    try:
        number = str(_signer().loads(token))
    except BadSignature:
        return None
    return None if _are_taken([number]) else number


def _next_numbers(count: int) -> list[str]:
    return [f"C{number:06d}" for number in numbers_in(SEQUENCE, count, first=FIRST_NUMBER)]


def _are_taken(numbers: Sequence[str]) -> bool:
    """Whether any of them is."""
    contact = select(Contact.id).where(Contact.number.in_(numbers))
    alias = select(ContactAlias.id).where(ContactAlias.number.in_(numbers))
    return db.session.execute(contact.union_all(alias)).first() is not None


def _pass_over_taken_numbers() -> None:
    """Continue behind the highest number in use, which an import may have brought."""
    highest = db.session.scalar(select(func.max(Contact.number)).where(Contact.number.like("C______")))
    if highest and highest[1:].isdecimal():
        db.session.execute(
            update(NumberSequence)
            .where(NumberSequence.name == SEQUENCE, NumberSequence.last < int(highest[1:]))
            .values(last=int(highest[1:]))
        )


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="contact-number")
