"""Which of the contacts that were found come first.

Far more are found than fit on a screen. They are compared by the few columns that matter, so that only what is
shown has to be loaded whole.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from contactapp.clock import local_today
from contactapp.contacts.finding import Clue, TermKind
from contactapp.contacts.models import Address, Contact, ContactRole
from contactapp.contacts.names import words
from contactapp.contacts.postcodes import show_number
from contactapp.contacts.terms import name_sounds, name_words
from contactapp.db import db

Row = sa.Row[Any]
_NAME = [getattr(Contact, name) for name in ("kind", "initials", "name_prefix", "surname", "first_name")]


@dataclass
class Candidate:
    """A contact that was found, as far as needed to compare it."""

    contact: Row
    door: set[str]
    people: list[Row] = field(default_factory=list)
    parties: set[int] = field(default_factory=set)  # where this person belongs: the first and the last of them

    def stands_inside(self, shown: Iterable[int]) -> bool:
        """Whether it is a person of one household, which is shown as well."""
        return len(self.parties) == 1 and self.parties <= set(shown)

    def distance(self, clue: Clue) -> tuple[int, int, int]:
        """How far it is from what was typed: first by the own name, then by the very word or door, then by people.

        One letter says nothing about whose name it is: it may be an initial or the addition of a house number.
        """
        if clue.kind not in (TermKind.WORD, TermKind.SOUND):
            return 0, 0, 0
        named = _called(self.contact, clue.kind)
        own = named | self.door
        strange = sum(len(term) > 1 and not any(word.startswith(term) for word in named) for term in clue.terms)
        inexact = [term for term in clue.terms if term not in own]
        if not inexact:
            return strange, 0, 0
        people = set().union(*(_called(person, clue.kind) for person in self.people))
        return strange, len(inexact), sum(term not in people for term in inexact)


def best_first(found: Mapping[int, Clue], size: int) -> list[int]:
    """The ids to show; a person whose household was found too stands inside it."""
    if len(found) < 2:
        return list(found)
    candidates = _candidates(found)
    outer = [(id_, one) for id_, one in candidates.items() if not one.stands_inside(candidates)]
    order = {clue: place for place, clue in enumerate(dict.fromkeys(found.values()))}
    outer.sort(key=lambda each: _place(each[1], found[each[0]], order))
    return [id_ for id_, _one in outer[:size]]


def _place(candidate: Candidate, clue: Clue, order: Mapping[Clue, int]) -> tuple[object, ...]:
    return order[clue], candidate.distance(clue), candidate.contact.sort_name, candidate.contact.id


def _candidates(ids: Iterable[int]) -> dict[int, Candidate]:
    """What has to be known of them, in three queries."""
    wanted = list(ids)
    found: dict[int, Candidate] = {}
    doors = (Address.street, Address.house_number, Address.house_addition)
    rows = sa.select(Contact.id, Contact.sort_name, *_NAME, *doors)
    rows = rows.join(Contact.addresses, isouter=True).where(Contact.id.in_(wanted))
    # "home" comes before "postal": where they live counts, otherwise where their post goes.
    for row in db.session.execute(rows.order_by(Address.kind)):
        found.setdefault(row.id, Candidate(row, _door(row)))
    people = sa.select(ContactRole.party_id, *_NAME).join(ContactRole.person)
    for row in db.session.execute(people.where(ContactRole.party_id.in_(wanted), _is_current())):
        found[row.party_id].people.append(row)
    homes = sa.select(ContactRole.person_id, sa.func.min(ContactRole.party_id), sa.func.max(ContactRole.party_id))
    homes = homes.where(ContactRole.person_id.in_(wanted), _is_current()).group_by(ContactRole.person_id)
    for person_id, *parties in db.session.execute(homes):
        found[person_id].parties.update(parties)
    return found


def _is_current() -> sa.ColumnElement[bool]:
    today = local_today()
    return sa.and_(ContactRole.starts_on <= today, sa.or_(ContactRole.ends_on.is_(None), ContactRole.ends_on >= today))


def _door(row: Row) -> set[str]:
    return set(words(f"{row.street} {show_number(row.house_number, row.house_addition)}")) if row.street else set()


def _called(named: Row, kind: TermKind) -> set[str]:
    return set(name_words(named) if kind is TermKind.WORD else name_sounds(named))
