"""A found contact with the reason it was found, for whoever reads the list."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from contactapp.contacts.finding import Clue, TermKind
from contactapp.contacts.models import Contact, ContactPoint, ContactRole
from contactapp.contacts.names import words
from contactapp.contacts.phones import tail


@dataclass(frozen=True)
class Hit:
    """One contact that was found, with what made it match."""

    contact: Contact
    clue: Clue
    people: Sequence[ContactRole] = field(default=())
    points: Sequence[ContactPoint] = field(default=())

    @property
    def sounds_alike(self) -> bool:
        """Whether it is spelled in another way than what was typed."""
        return self.clue.kind is TermKind.SOUND

    @property
    def place(self) -> str:
        """The postcode and number that were typed, as words of an address: "3571zl48b" is "3571 zl 48"."""
        if self.clue.kind is not TermKind.PLACE:
            return ""
        postcode, _space, door = self.clue.terms[0].partition(" ")
        return f"{postcode[:4]} {postcode[4:]} {door.partition(' ')[0]}".strip()

    @property
    def born(self) -> date | None:
        """The date of birth that was typed; only who may see it gets such a hit (R8)."""
        return date.fromisoformat(self.clue.terms[0]) if self.clue.kind is TermKind.BORN else None

    @property
    def registration(self) -> str:
        """The number of the chamber of commerce, when that is what matched."""
        number = self.contact.chamber_of_commerce_number
        return number if self.clue.kind is TermKind.CODE and number.startswith(self.clue.terms[0]) else ""


def hit_of(contact: Contact, clue: Clue) -> Hit:
    """A found contact with whom and what of it matched."""
    people = [role for role in contact.current_people if _speaks_of(clue, role.person)] if contact.is_party else []
    points = [
        *contact.contact_points,
        *(point for role in contact.current_people for point in role.person.contact_points),
    ]
    return Hit(contact, clue, people, [point for point in points if _is_reached_by(point, clue)])


def _speaks_of(clue: Clue, person: Contact) -> bool:
    said = words(person.name)
    return clue.kind is TermKind.WORD and any(word.startswith(term) for term in clue.terms for word in said)


def _is_reached_by(point: ContactPoint, clue: Clue) -> bool:
    term = clue.terms[0]
    if clue.kind is TermKind.PHONE:
        return point.value.lstrip("+").startswith(term)
    if clue.kind is TermKind.TAIL:
        return tail(point.value).startswith(term)
    return clue.kind is TermKind.EMAIL and term in point.value.casefold()
