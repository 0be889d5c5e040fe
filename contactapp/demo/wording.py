"""What people said and did about each subject: texts written for this demo, filled in for who was speaking."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
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
_DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag")
# A note that ends with work for somebody reads otherwise than one in which all was answered.
_PASSED_ON = re.compile(
    r"gemeld|melding (ge|aan)|ingepland|gepland|uitgezet|doorgezet|opgevraagd|uitzoeken|laten (na|op|be)|beoordel"
    r"|komt (langs|\{dag\})|belt terug|wordt (na|te|op)|uitgezocht|nagekeken|contact op|spoed|notitie voor|collega",
    re.I,
)
_BY_PHONE = re.compile(r"\b([Bb]elt|[Bb]elde|aan de lijn|telefonisch|ophangen|doorverbonden)\b")
_BY_MAIL = re.compile(r"\b([Mm]ailt|[Mm]ailde|[Pp]er mail (ge|met)|in de mail staat)")
_AT_DESK = re.compile(r"\b(aan de balie|[Kk]omt langs met|bij de balie)\b")
_MONEY = re.compile(r"€ (\d{2,3}),(\d{2})\b")
_TASK_TYPES = (
    (r"klacht", "klacht-behandelen"),
    (r"terugbel|\bbellen\b", "terugbelverzoek"),
    (r"verzet", "afspraak-verzetten"),
    (r"plannen|afspraak|vervroegen", "afspraak-maken"),
    (r"sturen|kopie|afschrift|brief", "document-sturen"),
    (r"regeling", "betalingsregeling"),
    (r"huisbezoek|bezoek", "huisbezoek"),
    (r"overlast|buren|geluid", "overlast-onderzoeken"),
    (r"opzegging|oplever|inspectie", "opzegging-verwerken"),
    (r"verwerken|wijzig|registr|aanpassen|invoeren|bijschrijven", "gegevens-wijzigen"),
)
_TIP = re.compile(r"illeg|fraude|hennep|anonie", re.I)
_REPAIR = re.compile(r"beoordel|nakijk|laten|herstel|controle|inspect|vervang|plaats|meten|monteur|schade|lek", re.I)
_REQUEST = re.compile(r"^(Aanvra|Verzoek|Wijzig|Doorgeven|Opzeg|Huur opzeggen|Toestemming|Afmeld|Aanmeld)")
# What is asked in which season; the others are asked all year.
_SEASONS = (
    (re.compile(r"cv|ketel|verwarm|radiator|warm water|bevroren|tocht|vocht|schimmel"), (11, 12, 1, 2, 3), 3.0),
    (re.compile(r"huurverhoging|huurprijs"), (4, 5, 6, 7), 4.0),
    (re.compile(r"servicekosten|stookkosten|afrekening"), (5, 6, 7, 11), 3.0),
    (re.compile(r"tuin|schutting|wespen|mieren|zonwering|duiven"), (4, 5, 6, 7, 8), 3.0),
)


@dataclass(frozen=True)
class Script:
    """One subject with what is said about it."""

    code: str
    faq_id: int
    category: str
    in_portal: bool
    subject: str
    notes: tuple[str, ...]
    task: str
    asks: tuple[str, ...]
    outcomes: tuple[str, ...]
    feedback: tuple[str, ...]
    messages: tuple[str, ...]
    team: str
    task_type: str
    popularity: float

    @property
    def kind(self) -> MomentKind:
        if self.is_complaint:
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
    def for_seekers(self) -> bool:
        return self.category == "Woning zoeken"

    def note(self, dice: Random, *, passed_on: bool) -> str:
        """A note that fits how it went on."""
        fitting = [note for note in self.notes if bool(_PASSED_ON.search(note)) == passed_on]
        return dice.choice(fitting or self.notes)

    def wanted_in(self, month: int) -> float:
        """How often it is asked in a month of the year, compared with other subjects."""
        subject = self.subject.lower()
        for words, months, factor in _SEASONS:
            if words.search(subject):
                return self.popularity * (factor if month in months else 0.4)
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


def fill_in(text: str, *, party: Party | None, person: Person | None, at: datetime, dice: Random) -> str:
    """The text as somebody typed it at that moment about that person."""
    factor = dice.uniform(0.8, 1.25)
    text = _MONEY.sub(lambda money: f"€ {int(int(money[1]) * factor)},{money[2]}", text)
    if "{dag}" in text:
        text = text.replace("{dag}", _DAYS[(to_local(at).weekday() + dice.randrange(1, 4)) % 5])
    return re.sub(r"(^|[.?!] )?\{aanhef\}", lambda place: _salutation(place[1], party, person, dice), text)


def _salutation(before: str | None, party: Party | None, person: Person | None, dice: Random) -> str:
    """Mevrouw, meneer, or with the name behind it; with a capital where a sentence begins."""
    if party is not None and party.kind is ContactKind.ORGANISATION:
        words = "contactpersoon"
    elif person is None:
        words = "beller"
    else:
        words = "mevrouw" if person.name.woman else "meneer"
        words = f"{words} {person.name.formal}" if dice.random() < 0.35 else words
    return words if before is None else before + words[0].upper() + words[1:]
