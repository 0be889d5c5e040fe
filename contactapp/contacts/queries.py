"""What is asked about contacts."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from functools import cache

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.contacts.models import Contact, ContactAlias, ContactMerge, ContactRole, Customer, Lease, Signal, Unit
from contactapp.db import db, is_writing
from contactapp.events.models import AccessRecord

# Rows of the access log that are looked at for "recently opened"; one contact often stands there many times.
_LOOKED_BACK = 100
# Roles of one person that a line in a list has room for.
MOST_ROLES = 4


def find_by_number(number: str) -> Contact | None:
    """The contact with this number; an old number leads to the contact it was merged into (R6).

    Who is going to write something about it waits here for a merge that is under way, and keeps one from beginning:
    nothing is written on a contact that is gone.
    """
    wanted = number.strip().upper()
    contact = _one_with_everything(_held(select(Contact).where(Contact.number == wanted)))
    if contact is not None and contact.merged_into_id is None:
        return contact
    alias = select(ContactAlias.contact_id).where(ContactAlias.number == wanted)
    return _one_with_everything(select(Contact).where(Contact.id == alias.scalar_subquery()))


def _held(query: Select[Contact]) -> Select[Contact]:
    if not is_writing():
        return query
    return query.with_for_update(read=True, key_share=True, of=Contact).execution_options(populate_existing=True)


def held(ids: Collection[int]) -> dict[int, Contact]:
    """The contact that each of these ids leads to by now; none is merged away before this transaction is over (R6)."""
    behind = {id_: id_ for id_ in ids}
    while True:
        query = select(Contact).where(Contact.id.in_(set(behind.values()))).order_by(Contact.id)
        found = {contact.id: contact for contact in db.session.scalars(_held(query))}
        further = {id_: found[at].merged_into_id or at for id_, at in behind.items()}
        if further == behind:
            return {id_: found[at] for id_, at in behind.items()}
        behind = further


def ids_behind(number: str) -> Sequence[int]:
    """The ids of the contact this number leads to and of all that were merged into it (R6).

    What is no part of the contact itself, such as the access log, keeps the id it was written with.
    """
    wanted = number.strip().upper()
    own = select(Contact.id).where(Contact.number == wanted, Contact.merged_into_id.is_(None))
    alias = select(ContactAlias.contact_id).where(ContactAlias.number == wanted)
    survivor = db.session.scalar(own.union_all(alias))
    if survivor is None:
        return []
    gone = select(Contact.id).join(ContactAlias, ContactAlias.number == Contact.number)
    return [survivor, *db.session.scalars(gone.where(ContactAlias.contact_id == survivor))]


def find_by_customer_number(number: str) -> Contact | None:
    """The household or organisation behind a customer number."""
    customer = select(Customer.contact_id).where(Customer.number == number.strip())
    query = _with_everything(_held(select(Contact).where(Contact.id == customer.scalar_subquery())))
    return db.session.scalars(query).unique().one_or_none()


def contacts_with_everything(ids: Iterable[int]) -> dict[int, Contact]:
    """Contacts by id with all a list, a bar or the facts show, in a fixed number of queries."""
    wanted = list(ids)
    if not wanted:
        return {}
    found = db.session.scalars(_with_everything(select(Contact).where(Contact.id.in_(wanted)))).unique()
    by_id = {contact.id: contact for contact in found}
    return {id_: by_id[id_] for id_ in wanted if id_ in by_id}


def contacts_for_list(ids: Iterable[int]) -> dict[int, Contact]:
    """The same for lists: of somebody who speaks for a thousand households only a few roles are loaded.

    Those are the first ones, and all where a warning counts. What is going to be changed or merged is loaded by
    ``contacts_with_everything``.
    """
    wanted = list(ids)
    if not wanted:
        return {}
    of_party = selectinload(Contact.roles.and_(ContactRole.id.in_(_roles_for_list(wanted))))
    options = [*_own(), of_party.joinedload(ContactRole.party).selectinload(Contact.signals)]
    found = db.session.scalars(select(Contact).where(Contact.id.in_(wanted)).options(*options)).unique()
    by_id = {contact.id: contact for contact in found}
    return {id_: by_id[id_] for id_ in wanted if id_ in by_id}


def _roles_for_list(person_ids: Collection[int]) -> Sequence[int]:
    warned = select(Signal.id).where(Signal.contact_id == ContactRole.party_id, Signal.lifted_at.is_(None))
    place = func.row_number().over(partition_by=ContactRole.person_id, order_by=ContactRole.id)
    roles = select(
        ContactRole.id, place.label("place"), warned.where(Signal.is_current).exists().label("warned")
    ).where(ContactRole.person_id.in_(person_ids), ContactRole.is_current)
    ranked = roles.subquery()
    return db.session.scalars(select(ranked.c.id).where(or_(ranked.c.place <= MOST_ROLES, ranked.c.warned))).all()


def find_merge(merge_id: int) -> ContactMerge | None:
    """One act of merging, with both contacts."""
    both = (joinedload(ContactMerge.kept), joinedload(ContactMerge.gone))
    return db.session.get(ContactMerge, merge_id, options=both)


def roles_that_ended() -> list[int]:
    """Roles whose last day has passed; a week back, should the worker have stood still."""
    today = local_today()
    ended = ContactRole.ends_on.between(today - timedelta(days=7), today - timedelta(days=1))
    return list(db.session.scalars(select(ContactRole.id).where(ended)))


def recently_opened(user: User, size: int = 8) -> list[Contact]:
    """The contacts this colleague opened last, the latest first, from the access log."""
    opened = db.session.scalars(
        select(AccessRecord.contact_id)
        .join(Contact, Contact.id == AccessRecord.contact_id)
        .where(AccessRecord.user_id == user.id, Contact.merged_into_id.is_(None))
        .order_by(AccessRecord.id.desc())
        .limit(_LOOKED_BACK)
    )
    return list(contacts_for_list(list(dict.fromkeys(opened))[:size]).values())


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


def _one_with_everything(query: Select[Contact]) -> Contact | None:
    """Its own few rows come along with the contact, its people in a second query; fewer than one for each kind."""
    contact = db.session.scalars(query.options(*_own())).unique().one_or_none()
    if contact is not None and not contact.is_party:  # only people belong somewhere
        shown = (joinedload(each) for each in (Contact.addresses, Contact.contact_points, Contact.signals))
        there = selectinload(Contact.roles).joinedload(ContactRole.party).options(*shown)
        db.session.scalars(select(Contact).where(Contact.id == contact.id).options(there)).one()
    return contact


def _with_everything(query: Select[Contact]) -> Select[Contact]:
    return query.options(*_everything())


@cache
def _everything() -> list[ORMOption]:
    return [*_own(), *_of_party()]


def _of_party() -> list[ORMOption]:
    of_party = selectinload(Contact.roles).joinedload(ContactRole.party)
    return [
        of_party.selectinload(Contact.addresses),
        of_party.selectinload(Contact.contact_points),
        of_party.selectinload(Contact.signals),
    ]


@cache
def _own() -> list[ORMOption]:
    """Joined, for each of them has only a few: one query costs more than the rows that stand there twice."""
    own = (Contact.addresses, Contact.contact_points, Contact.signals, Contact.customer)
    people = selectinload(Contact.people).joinedload(ContactRole.person)
    theirs = (Contact.contact_points, Contact.signals)
    return [*(joinedload(each) for each in own), *(people.joinedload(each) for each in theirs)]
