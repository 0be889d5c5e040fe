"""Households, organisations and persons from a file."""

from collections.abc import Sequence
from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from contactapp.clock import local_today
from contactapp.contacts.creating import new_numbers
from contactapp.contacts.importing.keyed import (
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
from contactapp.contacts.models import (
    Address,
    AddressKind,
    Contact,
    ContactKind,
    ContactPoint,
    ContactPointKind,
    ContactRole,
    RoleKind,
)
from contactapp.contacts.names import is_blank, normal_initials, normal_prefix
from contactapp.contacts.phones import PhoneError, parse_phone
from contactapp.contacts.wording import LANGUAGES
from contactapp.db import db


class Contacts:
    """Anyone the association has contact with; a person may name the household and the role in it."""

    required = ("source", "external_id", "kind", "surname")
    optional = (
        "initials", "name_prefix", "first_name", "chamber_of_commerce_number", "language", "birth_date",
        "phone", "other_phone", "email", "street", "house_number", "house_addition", "postcode", "city", "country",
        "bag_id", "party_external_id", "role", "role_starts_on", "role_ends_on", "shown_first",
    )  # fmt: skip

    def __init__(self) -> None:
        self._contacts = KnownContacts(
            selectinload(Contact.addresses),
            selectinload(Contact.contact_points),
            selectinload(Contact.roles),
        )

        self._numbers: list[str] = []

    def prepare(self, rows: Sequence[Row]) -> None:
        keys = keys_of(rows)
        self._contacts.load(keys | keys_of(rows, "party_external_id"))
        self._numbers = new_numbers(sum(self._contacts.get(*key) is None for key in keys))

    def store(self, row: Row) -> Outcome:
        demand_all(row, self.required)
        values, points, door = _values(row), _points(row), _door(row)
        role = self._role(row)
        found = self._contacts.get(*key_of(row))
        _check_period(found, role)
        contact = found or self._new(row, values)
        # What became part of another contact only adds to it: that one has a name, an address and roles of its own.
        merged = self._contacts.was_merged(*key_of(row))
        changed = not merged and change(contact, values)
        changed = _reach(contact, points) or changed
        changed = (not merged and _settle(contact, door)) or changed
        changed = _join(contact, role, only_new=merged) or changed
        return outcome(new=found is None, changed=changed)

    def _new(self, row: Row, values: dict[str, Any]) -> Contact:
        source, external_id = key_of(row)
        number = self._numbers.pop(0)
        return self._contacts.add(Contact(source=source, external_id=external_id, number=number, **values))

    def _role(self, row: Row) -> dict[str, Any] | None:
        party_id = row.get("party_external_id", "")
        if not party_id:
            return None
        if row["kind"] != ContactKind.PERSON:
            raise RowRefused(_("alleen een persoon hoort bij een huishouden of bedrijf"))
        if row.get("role") not in set(RoleKind):
            raise RowRefused(
                _(
                    "%(name)s: ‘%(value)s’ is geen rol (%(known)s)",
                    name="role",
                    value=row.get("role"),
                    known=", ".join(RoleKind),
                )
            )
        given = {
            "party": self._contacts.demand(row["source"], party_id, _("huishouden of bedrijf")),
            "kind": RoleKind(row["role"]),
            "starts_on": a_day(row.get("role_starts_on", ""), "role_starts_on"),
            "ends_on": a_day(row.get("role_ends_on", ""), "role_ends_on"),
        }
        if self._contacts.was_merged(row["source"], party_id):  # it shows somebody first already
            return given
        return given | {"shown_first": row.get("shown_first", "").lower() in ("1", "ja", "true", "yes")}


def _values(row: Row) -> dict[str, Any]:
    if row["kind"] not in set(ContactKind):
        raise RowRefused(
            _(
                "%(name)s: ‘%(value)s’ is geen soort (%(known)s)",
                name="kind",
                value=row["kind"],
                known=", ".join(ContactKind),
            )
        )
    if is_blank(row["surname"]):
        raise RowRefused(_("leeg: %(names)s", names="surname"))
    return {
        "kind": ContactKind(row["kind"]),
        "surname": row["surname"][:300],
        "initials": normal_initials(row.get("initials", ""))[:40],
        "name_prefix": normal_prefix(row.get("name_prefix", ""))[:40],
        "first_name": row.get("first_name", "")[:120],
        "chamber_of_commerce_number": row.get("chamber_of_commerce_number", "")[:12],
        "language": _language(row.get("language", "")),
        "birth_date": a_day(row.get("birth_date", ""), "birth_date"),
    }


def _language(code: str) -> str:
    """A language the screens can name."""
    known = {known for known, _name in LANGUAGES}
    if code and code.lower() not in known:
        codes = ", ".join(sorted(known))
        raise RowRefused(_("%(name)s: ‘%(value)s’ is geen taal (%(known)s)", name="language", value=code, known=codes))
    return code.lower() or "nl"


def _points(row: Row) -> list[tuple[ContactPointKind, str]]:
    points = []
    for name in ("phone", "other_phone"):
        if row.get(name):
            try:
                points.append((ContactPointKind.PHONE, parse_phone(row[name])))
            except PhoneError as problem:
                raise RowRefused(f"{name}: {problem.message}") from problem
    if row.get("email"):
        try:
            validate_email(row["email"], check_deliverability=False, test_environment=True)
        except EmailNotValidError as problem:
            raise RowRefused(
                _("%(name)s: ‘%(value)s’ is geen e-mailadres", name="email", value=row["email"])
            ) from problem
        points.append((ContactPointKind.EMAIL, row["email"].casefold()))
    return list(dict.fromkeys(points))


def _door(row: Row) -> dict[str, Any] | None:
    values = address_values(row)
    return values if values["street"] or values["postcode"] else None


def _reach(contact: Contact, points: list[tuple[ContactPointKind, str]]) -> bool:
    """Add what is new; what colleagues added themselves stays."""
    have = {(point.kind, point.value) for point in contact.contact_points}
    new = [(kind, value) for kind, value in points if (kind, value) not in have]
    kinds = {kind for kind, _value in have}
    for kind, value in new:
        contact.contact_points.append(ContactPoint(kind=kind, value=value, preferred=kind not in kinds))
        kinds.add(kind)
    return bool(new)


def _settle(contact: Contact, door: dict[str, Any] | None) -> bool:
    if door is None:
        return False
    home = next((one for one in contact.addresses if one.kind is AddressKind.HOME), None)
    if home is None:
        contact.addresses.append(Address(kind=AddressKind.HOME, verified=bool(door["bag_id"]), **door))
        return True
    return change(home, door | {"verified": bool(door["bag_id"])})


def _check_period(contact: Contact | None, values: dict[str, Any] | None) -> None:
    if values is None:
        return
    known = _known_role(contact, values) if contact else None
    starts_on = values["starts_on"] or (known.starts_on if known else None)
    ends_on = values["ends_on"] or (known.ends_on if known else None)
    if starts_on and ends_on and ends_on < starts_on:
        raise RowRefused(_("de rol eindigt voordat hij begint"))


def _known_role(contact: Contact, values: dict[str, Any]) -> ContactRole | None:
    same = (role for role in contact.roles if role.party is values["party"] and role.kind is values["kind"])
    return next(same, None)


def _join(contact: Contact, values: dict[str, Any] | None, *, only_new: bool) -> bool:
    if values is None:
        return False
    found = _known_role(contact, values)
    if found is None:
        today = local_today()
        starts_on = values["starts_on"] or min(today, values["ends_on"] or today)
        db.session.add(ContactRole(person=contact, **values | {"starts_on": starts_on}))
        return True
    if only_new:
        return False
    given = {name: value for name, value in values.items() if name not in ("party", "kind") and value is not None}
    return change(found, given)
