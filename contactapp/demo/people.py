"""Who rents: households of every composition, those who left, and those who wait for a home."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from contactapp.contacts.models import ContactPointKind, RoleKind, SignalKind
from contactapp.contacts.names import fold, joined
from contactapp.demo.addressbook import AddressBook, Party, Person
from contactapp.demo.homes import Home, Homes
from contactapp.demo.hours import Clock
from contactapp.demo.names import Origin, PersonName, some_name, some_origin, some_surname

_MAIL_DOMAINS = ("example.org", "example.net", "example.com", "post.example", "thuis.example")
_ELSEWHERE = (
    ("Vechtdijk", "3563MC", "Utrecht"), ("Oude Rijn", "3512HG", "Utrecht"), ("Nieuwe Erven", "3431DZ", "Nieuwegein"),
    ("Molenwal", "3443BK", "Woerden"), ("Stationsstraat", "3991JT", "Houten"), ("Gagelgaarde", "3605RX", "Maarssen"),
)  # fmt: skip
_VULNERABLE = ("Slechthorend: spreek langzaam", "Slecht ter been, doet laat open", "Laaggeletterd: bel liever")
_OTHER = ("Grote hond: eerst bellen", "Bel niet voor 11.00 uur, werkt nachtdienst", "Post naar de dochter sturen")


@dataclass(frozen=True)
class Customer:
    """What kind of relation a household is: it rents, rented, or waits for a home."""

    since: date
    until: date | None = None
    seeker: bool = False


class Households:
    """Makes households, in the order in which they came."""

    def __init__(self, book: AddressBook, homes: Homes, clock: Clock, dice: Random, guardians: list[Person]) -> None:
        self._book, self._homes, self._clock, self._dice = book, homes, clock, dice
        self._guardians = guardians
        self._vacated: list[tuple[date, Home]] = []

    def make(self, amount: int) -> Iterator[Party]:
        """So many households."""
        for kind in sorted((self._some_kind() for _ in range(amount)), key=lambda kind: kind.since):
            yield self._household(kind)

    def _some_kind(self) -> Customer:
        dice, today = self._dice, self._clock.today
        draw = dice.random()
        if draw < 0.08:
            return Customer(today - timedelta(days=dice.randrange(20, 900)), seeker=True)
        # Some have lived here for decades, most for some years.
        since = today - timedelta(days=int(dice.triangular(14, 365 * 32, 365 * 4)))
        if draw < 0.14:
            left = self._clock.first_day + timedelta(days=dice.randrange(60, 1060))
            return Customer(min(since, left - timedelta(days=400)), until=left)
        return Customer(since)

    def _household(self, kind: Customer) -> Party:
        dice, origin = self._dice, some_origin(self._dice)
        first = some_name(dice, origin, woman=dice.random() < 0.56)
        partner = self._partner(first, origin) if dice.random() < (0.25 if kind.seeker else 0.4) else None
        party = self._book.add_household(first, kind.since)
        party.until, party.seeker = kind.until, kind.seeker
        role = RoleKind.HOME_SEEKER if kind.seeker else RoleKind.MAIN_TENANT
        born = self._birth_date(kind.since)
        self._add(party, first, role, born)
        if partner:
            self._add(party, partner, role if kind.seeker else RoleKind.CO_TENANT, self._near(born))
        if not kind.seeker:
            self._let(party, kind)
            self._add_relatives(party, first, origin, born, with_children=dice.random() < (0.4 if partner else 0.16))
        else:
            self._add_address_elsewhere(party)
        self._add_email(party, first)
        self._add_signals(party, origin)
        party.weight = dice.gammavariate(0.8, 1.0) * (0.5 if kind.seeker else 1.0)
        return party

    def _add(self, party: Party, name: PersonName, role: RoleKind, born: date) -> None:
        dice = self._dice
        old = born.year < self._clock.today.year - 72
        phone = self._book.new_landline() if old and dice.random() < 0.6 else self._book.new_mobile()
        person = self._book.add_person(party, name, role, born=born, phone=phone if dice.random() < 0.93 else "")
        if old and dice.random() < 0.35:
            self._book.add_point(person.id, ContactPointKind.PHONE, self._book.new_mobile(), preferred=not person.phone)

    def _partner(self, first: PersonName, origin: Origin) -> PersonName:
        dice = self._dice
        woman = first.woman if dice.random() < 0.05 else not first.woman
        own_name = some_surname(dice, origin)
        if first.woman or dice.random() < 0.6:
            return some_name(dice, origin, woman=woman, surname=own_name)
        return some_name(dice, origin, woman=woman, surname=f"{first.prefix} {first.surname}".strip())

    def _add_relatives(
        self, party: Party, first: PersonName, origin: Origin, born: date, *, with_children: bool
    ) -> None:  # fmt: skip
        """Children at home, a child who speaks for an old parent, a guardian, or a partner who died."""
        dice, today = self._dice, self._clock.today
        surname = f"{first.prefix} {first.surname}".strip()
        for _ in range(dice.choice((1, 1, 2, 2, 3)) if with_children and born.year > today.year - 62 else 0):
            child = some_name(dice, origin, woman=dice.random() < 0.5, surname=surname)
            birth = min(born + timedelta(days=dice.randrange(365 * 20, 365 * 38)), today - timedelta(days=200))
            grown = birth.year <= today.year - 16
            since = max(birth, party.since)
            phone = self._book.new_mobile() if grown else ""
            self._book.add_person(party, child, RoleKind.RESIDENT, born=birth, since=since, phone=phone)
        if born.year < today.year - 70 and dice.random() < 0.25:
            child = some_name(dice, origin, woman=dice.random() < 0.65, surname=surname)
            self._book.add_person(party, child, RoleKind.CONTACT_PERSON, phone=self._book.new_mobile())
        if born.year < today.year - 66 and dice.random() < 0.12:
            self._add_deceased(party, origin, born)
        if self._guardians and dice.random() < 0.04:
            self._put_under_guardianship(party)

    def _add_deceased(self, party: Party, origin: Origin, born: date) -> None:
        """A partner who died; the tenancy went on."""
        died = self._clock.today - timedelta(days=self._dice.randrange(40, 1500))
        if died > party.since and (party.until is None or died < party.until):
            late = some_name(self._dice, origin, woman=not party.people[0].name.woman)
            self._book.add_person(party, late, RoleKind.CO_TENANT, born=self._near(born), died=died)
            party.widowed_on = died

    def _put_under_guardianship(self, party: Party) -> None:
        guardian = self._dice.choice(self._guardians)
        since = self._since_lately(party)
        self._book.add_role(party, guardian, RoleKind.ADMINISTRATOR, since=since)
        text = f"Bewindvoerder: {guardian.name.salutation.replace('MEVR', 'mevr.').replace('DHR', 'dhr.')}"
        self._book.add_signal(
            party, SignalKind.ADMINISTRATION, f"{text} {guardian.name.initials} {guardian.name.formal}", since=since
        )

    def _let(self, party: Party, kind: Customer) -> None:
        """Give them a home, perhaps one that others left, perhaps after another one of ours."""
        self._book.add_customer(party)
        dice, home = self._dice, self._home_for(kind.since)
        if kind.until is None and party.since < self._clock.first_day and dice.random() < 0.05:
            moved = self._clock.first_day + timedelta(days=dice.randrange(1000))
            self._book.add_lease(party, home, kind.since, moved)
            self._vacated.append((moved, home))
            home = self._homes.take()
            self._book.add_lease(party, home, moved + timedelta(days=1))
        else:
            self._book.add_lease(party, home, kind.since, kind.until)
        if kind.until is None:
            self._book.add_address(party, home.address)
        else:
            self._vacated.append((kind.until, home))
            self._add_address_elsewhere(party)

    def _home_for(self, since: date) -> Home:
        for place, (left, home) in enumerate(self._vacated):
            if left + timedelta(days=14) < since:
                del self._vacated[place]
                return home
        return self._homes.take()

    def _add_address_elsewhere(self, party: Party) -> None:
        street, postcode, city = self._dice.choice(_ELSEWHERE)
        address = {
            "street": street,
            "house_number": self._dice.randrange(1, 140),
            "house_addition": "",
            "postcode": postcode,
            "city": city,
            "country": "NL",
            "bag_id": "",
        }
        self._book.add_address(party, address, verified=False)

    def _add_email(self, party: Party, first: PersonName) -> None:
        if self._dice.random() < 0.78:
            given = joined(first.first_name) if self._dice.random() < 0.5 else fold(first.first_name)[0]
            local_part = f"{given}.{joined(first.prefix + first.surname)}"
            address = f"{local_part}@{self._dice.choice(_MAIL_DOMAINS)}"
            self._book.add_point(party.id, ContactPointKind.EMAIL, address)

    def _add_signals(self, party: Party, origin: Origin) -> None:
        dice, since = self._dice, self._since_lately(party)
        if origin.interpreter and dice.random() < 0.09:
            self._book.add_signal(party, SignalKind.INTERPRETER, f"Tolk {origin.interpreter}", since=since)
        if dice.random() < 0.006:
            review = self._clock.today + timedelta(days=dice.randrange(-200, 300))
            self._book.add_signal(party, SignalKind.AGGRESSION, "Agressie aan de balie", since=since, until=review)
            self._book.add_signal(party, SignalKind.VISIT_IN_PAIRS, "Bezoek met twee", since=since, until=review)
        if dice.random() < 0.025:
            self._book.add_signal(party, SignalKind.VULNERABLE, dice.choice(_VULNERABLE), since=since)
        if dice.random() < 0.012:
            self._book.add_signal(party, SignalKind.OTHER, dice.choice(_OTHER), since=since)

    def _since_lately(self, party: Party) -> date:
        """Some day in the history on which they lived here; signals end or are renewed, so none is very old."""
        earliest = max(party.since, self._clock.today - timedelta(days=700))
        return earliest + timedelta(days=self._dice.randrange(max((self._clock.today - earliest).days, 1)))

    def _birth_date(self, since: date) -> date:
        """Grown up when they came, and not older than people get."""
        age_then = self._dice.triangular(19, 70, 31)
        born = since - timedelta(days=int(age_then * 365.25))
        return max(born, self._clock.today - timedelta(days=int(self._dice.uniform(80, 96) * 365.25)))

    def _near(self, born: date) -> date:
        """The birth date of a partner: a few years apart, and grown up."""
        adult = self._clock.today - timedelta(days=365 * 20)
        return min(born + timedelta(days=self._dice.randrange(-1800, 1800)), adult)
