"""Organisations around the association: suppliers, institutions, owners' associations, guardians, shops that rent."""

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from contactapp.contacts.models import ContactPointKind, RoleKind
from contactapp.contacts.names import words
from contactapp.demo.addressbook import AddressBook, Party, Person
from contactapp.demo.homes import CITY, Homes
from contactapp.demo.hours import Clock
from contactapp.demo.names import name_of, some_name, some_origin, some_surname

_INSTITUTIONS = (
    "Wijkteam Noord", "Buurtbemiddeling Noord", "Gemeente, Wmo-loket", "Gemeente, afdeling Inkomen", "GGZ-team Noord",
    "Wijkpolitie Noord", "Thuiszorg De Schakel", "Stichting Welkom Thuis", "Schuldhulp Maatwerk", "VvE Parkflat",
    "VvE Wilgenkade", "VvE De Hoge Beuk", "Huurdersvereniging De Linde",
)  # fmt: skip
_SUPPLIERS = (
    "Warmtebedrijf Lindekwartier", "Lift Service Centraal", "Dakwerk Midden", "Ontstoppingsdienst De Vrije Loop",
    "Glasherstel 24", "Ongediertebestrijding Raak", "Groenbedrijf De Heg", "Schoonmaak Blinkend", "Elektra Veilig",
    "Slotenservice Dichtbij", "Ketel & Co Installaties",
)  # fmt: skip
_KNOWN = dict.fromkeys(_INSTITUTIONS, "institutions") | dict.fromkeys(_SUPPLIERS, "suppliers")
_GUARDIANS = {
    "Van Rijn Bewindvoering": (("Mieke van Rijn", True), ("Erik Holtrop", False)),
    "Kompas Bewind": (("Samira Tahiri", True), ("Johan Wessels", False)),
    "Balans Beschermingsbewind": (("Chantal Kramer", True),),
}
_TRADES = (
    "Loodgietersbedrijf {}", "Schildersbedrijf {}", "{} Installatietechniek", "Timmerwerken {}", "Stukadoor {}",
    "{} Vloeren", "Tegelzetter {}", "{} Dakwerken", "Hoveniersbedrijf {}", "{} Schoonmaak", "Aannemersbedrijf {}",
    "{} Elektrotechniek", "Sloopwerken {}", "{} Verhuizingen",
)  # fmt: skip
_SHOPS = (
    "Kapsalon {}", "Bakkerij {}", "Fietsenmaker {}", "Eetcafé {}", "Kinderopvang {}", "Fysiotherapie {}", "Toko {}",
    "Kledingatelier {}", "Tandartspraktijk {}", "Supermarkt {}",
)  # fmt: skip


class Organisations:
    """Makes organisations with the people one gets on the line there."""

    def __init__(self, book: AddressBook, homes: Homes, clock: Clock, dice: Random) -> None:
        self._book, self._homes, self._clock, self._dice = book, homes, clock, dice
        self._names: set[str] = set()
        self.guardians: list[Person] = []

    def make(self, amount: int) -> Iterator[Party]:
        """So many organisations: guardians first, because households refer to them."""
        known = [*_GUARDIANS, *_KNOWN][:amount]
        for name in known:
            yield self._guardian_office(name) if name in _GUARDIANS else self._organisation(name, _KNOWN[name])
        for _ in range(amount - len(known)):
            if self._dice.random() < 0.3:
                yield self._shop(self._new_name(_SHOPS))
            else:
                yield self._organisation(self._new_name(_TRADES), "suppliers")

    def _guardian_office(self, name: str) -> Party:
        party = self._found(name)
        for who, woman in _GUARDIANS[name]:
            phone = "+31301234567" if who == "Mieke van Rijn" else self._book.new_landline()
            person = self._book.add_person(party, name_of(who, woman=woman), RoleKind.EMPLOYEE, phone=phone)
            self.guardians.append(person)
        party.business = "guardians"
        return party

    def _organisation(self, name: str, business: str) -> Party:
        party = self._found(name)
        party.business = business
        for _ in range(self._dice.choice((1, 1, 2, 3))):
            self._add_employee(party)
        return party

    def _shop(self, name: str) -> Party:
        """A shop or practice that rents from us, so it is a customer."""
        party = self._found(name)
        self._add_employee(party, RoleKind.CONTACT_PERSON)
        self._book.add_customer(party)
        self._book.add_lease(party, self._homes.take(), party.since)
        party.weight = self._dice.gammavariate(0.8, 0.6)
        return party

    def _found(self, name: str) -> Party:
        dice = self._dice
        since = self._clock.today - timedelta(days=dice.randrange(60, 365 * 12))
        party = self._book.add_organisation(name, since)
        self._book.add_point(party.id, ContactPointKind.PHONE, self._book.new_landline())
        domain = "-".join(words(name))[:40].strip("-")
        self._book.add_point(party.id, ContactPointKind.EMAIL, f"info@{domain}.example")
        self._book.add_address(party, _office(dice), verified=False)
        return party

    def _add_employee(self, party: Party, role: RoleKind = RoleKind.EMPLOYEE) -> None:
        dice = self._dice
        name = some_name(dice, some_origin(dice), woman=dice.random() < 0.45)
        self._book.add_person(party, name, role, phone=self._book.new_mobile() if dice.random() < 0.5 else "")

    def _new_name(self, patterns: tuple[str, ...]) -> str:
        while True:
            surname = some_surname(self._dice, some_origin(self._dice))
            name = self._dice.choice(patterns).format(surname[:1].upper() + surname[1:])
            if name in self._names:
                name = f"{name} & Zn."
            if name not in self._names:
                self._names.add(name)
                return name


def _office(dice: Random) -> dict[str, object]:
    street, postcode = dice.choice((("Ambachtsweg", "3542AD"), ("Industriekade", "3545LK"), ("Havenstraat", "3511TB")))
    return {
        "street": street,
        "house_number": dice.randrange(1, 180),
        "house_addition": "",
        "postcode": postcode,
        "city": CITY,
        "country": "NL",
        "bag_id": "",
    }
