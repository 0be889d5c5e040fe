"""What the association lets: complexes in one district, with their streets, and the homes in them."""

from dataclasses import dataclass, replace
from math import ceil
from random import Random
from typing import NamedTuple

from contactapp.contacts.models import KnownAddress, Unit
from contactapp.demo.bulk import Store
from contactapp.demo.hours import Clock

CITY = "Utrecht"
_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"  # PostNL leaves out F, I, O, Q, U and Y
_DOORS_PER_POSTCODE = 24
_NEVER_GIVEN = {"SA": "ZA", "SD": "ZD", "SS": "ZS"}
_KNOWN_POSTCODES = {(20418, 2): "3571ZL"}
_FLAT, _PORCH, _HOUSE, _SENIOR = "Galerijflat", "Portiekwoning", "Eengezinswoning", "Seniorenwoning"


class Complex(NamedTuple):
    """Homes that were built together, in one street."""

    code: int
    name: str
    street: str
    kind: str
    first: int  # the first house number; homes with their own front door have one side of the street
    doors: int  # in an association of the usual size

    @property
    def additions(self) -> tuple[str, ...]:
        return ("A", "B", "C") if self.kind == _PORCH else ("",)

    @property
    def step(self) -> int:
        return 2 if self.kind in (_HOUSE, _PORCH) else 1

    def place_of(self, house_number: int, addition: str) -> int:
        """The how-manieth door it is, from 0."""
        floor = self.additions.index(addition) if addition in self.additions else 0
        return (house_number - self.first) // self.step * len(self.additions) + floor

    def postcode(self, place: int) -> str:
        """Four digits per neighbourhood, two letters per block of doors."""
        block = place // _DOORS_PER_POSTCODE
        if (self.code, block) in _KNOWN_POSTCODES:
            return _KNOWN_POSTCODES[self.code, block]
        first, second = divmod((self.code - 20401) * 17 + block, len(_LETTERS))
        letters = _LETTERS[first % len(_LETTERS)] + _LETTERS[second]
        return f"{3571 + self.code % 4}{_NEVER_GIVEN.get(letters, letters)}"


COMPLEXES = (
    Complex(20401, "Lindelaan", "Lindelaan", _HOUSE, 1, 70),
    Complex(20402, "Elzenpad", "Elzenpad", _HOUSE, 1, 44),
    Complex(20403, "Meidoornhof", "Meidoornhof", _SENIOR, 1, 48),
    Complex(20404, "Parkflat", "Parkflat", _FLAT, 1, 180),
    Complex(20405, "Kerkstraat", "Kerkstraat", _PORCH, 2, 60),
    Complex(20406, "De Ratelaar", "Populierendreef", _FLAT, 1, 168),
    Complex(20407, "Esdoornplein", "Esdoornplein", _PORCH, 1, 72),
    Complex(20408, "Tuindorp West", "Kastanjestraat", _HOUSE, 1, 86),
    Complex(20409, "Tuindorp West", "Acaciastraat", _HOUSE, 1, 78),
    Complex(20410, "Tuindorp West", "Vlierstraat", _HOUSE, 2, 64),
    Complex(20411, "De Hoge Beuk", "Beukenlaan", _FLAT, 1, 152),
    Complex(20412, "Plataanhof", "Plataanhof", _SENIOR, 1, 56),
    Complex(20413, "Sleedoorn", "Sleedoornweg", _PORCH, 1, 96),
    Complex(20414, "Hazelaarkwartier", "Hazelaarstraat", _HOUSE, 1, 74),
    Complex(20415, "Hazelaarkwartier", "Lijsterbesstraat", _HOUSE, 2, 68),
    Complex(20416, "Berkenhof", "Berkenhof", _SENIOR, 1, 52),
    Complex(20417, "Iepenoord", "Iepenweg", _PORCH, 1, 108),
    Complex(20418, "Wilgenkade", "Wilgenkade", _PORCH, 2, 120),
    Complex(20419, "De Kastelein", "Marktzicht", _PORCH, 1, 42),
    Complex(20420, "Zonnedauw", "Zonnedauwlaan", _FLAT, 1, 144),
    Complex(20421, "Tuindorp Oost", "Wikkestraat", _HOUSE, 1, 82),
    Complex(20422, "Tuindorp Oost", "Klaverstraat", _HOUSE, 2, 76),
    Complex(20423, "Tuindorp Oost", "Boterbloemstraat", _HOUSE, 1, 66),
    Complex(20424, "De Waterlelie", "Waterleliekade", _FLAT, 1, 132),
)
_BY_STREET = {each.street: each for each in COMPLEXES}
_USUAL = sum(each.doors for each in COMPLEXES)


@dataclass(frozen=True)
class Home:
    """A home and where it is."""

    id: int
    number: str
    kind: str
    street: str
    house_number: int
    addition: str
    postcode: str
    complex_name: str

    @property
    def address(self) -> dict[str, object]:
        """The columns of its address."""
        return {
            "street": self.street,
            "house_number": self.house_number,
            "house_addition": self.addition,
            "postcode": self.postcode,
            "city": CITY,
            "country": "NL",
            "bag_id": "",
        }


class Homes:
    """All homes, some more than there are households; the known doors are taken first, the others in no order."""

    def __init__(self, store: Store, clock: Clock, dice: Random, amount: int) -> None:
        self._store = store
        factor = amount / _USUAL
        homes = [self._build(each, place) for each in COMPLEXES for place in range(max(3, ceil(each.doors * factor)))]
        self._add_known(clock, "Lindestraat", 14, "2", "3511AB")
        self._by_door = {(home.street, home.house_number, home.addition): home for home in homes}
        dice.shuffle(homes)
        self._free = homes

    def take(self) -> Home:
        """Some home that nobody rents yet."""
        return self._free.pop()

    def at(self, street: str, house_number: int, addition: str = "") -> Home:
        """The home behind a certain door, built when the association is too small to have it."""
        home = self._by_door.get((street, house_number, addition))
        if home is None:
            row = _BY_STREET[street]
            home = self._build(row, row.place_of(house_number, addition), house_number, addition)
        elif home in self._free:
            self._free.remove(home)
        return home

    def _build(self, row: Complex, place: int, house_number: int = 0, addition: str | None = None) -> Home:
        at, floor = divmod(place, len(row.additions))
        home = Home(
            id=0,
            # A door that was added later shares the place of its neighbour.
            number=f"{row.code}-{place + 1:03d}{'' if addition is None else 'N'}",
            kind=row.kind,
            street=row.street,
            house_number=house_number or row.first + row.step * at,
            addition=row.additions[floor] if addition is None else addition,
            postcode=row.postcode(place),
            complex_name=row.name,
        )
        values = {"number": home.number, "kind": home.kind, "complex_code": str(row.code), "complex_name": row.name}
        return replace(home, id=self._store.add(Unit, values | home.address))

    def _add_known(self, clock: Clock, street: str, house_number: int, addition: str, postcode: str) -> None:
        """A door in our own table that is no home of ours."""
        home = Home(0, "", "", street, house_number, addition, postcode, "")
        self._store.add(KnownAddress, home.address | {"origin": "own", "fetched_at": clock.now})
