"""What people said and did about each subject: texts written for this demo, filled in for who was speaking."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from random import Random
from typing import Any

from contactapp.clock import to_local
from contactapp.contacts.models import ContactKind
from contactapp.demo.addressbook import Party, Person
from contactapp.interactions.codes import Channel, MomentKind

FOLDER = Path(__file__).parent / "texts"
# Sentences that fit many subjects.
PHRASES: dict[str, Any] = json.loads((Path(__file__).parent / "phrases.json").read_text(encoding="utf-8"))
DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_BY_PHONE = re.compile(
    r"\b([Bb]elt|[Bb]elde|aan de lijn|telefon|telefoon|ophangen|doorverbonden|[Ss]amen|gesprek|gezegd|[Gg]erustgesteld"
    r"|[Gg]econdoleerd|op mijn a|[Ee]xcuses|(Terugg|Nag|G|g)ebeld|[Nn]agevraagd na|[Bb]esproken|[Vv]erteld"
    r"|[Dd]oorgenomen)"
)
_BY_MAIL = re.compile(r"\b([Mm]ailt|[Mm]ailde|[Pp]er mail (ge|met)|in de mail staat|stuurde|[Ll]aten weten)")
_AT_DESK = re.compile(r"\b(aan de balie|[Kk]omt langs met|bij de balie|ingeleverd|geeft .* af)\b")
_MONEY = re.compile(r"€ (\d{2,3}),(\d{2})\b")
_TASK_TYPES = (
    (r"klacht", "klacht-behandelen"),
    (r"terugbel|\bbellen\b", "terugbelverzoek"),
    (r"verzet", "afspraak-verzetten"),
    (r"plannen|\bafspraak|vervroegen", "afspraak-maken"),
    (r"sturen|kopie|afschrift|brief", "document-sturen"),
    (r"regeling", "betalingsregeling"),
    (r"huisbezoek|bezoek", "huisbezoek"),
    (r"overlast|buren|geluid", "overlast-onderzoeken"),
    (r"opzegging|oplever|inspectie", "opzegging-verwerken"),
    (r"verwerken|wijzig|registr|aanpassen|invoeren|bijschrijven", "gegevens-wijzigen"),
)
# What cannot wait is said so.
_URGENT = re.compile(r"\bspoed|met voorrang|vandaag|\bdirect\b", re.I)
# Some answers show only after a while.
_LATER = re.compile(r"\bna een week|al (twee weken|tien dagen)|na de regen", re.I)
_OF_SHOPS = frozenset(f"KB-{number:03d}" for number in (52, 54, 61, 74, 91, 93, 95, 110, 117, 119, 121, 124, 283, 285))
_TIP = re.compile(r"illeg|fraude|hennep|anonie", re.I)
_REPAIR = re.compile(r"beoordel|nakijk|laten|herstel|controle|inspect|vervang|plaats|meten|monteur|schade|lek", re.I)
_REQUEST = re.compile(r"^(Aanvra|Verzoek|Wijzig|Doorgeven|Opzeg|Huur opzeggen|Toestemming|Afmeld|Aanmeld)")
# What is asked in which season, and how often then and otherwise; the others are asked all year.
_SEASONS = (
    (re.compile(r"bevroren"), (12, 1, 2), 3.0, 0.0),
    (re.compile(r"wespen"), (6, 7, 8, 9), 3.0, 0.0),
    (re.compile(r"cv|ketel|verwarm|radiator|warm water|tocht|vocht|schimmel"), (11, 12, 1, 2, 3), 3.0, 0.4),
    (re.compile(r"huurverhoging|huurprijs"), (4, 5, 6, 7), 4.0, 0.4),
    (re.compile(r"servicekosten|stookkosten|afrekening"), (5, 6, 7, 11), 3.0, 0.4),
    (re.compile(r"tuin|schutting|mieren|zonwering|duiven"), (4, 5, 6, 7, 8), 3.0, 0.4),
)


class Caller(StrEnum):
    """Whose question it is, where not everybody can ask it."""

    ANYBODY = ""
    SEEKER = "seeker"
    NEW = "new"
    LEAVING = "leaving"
    MOVING_OUT = "moving-out"
    FORMER = "former"
    WIDOWED = "widowed"


@dataclass(frozen=True)
class Story:
    """What a team was asked to do, from the note it began with to what the customer was told."""

    task: str
    task_type: str
    opening: str
    ask: str
    outcome: str
    feedback: str
    messages: tuple[str, ...] = ()

    @property
    def is_callback(self) -> bool:
        return self.task_type == "terugbelverzoek"

    @property
    def is_urgent(self) -> bool:
        return bool(_URGENT.search(self.opening + self.ask))

    @property
    def takes_a_while(self) -> bool:
        return bool(_LATER.search(self.feedback))


@dataclass(frozen=True)
class Script:
    """One subject with what is said about it: notes that settle it, and stories that end at a team."""

    code: str
    faq_id: int
    category: str
    in_portal: bool
    subject: str
    team: str
    caller: Caller
    notes: tuple[str, ...]
    stories: tuple[Story, ...]
    popularity: float

    def kind(self, *, passed_on: bool) -> MomentKind:
        """What a contact moment about it is; a question about complaining is no complaint yet."""
        if self.is_complaint and passed_on:
            return MomentKind.COMPLAINT
        if _REQUEST.search(self.subject):
            return MomentKind.REQUEST
        return MomentKind.REPORT if self.category == "Reparatie en onderhoud" else MomentKind.QUESTION

    @property
    def is_complaint(self) -> bool:
        return self.team == "klachten"

    @property
    def is_tip(self) -> bool:
        """Whether people tell it about others, and then rather without their name."""
        return bool(_TIP.search(self.subject))

    @property
    def is_for_shops(self) -> bool:
        """Whether its texts hold for who rents a shop or an office as well."""
        return self.code in _OF_SHOPS

    @property
    def for_seekers(self) -> bool:
        return self.category == "Woning zoeken"

    def wanted_in(self, month: int) -> float:
        """How often it is asked in a month of the year, compared with other subjects."""
        subject = self.subject.lower()
        for words, months, then, otherwise in _SEASONS:
            if words.search(subject):
                return self.popularity * (then if month in months else otherwise)
        return self.popularity


def task_type_of(title: str, team: str) -> str:
    """The kind of task that a title speaks of."""
    if team == "klachten":
        return "klacht-behandelen"
    fallback = "reparatie-beoordelen" if team == "techniek" and _REPAIR.search(title) else "uitzoeken"
    found = (code for words, code in _TASK_TYPES if re.search(words, title, re.I))
    code = next(found, fallback)
    # A team does its own kinds of work, whatever a word in the title suggests.
    strangers = {"opzegging-verwerken": "verhuur", "gegevens-wijzigen": "verhuur", "betalingsregeling": "incasso"}
    return code if strangers.get(code, team) == team else fallback


def story_of(told: dict[str, Any], team: str) -> Story:
    """One story as it was written down, for the team that takes it."""
    messages = tuple(told.get("messages", ()))
    return Story(**(told | {"messages": messages, "task_type": task_type_of(told["task"], team)}))


def read_scripts() -> Iterator[dict[str, Any]]:
    """Every subject for which texts were written."""
    for path in sorted(FOLDER.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines if line.strip())


def channel_of(note: str, dice: Random) -> Channel:
    """How they came to us, as far as the note tells; two in three call."""
    if _BY_PHONE.search(note):
        return Channel.PHONE
    if _BY_MAIL.search(note):
        return Channel.EMAIL
    if _AT_DESK.search(note):
        return Channel.DESK
    channels = (Channel.PHONE, Channel.EMAIL, Channel.DESK, Channel.APP, Channel.LETTER)
    return dice.choices(channels, (66, 24, 5, 4, 1))[0]


def with_other_amounts(note: str, dice: Random) -> str:
    """A note that stands alone, with amounts of its own."""
    factor = dice.uniform(0.8, 1.25)
    return _MONEY.sub(lambda money: f"€ {int(int(money[1]) * factor)},{money[2]}", note)


def fill_in(text: str, *, party: Party | None, person: Person | None, at: datetime, dice: Random) -> str:
    """The text as somebody typed it at that moment about that person."""
    if "{dag}" in text:
        text = text.replace("{dag}", DAYS[(to_local(at).weekday() + dice.randrange(1, 4)) % 5])
    return re.sub(r"(^|[.?!] )?\{aanhef\}", lambda place: _salutation(place[1], party, person, dice), text)


def _salutation(before: str | None, party: Party | None, person: Person | None, dice: Random) -> str:
    """Mevrouw, meneer, or with the name behind it; with a capital where a sentence begins."""
    if party is not None and party.kind is ContactKind.ORGANISATION:
        words = "contactpersoon"
    elif person is None:
        # Somebody else called for them, or somebody without a name.
        words = "beller" if party is None else "woningzoekende" if party.seeker else "huurder"
    else:
        words = "mevrouw" if person.name.woman else "meneer"
        words = f"{words} {person.name.formal}" if dice.random() < 0.35 else words
    return words if before is None else before + words[0].upper() + words[1:]
