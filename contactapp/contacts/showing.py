"""Contacts as the screens show them: the bar, the facts, one line in a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import Flask
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from contactapp.contacts.belonging import lives_here
from contactapp.contacts.codes import SPEAKS_FOR_OTHERS
from contactapp.contacts.links import contact_url, unit_url
from contactapp.contacts.models import Contact, ContactPoint, ContactRole, Lease, Signal
from contactapp.contacts.queries import MOST_ROLES
from contactapp.contacts.reaching import Wish, may_be_called, may_be_mailed, wishes
from contactapp.contacts.wording import (
    KIND_ICONS,
    KINDS,
    ROLES,
    SALUTATIONS,
    SIGNAL_LOOKS,
    SIGNALS,
)
from contactapp.web.formats import day_and_month

# Of somebody who speaks for hundreds of households the bar shows a few; the tab with details shows all.
MOST_PARTIES = 6


@dataclass(frozen=True)
class ShownSignal:
    """A warning: ``kind`` says how it is drawn."""

    kind: str
    text: str
    until: str | None


@dataclass(frozen=True)
class ShownPerson:
    """Somebody in a household, or the household of somebody, with the number to call."""

    name: str
    role: str
    href: str
    phone: str | None = None
    phone_text: str | None = None


@dataclass(frozen=True)
class Fact:
    """One line beside the people, such as the address."""

    icon: str
    label: str
    text: str
    href: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class ContactCard:
    """What the customer bar and the facts show of one contact."""

    contact: Contact
    number: str
    name: str
    subtitle: str
    signals: Sequence[ShownSignal]
    people: Sequence[ShownPerson]
    facts: Sequence[Fact]
    wishes: Sequence[Wish]


def card(contact: Contact, leases: Sequence[Lease] = ()) -> ContactCard:
    """The card of a contact that was loaded with everything."""
    return ContactCard(
        contact=contact,
        number=contact.number,
        name=contact.name,
        subtitle=subtitle(contact),
        signals=signals(contact),
        people=_people(contact),
        facts=list(_facts(contact, leases)),
        wishes=list(wishes(contact)),
    )


def signals(contact: Contact) -> list[ShownSignal]:
    """Its own warnings, and those of the households it is part of; the same words once."""
    belongs = (role.party for role in contact.current_roles if role.kind not in SPEAKS_FOR_OTHERS)
    shared = (_signal(signal) for party in belongs for signal in party.current_signals)
    return list(dict.fromkeys((*signals_here(contact), *shared)))


def signals_here(contact: Contact) -> list[ShownSignal]:
    """Its own warnings and those of the people in it, with whom they are about."""
    own = [_signal(signal) for signal in contact.current_signals]
    return own + [
        _signal(signal, of=role.person.name)
        for role in (contact.current_people if contact.is_party else ())
        for signal in role.person.current_signals
    ]


def subtitle(contact: Contact) -> str:
    """What kind of contact it is, with the number people say: "Huurder 100482", "Bedrijf C000123"."""
    if contact.customer is not None:
        return str(_("Huurder %(number)s", number=contact.customer.number))
    return f"{KINDS[contact.kind]} {contact.number}"


def icon_of(contact: Contact) -> str:
    """The drawing of its kind."""
    return KIND_ICONS[contact.kind]


def note_of(contact: Contact) -> str:
    """The line under the name in a list to choose from: number, address, people."""
    address = contact.home_address
    number = contact.customer.number if contact.customer else contact.number
    people = ", ".join(role.person.name for role in contact.current_people if role.person.name != contact.name)
    if not contact.is_party:
        people = ", ".join(f"{ROLES[role.kind]} {role.party.name}" for role in few_roles(contact))
    return ", ".join(part for part in (number, address.one_line if address else "", people) if part)


def few_roles(contact: Contact) -> list[ContactRole]:
    """Where a person belongs, as far as one line has room for it."""
    return contact.current_roles[:MOST_ROLES]


def everywhere(contact: Contact) -> str:
    """Where else a change of this person counts; empty for who belongs to one household or none (R7)."""
    names = [role.party.name for role in contact.current_roles]
    if len(names) < 2:
        return ""
    shown, rest = ", ".join(names[:MOST_PARTIES]), len(names) - MOST_PARTIES
    return _("%(names)s en nog %(num)s", names=shown, num=rest) if rest > 0 else shown


def signal_look(signal: Signal) -> str:
    """How a warning is drawn."""
    return SIGNAL_LOOKS.get(signal.kind, "other")


def signal_text(signal: Signal) -> str:
    """What a warning says: its own words, else what it is."""
    return signal.text or str(SIGNALS[signal.kind])


def _signal(signal: Signal, *, of: str = "") -> ShownSignal:
    until = day_and_month(signal.ends_on) if signal.ends_on else None
    text = signal_text(signal)
    return ShownSignal(signal_look(signal), f"{text} ({of})" if of else text, until)


def people_in(party: Contact) -> list[ShownPerson]:
    """Who is in a household or organisation; whoever is shown first answers its own number too."""
    own = party.phones
    return [
        _person(role.person, _role(role), own if role.shown_first else [], reachable=may_call(role))
        for role in party.current_people
    ]


def _role(role: ContactRole) -> str:
    """What somebody is here, and why there is no number to call."""
    objects = not may_be_called(role.person)
    return ", ".join((str(ROLES[role.kind]), *([_("liever niet bellen")] if objects else [])))


def itself(contact: Contact) -> ShownPerson:
    """A contact with nobody in it, as one of its people."""
    return _person(contact, "", [], reachable=may_be_called(contact))


def _people(contact: Contact) -> list[ShownPerson]:
    """Who is in a household, or where a person belongs."""
    if contact.is_party:
        return people_in(contact)
    roles = contact.current_roles
    few = roles[:MOST_PARTIES]
    shown = [_person(role.party, str(ROLES[role.kind]), [], reachable=may_call(role)) for role in few]
    rest = len(roles) - len(few)
    if rest:
        more = ngettext("nog %(num)s huishouden of bedrijf", "nog %(num)s huishoudens en bedrijven", rest)
        shown.append(ShownPerson(name=str(more), role="", href=f"{contact_url(contact)}/details"))
    return shown


def _person(shown: Contact, role: str, otherwise: Sequence[ContactPoint], *, reachable: bool) -> ShownPerson:
    phones = shown.phones or otherwise
    first = phones[0] if phones and reachable else None
    return ShownPerson(
        name=shown.name,
        role=role,
        href=contact_url(shown),
        phone=first.value if first else None,
        phone_text=first.shown if first else None,
    )


def may_call(role: ContactRole) -> bool:
    """A household that would rather not be called may have somebody who speaks for it, and who may."""
    return may_be_called(role.person, None if role.kind in SPEAKS_FOR_OTHERS else role.party)


def _facts(contact: Contact, leases: Sequence[Lease]) -> list[Fact]:
    facts = address_facts(contact) or [fact for home in _homes(contact) for fact in address_facts(home)]
    if contact.emails:
        facts.append(_email(contact.emails[0], contact))
    facts += [_phone(point) for point in contact.phones[: 1 if contact.current_people else 3] if not _is_shown(point)]
    return facts + [_home(lease) for lease in leases if not lease.is_over]


def address_facts(contact: Contact) -> list[Fact]:
    """Where it lives, as far as that is known."""
    address = contact.home_address
    if address is None:
        return []
    note = None if address.verified else str(_("niet geverifieerd"))
    return [Fact("map-pin", str(_("Adres")), address.one_line, note=note)]


def _homes(person: Contact) -> Iterator[Contact]:
    """The households somebody lives in, where they are found when they have no address of their own."""
    return (role.party for role in person.current_roles if lives_here(role))


def _email(point: ContactPoint, contact: Contact) -> Fact:
    if not may_be_mailed(contact):
        return Fact("mail", str(_("E-mail")), point.value, note=str(_("liever niet mailen")))
    return Fact("mail", str(_("E-mail")), point.value, href=f"mailto:{point.value}")


def _phone(point: ContactPoint) -> Fact:
    if not may_be_called(point.contact):
        return Fact("phone", str(_("Telefoon")), point.shown, note=str(_("liever niet bellen")))
    return Fact("phone", str(_("Telefoon")), point.shown, href=f"tel:{point.value}", note=point.label or None)


def _home(lease: Lease) -> Fact:
    day = format_date(lease.starts_on, "d MMMM y")
    since = str(_("huurt vanaf %(day)s", day=day) if lease.is_to_come else _("huurt sinds %(day)s", day=day))
    text = str(_("Woning %(number)s", number=lease.unit.number))
    return Fact("home", str(_("Woning")), text, href=unit_url(lease.unit), note=since)


def _is_shown(point: ContactPoint) -> bool:
    """A number that stands beside its person already."""
    return any(role.shown_first and not role.person.phones and may_call(role) for role in point.contact.current_people)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        contact_card=card,
        contact_everywhere=everywhere,
        contact_few_roles=few_roles,
        contact_signals=signals,
        contact_icon=icon_of,
        contact_note=note_of,
        contact_subtitle=subtitle,
        contact_role_names=ROLES,
        salutation_names=SALUTATIONS,
        signal_look=signal_look,
        signal_text=signal_text,
    )
