"""Finding contacts: clues become ranges of the term index, hits become rows with a reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import InstrumentedAttribute

from contactapp.clock import local_today
from contactapp.contacts.finding import Clue, TermKind, read_query
from contactapp.contacts.hits import Hit, hit_of
from contactapp.contacts.models import Contact, ContactKind, ContactRole, RoleKind
from contactapp.contacts.names import split_name
from contactapp.contacts.phones import dialled_digits, looks_dialled
from contactapp.contacts.queries import contacts_for_list
from contactapp.contacts.ranking import best_first
from contactapp.contacts.terms import search_term
from contactapp.db import db

# Contact moments are registered on households and organisations, never on a person (R21).
PARTIES = (ContactKind.HOUSEHOLD, ContactKind.ORGANISATION)
# Enough rows to sort the best in front; more would only cost time while somebody types.
_CANDIDATES = 75
# How far the terms are counted to find the rarest: further only when all of them occur more often.
_COUNTED = (2_000, 8_000, 50_000)
# To gather the ids of a kind or role costs as much as to walk so many terms and check each.
_TERMS_PER_ID = 3
# The two ends of a role: who has it, and where.
_ENDS = (ContactRole.person_id, ContactRole.party_id)
_END = "\U0010ffff"


@dataclass(frozen=True)
class ContactFilter:
    """What the search page was asked."""

    text: str = ""
    kind: ContactKind | None = None
    role: RoleKind | None = None

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "ContactFilter":
        """Read the address of the page; an unknown kind or role means all."""
        kind, role = args.get("kind", ""), args.get("role", "")
        return cls(
            args.get("q", "").strip(),
            ContactKind(kind) if kind in set(ContactKind) else None,
            RoleKind(role) if role in set(RoleKind) else None,
        )

    def as_args(self, **changed: str | None) -> dict[str, str]:
        """The address of the same page, with something else chosen."""
        own = {"q": self.text, "kind": self.kind and self.kind.value, "role": self.role and self.role.value}
        return {name: value for name, value in (own | changed).items() if value}

    def as_new_contact(self) -> dict[str, str]:
        """What was typed, as the beginning of a new contact: a number, an address or a name."""
        if looks_dialled(self.text):
            return {"phone": self.text}
        if "@" in self.text:
            return {"email": self.text}
        if any(letter.isdigit() for letter in self.text):
            return {"address_box": self.text}
        name = split_name(self.text)
        parts = {"initials": name.initials, "name_prefix": name.prefix, "surname": name.surname}
        if name.surname:  # it may be a company as well
            parts["company_name"] = self.text
        return {key: value for key, value in parts.items() if value}

    def search(self, *, personal: bool) -> "Search":
        return Search(self.text, kinds=(self.kind,) if self.kind else (), role=self.role, personal=personal)

    def contacts(self, *, personal: bool, size: int) -> list[Contact]:
        """What the search page lists, and what would stand below it if it were longer."""
        return [hit.contact for hit in replace(self.search(personal=personal), size=size).hits()]


@dataclass(frozen=True)
class Search:
    """What was typed and which contacts are looked for."""

    text: str = ""
    kinds: tuple[ContactKind, ...] = ()
    role: RoleKind | None = None  # whoever has this role now, and where somebody has it
    personal: bool = False  # whether the searcher may look for dates of birth (R8)
    size: int = 25
    enough: int = 25  # with so many found, what is less telling is not looked for

    def hits(self) -> list[Hit]:
        """The best matches first; a person whose household is found too stands inside it."""
        found: dict[int, Clue] = {}
        for clue in self._clues():
            if len(found) >= min(self.size, self.enough):
                break
            for contact_id in matching(clue, self.kinds, self.role, most=max(self.size, _CANDIDATES)):
                found.setdefault(contact_id, clue)
        return [hit_of(contact, found[id_]) for id_, contact in contacts_for_list(best_first(found, self.size)).items()]

    def only_hit(self) -> Contact | None:
        """The contact, when a number was typed that leads to exactly one."""
        if not any(clue.is_number for clue in self._clues()[:1]):
            return None
        hits = self.hits()
        return hits[0].contact if len(hits) == 1 else None

    def _clues(self) -> list[Clue]:
        clues = read_query(self.text, today=local_today())
        return [clue for clue in clues if self.personal or clue.kind is not TermKind.BORN]


def offered(name: str, typed: Mapping[str, str], *, kinds: tuple[ContactKind, ...]) -> list[Contact]:
    """What a picker without scripts shows after its button "Zoek" was pressed; see the combobox component."""
    if typed.get("_search") != name:
        return []
    return [hit.contact for hit in Search(typed.get(f"{name}_q", ""), kinds=kinds, size=8).hits()]


def contacts_by_phone(number: str) -> list[Contact]:
    """Households and organisations that answer to this whole number, and persons who are in none (E3)."""
    digits = dialled_digits(number)
    if not digits:
        return []
    clue = Clue(TermKind.PHONE, (digits,), exact=True)
    callers = best_first(dict.fromkeys(matching(clue, ()), clue), _CANDIDATES)
    return list(contacts_for_list(callers).values())


def matching(
    clue: Clue, kinds: Iterable[ContactKind], role: RoleKind | None = None, *, most: int = _CANDIDATES
) -> list[int]:
    """Ids of contacts that match every term, at most as many as one screen can sort."""
    kinds = tuple(kinds)
    narrow = [*([_holders(role)] if role else []), *([_of_kind(kinds[0])] if len(kinds) == 1 else [])]
    terms, count = _rarest_first(clue, always=bool(narrow))
    worth = count // _TERMS_PER_ID
    among = next((ids for rows, ids in narrow if _some([rows], worth)[0] < worth), None)
    found = db.session.scalars(statement(clue, terms, kinds, role, among=among).limit(most))
    return list(dict.fromkeys(found))


def statement(
    clue: Clue,
    terms: Sequence[str],
    kinds: Iterable[ContactKind],
    role: RoleKind | None = None,
    *,
    among: sa.SelectBase | None = None,
) -> sa.Select[int]:
    """One query: the first term drives it through the index, or ``among`` when those are fewer; the rest checks."""
    rarest, *others = terms
    first = search_term.alias()
    query = sa.select(first.c.contact_id).where(_in_range(first, clue, rarest))
    for term in others:
        other = search_term.alias()
        query = query.where(sa.exists().where(_has_term(other, first.c.contact_id, clue, term)))
    if among is not None:
        query = query.where(first.c.contact_id.in_(among))
    if kinds:
        wanted = sa.select(Contact.id).where(Contact.id == first.c.contact_id, Contact.kind.in_(tuple(kinds)))
        query = query.where(wanted.exists())
    query = query.order_by(first.c.term, first.c.contact_id)
    return (_with_role(query, role) if role else query).limit(_CANDIDATES)


def _with_role(query: sa.Select[int], role: RoleKind) -> sa.Select[int]:
    """Of what matches only who has the role; asked last, because of most terms most contacts are of other people."""
    found = query.offset(0).subquery()  # the offset keeps PostgreSQL from asking it of every row that drives the query
    return sa.select(found.c.contact_id).where(sa.or_(*(_has_role(end, found.c.contact_id, role) for end in _ENDS)))


def _has_role(
    end: InstrumentedAttribute[int], contact_id: sa.ColumnElement[int], role: RoleKind
) -> sa.ColumnElement[bool]:
    # Not "==": then PostgreSQL would first gather everybody with the role.
    here = end.between(contact_id, contact_id)
    return sa.select(ContactRole.id).where(here, ContactRole.kind == role, ContactRole.is_current).exists()


def _rarest_first(clue: Clue, *, always: bool) -> tuple[list[str], int]:
    """The terms, the most selective in front, with how often that one occurs: it drives the query."""
    terms = list(clue.terms)
    if len(terms) == 1 and not always:
        return terms, _COUNTED[0]
    counts: dict[str, int] = {}
    telling = terms
    for most in _COUNTED:
        rows = [sa.select(search_term).where(_in_range(search_term, clue, term)) for term in telling]
        counts = dict.fromkeys(terms, _COUNTED[-1]) | dict(zip(telling, _some(rows, most), strict=True))
        if min(counts.values()) < most:
            break
        # One letter that is not rare at first sight, such as an initial, is not the rarest further on either.
        telling = [term for term in terms if len(term) > 1] or terms
    terms.sort(key=lambda term: (counts[term], -len(term)))
    return terms, counts[terms[0]]


def _holders(role: RoleKind) -> tuple[sa.Select[Any], sa.SelectBase]:
    """The rows of a role, to be counted, and the ids of who has or had it, and where."""
    ends = [sa.select(end).where(ContactRole.kind == role) for end in _ENDS]
    return ends[0], sa.union(*ends)


def _of_kind(kind: ContactKind) -> tuple[sa.Select[Any], sa.SelectBase]:
    ids = sa.select(Contact.id).where(Contact.kind == kind)
    return ids, ids


def _some(queries: Sequence[sa.Select[Any]], most: int) -> Sequence[int]:
    """How many rows each of them has, counted no further than matters; in one statement."""
    counted = (sa.select(sa.literal(1)).select_from(query.subquery()).limit(most).subquery() for query in queries)
    counts = [sa.select(sa.func.count()).select_from(rows).scalar_subquery() for rows in counted]
    return db.session.execute(sa.select(*counts)).one()


def _in_range(table: sa.FromClause, clue: Clue, term: str) -> sa.ColumnElement[bool]:
    same_kind = table.c.kind == clue.kind.value
    if clue.exact:
        return sa.and_(same_kind, table.c.term == term)
    return sa.and_(same_kind, table.c.term >= term, table.c.term < term + _END)


def _has_term(table: sa.FromClause, contact_id: sa.ColumnElement[int], clue: Clue, term: str) -> sa.ColumnElement[bool]:
    """Whether one contact has the term: a range of whole rows, which only the index of the contact serves.

    As separate conditions PostgreSQL may read all rows with the term again for each contact.
    """
    if clue.exact:
        return sa.and_(table.c.contact_id == contact_id, _in_range(table, clue, term))
    row = sa.tuple_(table.c.contact_id, table.c.kind, table.c.term)
    kind = clue.kind.value
    return sa.and_(row >= sa.tuple_(contact_id, kind, term), row < sa.tuple_(contact_id, kind, term + _END))
