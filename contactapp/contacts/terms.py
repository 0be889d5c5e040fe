"""The index by which contacts are found: one row per contact, kind and normalised term.

It is plain data with a plain index, searched by ranges, so that it works the same on SQLite and
PostgreSQL. Nobody has to think of it: whatever changes a contact through the session rewrites its
terms in the same transaction. Only what writes rows in bulk calls `reindex` itself.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from contactapp.contacts.codes import SPEAKS_FOR_OTHERS
from contactapp.contacts.finding import TermKind, place_term
from contactapp.contacts.models import (
    Address,
    Contact,
    ContactAlias,
    ContactKind,
    ContactPoint,
    ContactPointKind,
    ContactRole,
    Customer,
)
from contactapp.contacts.names import search_words, words
from contactapp.contacts.phones import tail
from contactapp.contacts.postcodes import addition_key
from contactapp.contacts.sounding import sound_key
from contactapp.db import Model

# Terms are compared byte by byte on both databases, so that a range is a prefix.
_TEXT = sa.String(254).with_variant(sa.String(254, collation="C"), "postgresql")

search_term = sa.Table(
    "contact_search_term",
    Model.metadata,
    sa.Column("contact_id", sa.ForeignKey("contact.id", ondelete="CASCADE"), nullable=False),
    sa.Column("kind", sa.String(10), nullable=False),
    sa.Column("term", _TEXT, nullable=False),
    sa.PrimaryKeyConstraint("contact_id", "kind", "term"),
    sa.Index("ix_contact_search_term", "kind", "term", "contact_id"),
    sqlite_with_rowid=False,
)

Term = tuple[TermKind, str]
Row = sa.Row[Any]
_EMAIL_CUTS = re.compile(r"[._+-]")
_CHUNK = 500
_LONGEST = 254


def reindex(connection: sa.Connection, contact_ids: Iterable[int]) -> int:
    """Write the terms of these contacts anew; gives the number of terms."""
    ids, written = sorted(set(contact_ids)), 0
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = [
            {"contact_id": contact_id, "kind": kind.value, "term": term}
            for contact_id, terms in _Chunk(connection, chunk).terms()
            for kind, term in terms
        ]
        connection.execute(search_term.delete().where(search_term.c.contact_id.in_(chunk)))
        if rows:
            connection.execute(search_term.insert(), rows)
        written += len(rows)
    return written


def reindex_all(connection: sa.Connection) -> int:
    """Write all terms anew, for after a bulk load or a change of the rules."""
    return reindex(connection, connection.scalars(sa.select(Contact.id)))


def _each(make: Callable[[Row], Iterator[Term]], rows: Iterable[Row]) -> Iterator[Term]:
    for row in rows:
        yield from make(row)


def name_words(row: Any) -> Iterator[str]:
    """Every word a contact is found by because of its own name."""
    if row.name_prefix and row.kind is not ContactKind.ORGANISATION:
        yield from search_words(f"{row.name_prefix} {row.surname}")
    yield from search_words(row.surname)
    for name in (row.initials, row.first_name):
        letters = words(name)
        yield from letters
        yield "".join(letters)


def name_sounds(row: Any) -> Iterator[str]:
    """How its name sounds."""
    return (sound_key(word) for word in words(row.surname))


def _name_terms(row: Row) -> Iterator[Term]:
    yield from ((TermKind.WORD, word) for word in name_words(row))
    yield from ((TermKind.SOUND, sound) for sound in name_sounds(row))
    if row.birth_date:
        yield TermKind.BORN, row.birth_date.isoformat()


def _code_terms(row: Row) -> Iterator[Term]:
    yield TermKind.CODE, row.number.casefold()
    yield TermKind.CODE, row.chamber_of_commerce_number.casefold()
    yield TermKind.CODE, (row.external_id or "").casefold()


def _number_terms(row: Row) -> Iterator[Term]:
    yield TermKind.CODE, row.number.casefold()


def _address_terms(row: Row) -> Iterator[Term]:
    for word in search_words(row.street) | search_words(row.city):
        yield TermKind.WORD, word
        yield TermKind.SOUND, sound_key(word)
    yield TermKind.WORD, row.postcode.casefold()
    if row.house_number is not None:
        addition = addition_key(row.house_addition)
        yield TermKind.WORD, str(row.house_number)
        yield TermKind.WORD, f"{row.house_number}{addition}"
        yield TermKind.WORD, addition
    if row.postcode:
        yield TermKind.PLACE, place_term(row.postcode, row.house_number, row.house_addition)


def _point_terms(row: Row) -> Iterator[Term]:
    if row.kind is ContactPointKind.PHONE:
        digits = row.value.lstrip("+")
        yield TermKind.PHONE, digits
        yield TermKind.TAIL, tail(digits)
        return
    address = row.value.casefold()
    local, _at, domain = address.partition("@")
    yield TermKind.EMAIL, address
    yield TermKind.EMAIL, f"@{domain}"
    yield from ((TermKind.EMAIL, address[cut.end() :]) for cut in _EMAIL_CUTS.finditer(local))


class _Chunk:
    """Some contacts with everything they can be found by, loaded in a fixed number of queries."""

    def __init__(self, connection: sa.Connection, ids: list[int]) -> None:
        self._connection = connection
        self._ids = ids
        self._related = self._relations()
        everyone = sorted(set(ids).union(*self._related.values()))
        people = Contact.__table__.c
        self._contacts = {row.id: row for row in self._rows(sa.select(*people).where(people.id.in_(everyone)))}
        self._addresses = self._by_contact(Address, everyone)
        self._points = self._by_contact(ContactPoint, everyone)
        self._customers = self._by_contact(Customer, ids)
        self._aliases = self._by_contact(ContactAlias, ids)

    def terms(self) -> Iterator[tuple[int, set[Term]]]:
        for contact_id in self._ids:
            row = self._contacts.get(contact_id)
            if row is not None and row.merged_into_id is None:
                yield contact_id, {(kind, term[:_LONGEST]) for kind, term in self._terms_of(row) if term}

    def _terms_of(self, row: Row) -> Iterator[Term]:
        yield from _name_terms(row)
        yield from _code_terms(row)
        yield from _each(_number_terms, self._customers.get(row.id, ()))
        yield from _each(_number_terms, self._aliases.get(row.id, ()))
        yield from _each(_address_terms, self._addresses.get(row.id, ()))
        yield from _each(_point_terms, self._points.get(row.id, ()))
        # A household answers to its people, and a person to the address of the household.
        for other in self._related.get(row.id, ()):
            if row.kind is ContactKind.PERSON:
                yield from _each(_address_terms, self._addresses.get(other, ()))
            elif other in self._contacts:
                yield from _name_terms(self._contacts[other])
                yield from _each(_point_terms, self._points.get(other, ()))

    def _relations(self) -> dict[int, set[int]]:
        """Who belongs to whom today, both ways; whoever speaks for others does not live at all their addresses."""
        role = ContactRole.__table__.c
        found: dict[int, set[int]] = {}
        query = sa.select(role.person_id, role.party_id, role.kind).where(
            sa.or_(role.person_id.in_(self._ids), role.party_id.in_(self._ids)),
            ~ContactRole.is_over,
        )
        for row in self._rows(query):
            if row.kind not in SPEAKS_FOR_OTHERS:
                found.setdefault(row.person_id, set()).add(row.party_id)
            found.setdefault(row.party_id, set()).add(row.person_id)
        return {key: others for key, others in found.items() if key in set(self._ids)}

    def _by_contact(self, model: type[Model], ids: list[int]) -> dict[int, list[Row]]:
        columns = model.__table__.c
        found: dict[int, list[Row]] = {}
        for row in self._rows(sa.select(*columns).where(columns.contact_id.in_(ids))):
            found.setdefault(row.contact_id, []).append(row)
        return found

    def _rows(self, query: sa.Select[Any]) -> list[Row]:
        return list(self._connection.execute(query))


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: UOWTransaction) -> None:
    """Rewrite the terms of whatever was just stored, and of who belongs to it."""
    changed = (row for row in session.dirty if not isinstance(row, Customer) or _has_new_values(session, row))
    touched = {id_ for row in (*session.new, *changed, *session.deleted) for id_ in _contacts_behind(row)}
    if not touched:
        return
    role = ContactRole.__table__.c
    connection = session.connection()
    near = connection.execute(
        sa.select(role.person_id, role.party_id).where(sa.or_(role.person_id.in_(touched), role.party_id.in_(touched)))
    )
    reindex(connection, touched.union(*near))


def _has_new_values(session: Session, customer: Customer) -> bool:
    """Whether more changed than its leases, by which nobody is found."""
    return session.is_modified(customer, include_collections=False)


def _contacts_behind(row: object) -> set[int]:
    if isinstance(row, Contact):
        return {row.id}
    if isinstance(row, ContactRole):
        return {row.person_id, row.party_id} - {None}
    if isinstance(row, Address | ContactPoint | ContactAlias | Customer):
        return {row.contact_id} - {None}
    return set()
