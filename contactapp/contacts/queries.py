"""What is asked about contacts."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact, ContactAlias, ContactRole, Customer, Lease, Unit
from contactapp.db import db
from contactapp.events.models import AccessRecord

# Rows of the access log that are looked at for "recently opened"; one contact often stands there many times.
_LOOKED_BACK = 100


def find_by_number(number: str) -> Contact | None:
    """The contact with this number; an old number leads to the contact it was merged into (R6)."""
    wanted = number.strip().upper()
    contact = db.session.scalar(_with_everything(select(Contact).where(Contact.number == wanted)))
    if contact is not None and contact.merged_into_id is None:
        return contact
    alias = select(ContactAlias.contact_id).where(ContactAlias.number == wanted)
    return db.session.scalar(_with_everything(select(Contact).where(Contact.id == alias.scalar_subquery())))


def find_by_customer_number(number: str) -> Contact | None:
    """The household or organisation behind a customer number."""
    customer = select(Customer.contact_id).where(Customer.number == number.strip())
    return db.session.scalar(_with_everything(select(Contact).where(Contact.id == customer.scalar_subquery())))


def contacts_with_everything(ids: Iterable[int]) -> dict[int, Contact]:
    """Contacts by id with all a list, a bar or the facts show, in a fixed number of queries."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = db.session.scalars(_with_everything(select(Contact).where(Contact.id.in_(wanted)))).unique()
    by_id = {contact.id: contact for contact in found}
    return {id_: by_id[id_] for id_ in wanted if id_ in by_id}


def recently_opened(user: User, size: int = 8) -> list[Contact]:
    """The contacts this colleague opened last, the latest first, from the access log."""
    opened = db.session.scalars(
        select(AccessRecord.contact_id)
        .where(AccessRecord.user_id == user.id)
        .order_by(AccessRecord.id.desc())
        .limit(_LOOKED_BACK)
    )
    return list(contacts_with_everything(list(dict.fromkeys(opened))[:size]).values())


def leases_of(contact: Contact) -> list[Lease]:
    """What the household or organisation rents or rented, the newest first, with the units."""
    if contact.customer is None:
        return []
    return list(
        db.session.scalars(
            select(Lease)
            .where(Lease.customer_id == contact.customer.id)
            .options(joinedload(Lease.unit))
            .order_by(Lease.starts_on.desc(), Lease.id.desc())
        )
    )


def unit_with_leases(number: str) -> Unit | None:
    """A unit with who rents and rented it, the newest lease first."""
    tenants = selectinload(Unit.leases).joinedload(Lease.customer).joinedload(Customer.contact)
    return db.session.scalar(select(Unit).where(Unit.number == number).options(tenants))


def _with_everything(query: Select[Contact]) -> Select[Contact]:
    return query.options(*_everything())


def _everything() -> list[Any]:
    of_person = selectinload(Contact.people).joinedload(ContactRole.person)
    of_party = selectinload(Contact.roles).joinedload(ContactRole.party)
    return [
        selectinload(Contact.addresses),
        selectinload(Contact.contact_points),
        selectinload(Contact.signals),
        joinedload(Contact.customer),
        of_person.selectinload(Contact.contact_points),
        of_party.selectinload(Contact.addresses),
        of_party.selectinload(Contact.contact_points),
        of_party.selectinload(Contact.signals),
    ]
