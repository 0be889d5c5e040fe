"""Two contacts side by side, and the pairs that probably are one (R6)."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from contactapp.contacts.choosing import Choice
from contactapp.contacts.models import Address, Contact, ContactKind, ContactMerge, ContactPoint, ContactPointKind
from contactapp.contacts.queries import contacts_with_everything
from contactapp.contacts.reaching import language_of, preference, reluctance
from contactapp.contacts.wording import KINDS, ROLES
from contactapp.db import db

MOST_SHOWN = 50


@dataclass(frozen=True)
class Difference:
    """One line of the comparison."""

    label: str
    kept: str
    gone: str
    choice: Choice | None = None  # what may be taken from either

    @property
    def is_choice(self) -> bool:
        """Whether somebody must choose: both say something else."""
        return self.choice is not None and bool(self.kept and self.gone) and not self.same

    @property
    def same(self) -> bool:
        return self.kept == self.gone


@dataclass(frozen=True)
class Pair:
    """Two contacts that share something telling."""

    kept: Contact
    gone: Contact
    reason: str


def differences(kept: Contact, gone: Contact) -> list[Difference]:
    """What both say, line by line; personal data are left out (R8)."""
    left, right = _lines(kept), _lines(gone)
    choices = {
        _("Naam"): Choice.NAME,
        _("KvK-nummer"): Choice.COMPANY_NUMBER,
        _("Adres"): Choice.ADDRESS,
        _("Taal"): Choice.LANGUAGE,
        _("Liefst via"): Choice.CHANNEL,
    }
    said = [label for label in left if left[label] or right[label]]
    return [Difference(label, left[label], right[label], choices.get(label)) for label in said]


def merges_of(contact: Contact) -> Sequence[ContactMerge]:
    """What was merged into this contact, the latest first."""
    query = sa.select(ContactMerge).where(ContactMerge.kept_id == contact.id, ContactMerge.undone_at.is_(None))
    return db.session.scalars(query.options(joinedload(ContactMerge.gone)).order_by(ContactMerge.id.desc())).all()


def probable_doubles() -> list[Pair]:
    """Households and organisations with the same telephone, e-mail, name and door, or registration."""
    found: dict[tuple[int, int], str] = {}
    for query, reason in (
        (_same_point(ContactPointKind.PHONE), _("Zelfde telefoonnummer")),
        (_same_point(ContactPointKind.EMAIL), _("Zelfde e-mailadres")),
        (_same_registration(), _("Zelfde KvK-nummer")),
        (_same_door(), _("Zelfde naam en adres")),
    ):
        for first, last in db.session.execute(query.limit(MOST_SHOWN)):
            found.setdefault((first, last), reason)
    contacts = contacts_with_everything({id_ for pair in found for id_ in pair})
    return [Pair(contacts[first], contacts[last], reason) for (first, last), reason in found.items()]


def _same_point(kind: ContactPointKind) -> sa.Select[int, int]:
    return _pairs(
        sa.select(sa.func.min(Contact.id), sa.func.max(Contact.id))
        .join(ContactPoint, ContactPoint.contact_id == Contact.id)
        .where(ContactPoint.kind == kind)
        .group_by(ContactPoint.value, Contact.kind)
    )


def _same_door() -> sa.Select[int, int]:
    return _pairs(
        sa.select(sa.func.min(Contact.id), sa.func.max(Contact.id))
        .join(Address, Address.contact_id == Contact.id)
        .where(Address.postcode != "")
        .group_by(Contact.sort_name, Contact.kind, Address.postcode, Address.house_number, Address.house_addition)
    )


def _same_registration() -> sa.Select[int, int]:
    return _pairs(
        sa.select(sa.func.min(Contact.id), sa.func.max(Contact.id))
        .where(Contact.chamber_of_commerce_number != "")
        .group_by(Contact.chamber_of_commerce_number, Contact.kind)
    )


def _pairs(query: sa.Select[int, int]) -> sa.Select[int, int]:
    whole = (Contact.merged_into_id.is_(None), Contact.kind != ContactKind.PERSON)
    return (
        query.where(*whole)
        .having(sa.func.min(Contact.id) != sa.func.max(Contact.id))
        .order_by(sa.func.max(Contact.id).desc())
    )


def _lines(contact: Contact) -> dict[str, str]:
    people = contact.current_people if contact.is_party else contact.current_roles
    names = [f"{(role.person if contact.is_party else role.party).name} ({ROLES[role.kind]})" for role in people]
    return {
        _("Contactnummer"): contact.number,
        _("Soort"): str(KINDS[contact.kind]),
        _("Naam"): contact.name,
        _("Klantnummer"): contact.customer.number if contact.customer else "",
        _("KvK-nummer"): contact.chamber_of_commerce_number,
        _("Adres"): "; ".join(address.one_line for address in contact.addresses),
        _("Telefoon"): ", ".join(point.shown for point in contact.phones),
        _("E-mail"): ", ".join(point.value for point in contact.emails),
        _("Taal"): language_of(contact),
        _("Liefst via"): preference(contact),
        _("Bellen en mailen"): reluctance(contact),
        _("Personen"): ", ".join(names),
    }
