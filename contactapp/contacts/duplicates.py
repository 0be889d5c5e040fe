"""Contacts that a new one may already be (R6)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from flask_babel import gettext as _

from contactapp.contacts.finding import Clue, TermKind, place_term
from contactapp.contacts.models import Contact, ContactKind
from contactapp.contacts.names import fold, joined, search_words, words
from contactapp.contacts.postcodes import HouseAddress
from contactapp.contacts.queries import contacts_for_list
from contactapp.contacts.searching import matching
from contactapp.contacts.wording import ROLES

MOST_SHOWN = 5
# How strongly a whole name and a surname alone point to a double.
_NAME, _SURNAME = 4, 2


@dataclass(frozen=True)
class Draft:
    """What has been typed so far of a new contact; anything may be missing."""

    surname: str = ""
    initials: str = ""
    phones: tuple[str, ...] = ()  # E.164
    emails: tuple[str, ...] = ()
    address: HouseAddress | None = None
    is_organisation: bool = False
    registration: str = ""  # at the chamber of commerce


@dataclass
class Lookalike:
    """An existing contact with what it has in common with the draft, and how strongly."""

    contact: Contact
    reasons: list[str] = field(default_factory=list)
    weight: int = 0


def lookalikes(draft: Draft) -> list[Lookalike]:
    """The most likely doubles, strongest first; a name alone counts of a company, or when the first initial agrees."""
    weights: dict[int, list[tuple[int, str]]] = {}
    for clue, weight, reason in _clues(draft):
        for contact_id in matching(clue, ()):
            weights.setdefault(contact_id, []).append((weight, reason))
    best = sorted(weights, key=lambda id_: -sum(weight for weight, _reason in weights[id_]))
    contacts = contacts_for_list(best[: MOST_SHOWN * 4])
    found = [_lookalike(contact, weights[id_], draft) for id_, contact in contacts.items()]
    likely = sorted((one for one in found if one.reasons), key=lambda one: -one.weight)
    return list(_one_per_household(likely))[:MOST_SHOWN]


def _clues(draft: Draft) -> Iterable[tuple[Clue, int, str]]:
    for phone in draft.phones:
        yield Clue(TermKind.PHONE, (phone.lstrip("+"),), exact=True), 8, _("Zelfde telefoonnummer")
    for email in draft.emails:
        yield Clue(TermKind.EMAIL, (email.casefold(),), exact=True), 8, _("Zelfde e-mailadres")
    if draft.registration:
        yield Clue(TermKind.CODE, (draft.registration,), exact=True), 8, _("Zelfde KvK-nummer")
    if draft.address is not None:
        place = place_term(draft.address.postcode, draft.address.number, draft.address.addition)
        yield Clue(TermKind.PLACE, (place,), exact=True), 3, _("Zelfde adres")
    surname = joined(draft.surname)
    initial = words(fold(draft.initials))[:1]
    if len(surname) > 1 and initial:
        yield Clue(TermKind.WORD, (surname, initial[0]), exact=True), _NAME, ""
    elif len(surname) > 1 and (draft.is_organisation or draft.address is not None):
        yield Clue(TermKind.WORD, (surname,), exact=True), _SURNAME, ""


def _lookalike(contact: Contact, matches: Iterable[tuple[int, str]], draft: Draft) -> Lookalike:
    """With the reasons in words; only now that the contact is known, it shows whose name it is."""
    told = [(weight, reason) if reason else _name_in_common(contact, draft) for weight, reason in matches]
    given = [(weight, reason) for weight, reason in told if reason]
    return Lookalike(contact, [reason for _weight, reason in given], sum(weight for weight, _reason in given))


def _name_in_common(contact: Contact, draft: Draft) -> tuple[int, str]:
    """How much the name weighs and what is the same; the own name goes before that of somebody inside."""
    degrees: list[tuple[Callable[[Contact, Draft], bool], int, str]] = [
        (_has_name, _NAME, _("Zelfde naam")),
        (_has_surname, _SURNAME, _("Zelfde achternaam")),
    ]
    for is_same, weight, words_for_it in degrees:
        if is_same(contact, draft):
            return weight, words_for_it
        for role in contact.current_people:
            if is_same(role.person, draft):
                return weight, f"{words_for_it}: {role.person.name} ({ROLES[role.kind]})"
    return 0, ""


def _has_name(contact: Contact, draft: Draft) -> bool:
    if contact.kind is ContactKind.ORGANISATION:
        return joined(contact.surname) == joined(draft.surname)
    return joined(contact.initials) == joined(draft.initials) and _has_surname(contact, draft)


def _has_surname(contact: Contact, draft: Draft) -> bool:
    if contact.kind is ContactKind.ORGANISATION:
        return False
    with_prefix = f"{contact.name_prefix} {contact.surname}"
    return joined(draft.surname) in search_words(with_prefix) | search_words(contact.surname)


def _one_per_household(found: list[Lookalike]) -> Iterable[Lookalike]:
    """A person is left out when the household they live in is shown already."""
    parties = {one.contact.id for one in found if one.contact.kind is not ContactKind.PERSON}
    for one in found:
        homes = {role.party_id for role in one.contact.current_roles}
        if one.contact.kind is not ContactKind.PERSON or not homes or not homes <= parties:
            yield one
