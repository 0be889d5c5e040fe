"""Which of the contacts that were found come first.

Far more are found than fit on a screen. They are compared by the few columns that matter, so that only what is
shown has to be loaded whole.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

import sqlalchemy as sa

from contactapp.contacts.finding import Clue, TermKind
from contactapp.contacts.models import Address, Contact, ContactKind, ContactRole
from contactapp.contacts.names import words
from contactapp.contacts.postcodes import show_number
from contactapp.contacts.terms import name_sounds, name_words
from contactapp.db import db

_NAMED = frozenset({TermKind.WORD, TermKind.SOUND})


class Name(NamedTuple):
    """The parts of a name that are searched."""

    kind: ContactKind
    initials: str
    name_prefix: str
    surname: str
    first_name: str


Called = Callable[[Name, TermKind], frozenset[str]]
_NAME = [getattr(Contact, part) for part in Name._fields]


@dataclass
class Candidate:
    """A contact that was found, as far as needed to compare it."""

    id: int
    sort_name: str
    name: Name
    door: frozenset[str] = frozenset()
    people: list[Name] = field(default_factory=list)
    parties: set[int] = field(default_factory=set)  # where this person belongs: the first and the last of them

    def stands_inside(self, shown: Collection[int]) -> bool:
        """Whether it is a person of one household, which is shown as well."""
        return len(self.parties) == 1 and all(party in shown for party in self.parties)

    def distance(self, clue: Clue, called: Called) -> tuple[int, int, int]:
        """How far it is from what was typed: first by the own name, then by the very word or door, then by people.

        One letter says nothing about whose name it is.
        """
        if clue.kind not in _NAMED:
            return 0, 0, 0
        named = called(self.name, clue.kind)
        strange = sum(len(term) > 1 and not any(word.startswith(term) for word in named) for term in clue.terms)
        pairs = zip(clue.terms, ("", *clue.terms), strict=False)
        inexact = [term for term, before in pairs if term not in self._words(term, before, named)]
        if not inexact:
            return strange, 0, 0
        people = [called(person, clue.kind) for person in self.people]
        return strange, len(inexact), sum(not any(term in words for words in people) for term in inexact)

    def _words(self, term: str, before: str, named: frozenset[str]) -> frozenset[str]:
        """Where the very word may stand: a letter is an addition after a house number, and an initial elsewhere."""
        if len(term) == 1 and term.isalpha():
            return self.door if before.isdecimal() else named
        return named | self.door


def best_first(found: Mapping[int, Clue], size: int) -> list[int]:
    """The ids to show; a person whose household was found too stands inside it."""
    if len(found) < 2:
        return list(found)
    candidates = _candidates(found)
    outer = [one for one in candidates.values() if not one.stands_inside(candidates)]
    order = {clue: place for place, clue in enumerate(dict.fromkeys(found.values()))}
    called = cache(_called)  # a household and somebody in it often have the same name

    def place(one: Candidate) -> tuple[object, ...]:
        clue = found[one.id]
        return order[clue], one.distance(clue, called), one.sort_name, one.id

    return [one.id for one in sorted(outer, key=place)[:size]]


def _candidates(found: Mapping[int, Clue]) -> dict[int, Candidate]:
    """What has to be known of them, in at most three queries."""
    candidates = _by_id(list(found))
    if any(one.name.kind is ContactKind.PERSON for one in candidates.values()):
        _add_parties(candidates)
    if any(clue.kind in _NAMED for clue in found.values()):
        _add_people(candidates)
    return candidates


def _by_id(ids: list[int]) -> dict[int, Candidate]:
    doors = (Address.street, Address.house_number, Address.house_addition)
    query = sa.select(Contact.id, Contact.sort_name, *doors, *_NAME).join(Contact.addresses, isouter=True)
    found: dict[int, Candidate] = {}
    # "home" comes before "postal": where they live counts, otherwise where their post goes.
    for row in db.session.execute(query.where(Contact.id.in_(ids)).order_by(Address.kind)):
        id_, sort_name, street, number, addition, *name = row
        if id_ not in found:
            door = words(f"{street} {show_number(number, addition)}") if street else ()
            found[id_] = Candidate(id_, sort_name, Name(*name), frozenset(door))
    return found


def _add_parties(candidates: Mapping[int, Candidate]) -> None:
    first, last = sa.func.min(ContactRole.party_id), sa.func.max(ContactRole.party_id)
    query = sa.select(ContactRole.person_id, first, last).where(ContactRole.is_current).group_by(ContactRole.person_id)
    for person_id, *parties in db.session.execute(query.where(ContactRole.person_id.in_(candidates))):
        candidates[person_id].parties.update(parties)


def _add_people(candidates: Mapping[int, Candidate]) -> None:
    query = sa.select(ContactRole.party_id, *_NAME).join(ContactRole.person).where(ContactRole.is_current)
    for party_id, *name in db.session.execute(query.where(ContactRole.party_id.in_(candidates))):
        candidates[party_id].people.append(Name(*name))


def _called(name: Name, kind: TermKind) -> frozenset[str]:
    return frozenset(name_words(name) if kind is TermKind.WORD else name_sounds(name))
