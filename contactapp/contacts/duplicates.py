"""Contacts that a new one may already be (R6)."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from flask_babel import gettext as _

from contactapp.contacts.finding import Clue, TermKind, place_term
from contactapp.contacts.models import Contact, ContactKind
from contactapp.contacts.names import fold, joined, words
from contactapp.contacts.postcodes import HouseAddress
from contactapp.contacts.queries import contacts_with_everything
from contactapp.contacts.searching import matching

MOST_SHOWN = 5


@dataclass(frozen=True)
class Draft:
    """What has been typed so far of a new contact; anything may be missing."""

    surname: str = ""
    initials: str = ""
    phones: tuple[str, ...] = ()  # E.164
    emails: tuple[str, ...] = ()
    address: HouseAddress | None = None


@dataclass
class Lookalike:
    """An existing contact with what it has in common with the draft, and how strongly."""

    contact: Contact
    reasons: list[str] = field(default_factory=list)
    weight: int = 0


def lookalikes(draft: Draft) -> list[Lookalike]:
    """The most likely doubles, strongest first; a name alone counts when the first initial agrees."""
    weights: dict[int, list[tuple[int, str]]] = {}
    for clue, weight, reason in _clues(draft):
        for contact_id in matching(clue, ()):
            weights.setdefault(contact_id, []).append((weight, reason))
    best = sorted(weights, key=lambda id_: -sum(weight for weight, _reason in weights[id_]))
    contacts = contacts_with_everything(best[: MOST_SHOWN * 4])
    found = [
        Lookalike(contact, [reason for _weight, reason in weights[id_]], sum(weight for weight, _ in weights[id_]))
        for id_, contact in contacts.items()
    ]
    return list(_one_per_household(found))[:MOST_SHOWN]


def _clues(draft: Draft) -> Iterable[tuple[Clue, int, str]]:
    for phone in draft.phones:
        yield Clue(TermKind.PHONE, (phone.lstrip("+"),), exact=True), 8, _("Zelfde telefoonnummer")
    for email in draft.emails:
        yield Clue(TermKind.EMAIL, (email.casefold(),), exact=True), 8, _("Zelfde e-mailadres")
    if draft.address is not None:
        place = place_term(draft.address.postcode, draft.address.number, draft.address.addition)
        yield Clue(TermKind.PLACE, (place,), exact=True), 3, _("Zelfde adres")
    surname = joined(draft.surname)
    initial = words(fold(draft.initials))[:1]
    if len(surname) > 1 and initial:
        yield Clue(TermKind.WORD, (surname, initial[0]), exact=True), 4, _("Zelfde naam")
    elif len(surname) > 1 and draft.address is not None:
        yield Clue(TermKind.WORD, (surname,), exact=True), 2, _("Zelfde naam")


def _one_per_household(found: list[Lookalike]) -> Iterable[Lookalike]:
    """A person is left out when the household they live in is shown already."""
    parties = {one.contact.id for one in found if one.contact.kind is not ContactKind.PERSON}
    for one in found:
        homes = {role.party_id for role in one.contact.current_roles}
        if one.contact.kind is not ContactKind.PERSON or not homes or not homes <= parties:
            yield one
