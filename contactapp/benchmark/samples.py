"""What to ask for: addresses and words out of the data set, in an order that is the same every time."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle

import sqlalchemy as sa

PERSON = "bram@zilverlinde.example"
KEYSTROKES = ("k", "ke", "ket", "kete", "ketel", "lek", "lekage", "herrie bu", "huur opz", "cv ketel dr")
HEARD = ("Janssen", "Smid", "Meyer", "Fischer", "de Vriess", "Bakkar", "Dykstra", "Claassen", "Kuiper", "Pieterssen")
BARE = ("Ozturk", "Yildiz", "Celik", "Gul", "Muller", "Sahin", "Ozdemir", "Yilmaz")  # without their diacritics
NOTE_WORDS = ("ketel", "sleutel", "lekkage", "mevrouw belt", "huur", "monteur", "lamp")
SAMPLE = 400

_MEMBERS = (
    "JOIN team_membership ON team_membership.team_id = team.id "
    "JOIN user_account ON user_account.id = team_membership.user_id AND user_account.email = :person"
)
_TASKS = f"SELECT task.number FROM task JOIN team ON team.id = task.team_id {_MEMBERS}"
_QUERIES = {
    "contact": "SELECT number FROM contact WHERE kind != 'person' ORDER BY id",
    "surname": "SELECT DISTINCT surname FROM contact ORDER BY surname",
    "town": "SELECT DISTINCT city FROM address WHERE city != '' ORDER BY city",
    "postcode": "SELECT DISTINCT postcode FROM address WHERE country = 'NL' AND postcode != '' ORDER BY postcode",
    "person": "SELECT initials || ' ' || surname FROM contact WHERE kind = 'person' ORDER BY id",
    "person turned round": "SELECT surname || ' ' || initials FROM contact WHERE kind = 'person' ORDER BY id",
    "tussenvoegsel": "SELECT name_prefix || ' ' || surname FROM contact WHERE name_prefix != '' ORDER BY id",
    "contact number": "SELECT number FROM contact ORDER BY id",
    "customer": "SELECT number FROM customer ORDER BY id",
    "phone": "SELECT value FROM contact_point WHERE kind = 'phone' AND value LIKE '+31%' ORDER BY id",
    "email": "SELECT value FROM contact_point WHERE kind = 'email' ORDER BY id",
    "door": "SELECT postcode || ' ' || house_number FROM address WHERE country = 'NL' AND postcode != '' ORDER BY id",
    "street": "SELECT street || ' ' || house_number FROM address WHERE street != '' ORDER BY id",
    "birth date": "SELECT birth_date FROM contact WHERE birth_date IS NOT NULL ORDER BY id",
    "company": "SELECT surname FROM contact WHERE kind = 'organisation' ORDER BY id",
    "kvk": "SELECT chamber_of_commerce_number FROM contact WHERE chamber_of_commerce_number != '' ORDER BY id",
    "ticket": "SELECT number FROM ticket ORDER BY id",
    "faq": "SELECT code FROM faq WHERE status = 'published' ORDER BY id",
    "team": f"SELECT team.code FROM team {_MEMBERS} ORDER BY team.id",
    "task": f"{_TASKS} ORDER BY task.id",
    "open task": f"{_TASKS} AND task.status = 'open' ORDER BY task.id",
}


@dataclass(frozen=True)
class Samples:
    """Endless values per kind."""

    values: dict[str, Iterator[str]]
    open_tasks: int

    def next(self, kind: str) -> str:
        """The next value of a kind."""
        return next(self.values[kind])

    @classmethod
    def of(cls, database_url: str) -> "Samples":
        """Choose from this database."""
        chance = random.Random(1)  # noqa: S311 - the same choice every time is the point
        engine = sa.create_engine(database_url, poolclass=sa.NullPool)
        found: dict[str, list[str]] = {"keystroke": list(KEYSTROKES), "note words": list(NOTE_WORDS)}
        found |= {"heard": list(HEARD), "bare": list(BARE)}
        with engine.connect() as connection:
            for kind, query in _QUERIES.items():
                person = {"person": PERSON} if ":person" in query else {}
                found[kind] = [str(value) for value in connection.execute(sa.text(query), person).scalars()]
        for kind, values in found.items():
            if not values:
                raise RuntimeError(f"the data set has no {kind} to measure with")
            chance.shuffle(values)
        # A task can be claimed once, so of those all are kept.
        endless: dict[str, Iterator[str]] = {
            kind: cycle(values if kind == "open task" else values[:SAMPLE]) for kind, values in found.items()
        }
        return cls(endless, len(found["open task"]))
