"""Households that people know by name: they are the same in every demo association, whatever its seed."""

from dataclasses import dataclass
from datetime import date, timedelta

from contactapp.contacts.models import ContactPointKind, RoleKind, SignalKind
from contactapp.contacts.names import fold, joined
from contactapp.demo.addressbook import AddressBook, Party, Person
from contactapp.demo.homes import Homes
from contactapp.demo.hours import Clock
from contactapp.demo.names import name_of

SHARED_PHONE = "+31612348765"  # of a son who also answers for his mother: calling it gives a choice


@dataclass(frozen=True)
class Known:
    """One household with its first person, its door, and who else is in it (name, woman, role, phone)."""

    name: str
    woman: bool
    phone: str
    door: tuple[str, int, str]
    since: date
    born: int
    others: tuple[tuple[str, bool, RoleKind, str], ...] = ()
    surname: str = ""
    customer: int = 0


_CO, _CHILD, _CONTACT = RoleKind.CO_TENANT, RoleKind.RESIDENT, RoleKind.CONTACT_PERSON
TESFAY, DE_VRIES, EL_IDRISSI = "Selam Tesfay", "Pieter de Vries", "Abdel el Idrissi"
BOUWMEESTER = "Bouwmeester Advies B.V."
_KNOWN = (
    Known(
        TESFAY, True, "+31612345678", ("Wilgenkade", 48, "B"), date(2017, 5, 1), 1986,
        (("Yonas Haile", False, _CO, "+31687654321"), ("Daniel Haile", False, _CHILD, "")),
        surname="Tesfay – Haile", customer=100482,
    ),
    Known(
        "Sjoerd Bakker", False, "+31612340477", ("Wilgenkade", 48, "A"), date(2016, 2, 1), 1979,
        (("Marijke Jansen", True, _CO, "+31612340478"),), surname="Bakker – Jansen", customer=100477,
    ),
    Known(
        DE_VRIES, False, SHARED_PHONE, ("Lindelaan", 11, ""), date(2012, 9, 1), 1971,
        (("Annelies Kok", True, _CO, "+31612348766"), ("Sem de Vries", False, _CHILD, "")),
    ),
    Known("Truus de Vries-Kamp", True, SHARED_PHONE, ("Meidoornhof", 9, ""), date(1998, 3, 1), 1943),
    Known(EL_IDRISSI, False, "+31623456789", ("Parkflat", 112, ""), date(2019, 11, 1), 1983),
    Known("Petra Smit-de Boer", True, "+31612340142", ("Kerkstraat", 14, "2"), date(2008, 6, 1), 1964),
    Known("Jan van den Heuvel", False, "+31301880031", ("Elzenpad", 3, ""), date(1991, 4, 1), 1952),
    Known("Radha Pinas", True, "+31612340333", ("Lindelaan", 33, ""), date(2021, 8, 15), 1990),
    Known("Marloes Jansen", True, "+31612340461", ("Wilgenkade", 46, "A"), date(2014, 1, 1), 1968),
    Known("Fatma Öztürk", True, "+31612340121", ("Wilgenkade", 12, "A"), date(2010, 10, 1), 1975),
    Known("Lan Nguyen", True, "+31612340213", ("Meidoornhof", 21, ""), date(2015, 7, 1), 1949),
    Known("Corrie Wiersma", True, "+31301880055", ("Meidoornhof", 5, ""), date(2003, 5, 1), 1940),
    Known("Teresa Kowalska", True, "+31612340188", ("Elzenpad", 17, ""), date(2022, 2, 1), 1992),
    Known("Said Ali", False, "+31612340201", ("Kerkstraat", 20, "1"), date(2018, 12, 1), 1988),
)  # fmt: skip


def add_familiar(book: AddressBook, homes: Homes, clock: Clock, guardians: list[Person]) -> dict[str, Party]:
    """Store them, by the name of their first person."""
    found = {known.name: _add(book, homes, known) for known in _KNOWN}
    family, lately = found[TESFAY], clock.today - timedelta(days=290)
    if guardians:
        book.add_role(family, guardians[0], RoleKind.ADMINISTRATOR, since=lately)
    book.add_signal(family, SignalKind.INTERPRETER, "Tolk Tigrinya", since=family.since)
    until = clock.today + timedelta(days=160)
    book.add_signal(family, SignalKind.VISIT_IN_PAIRS, "Bezoek met twee", since=lately, until=until)
    book.add_signal(family, SignalKind.ADMINISTRATION, "Bewindvoering", since=lately)
    found[BOUWMEESTER] = _add_bouwmeester(book, homes)
    return found


def _add_bouwmeester(book: AddressBook, homes: Homes) -> Party:
    """A company that rents an office from us."""
    party = book.add_organisation(BOUWMEESTER, date(2020, 3, 1))
    book.add_person(party, name_of("Hans Bouwmeester", woman=False), RoleKind.CONTACT_PERSON, phone="+31612340900")
    book.add_point(party.id, ContactPointKind.PHONE, "+31301880090")
    book.add_point(party.id, ContactPointKind.EMAIL, "info@bouwmeester.example")
    book.add_customer(party)
    home = homes.at("Lindelaan", 9)
    book.add_lease(party, home, party.since)
    book.add_address(party, home.address)
    return party


def _add(book: AddressBook, homes: Homes, known: Known) -> Party:
    first = name_of(known.name, woman=known.woman)
    party = book.add_household(first, known.since, surname=known.surname)
    born = date(known.born, 4, 17)
    book.add_person(party, first, RoleKind.MAIN_TENANT, born=born, phone=known.phone)
    for name, woman, role, phone in known.others:
        birth = born + timedelta(days=900 if role is _CO else 365 * 27)
        book.add_person(party, name_of(name, woman=woman), role, born=birth, since=known.since, phone=phone)
    mailbox = f"{fold(first.first_name)[0]}.{joined(first.prefix + first.surname)}"
    book.add_point(party.id, ContactPointKind.EMAIL, f"{mailbox}@example.org")
    book.add_customer(party, known.customer)
    home = homes.at(*known.door)
    book.add_lease(party, home, known.since)
    book.add_address(party, home.address)
    # The family's stories are all told in errands.json; others call about anything now and then.
    party.weight = 0.0 if known.name == TESFAY else 0.7
    return party
