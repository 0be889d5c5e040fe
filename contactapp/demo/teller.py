"""What every story is made of: who calls about what, who writes it down, and what is asked of a team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random

from contactapp.clock import to_local
from contactapp.contacts.models import ContactKind
from contactapp.demo.addressbook import Party, Person
from contactapp.demo.hours import Clock
from contactapp.demo.job import Job, Order
from contactapp.demo.staff import Colleague, Staff
from contactapp.demo.task_types import Kind
from contactapp.demo.thread import Saying, Thread
from contactapp.demo.wording import PHRASES, Script, channel_of, fill_in
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result

_TRIES = 25
_OF_SHOPS = frozenset({"Reparatie en onderhoud", "Contact en organisatie"})


@dataclass
class World:
    """Everything that stories refer to."""

    staff: Staff
    clock: Clock
    kinds: dict[str, Kind]
    scripts: list[Script]
    parties: list[Party]


class Teller:
    """Picks and phrases, each by the same dice."""

    def __init__(self, world: World, dice: Random) -> None:
        self.world, self.dice = world, dice
        self._callers = [party for party in world.parties if party.weight > 0]
        self._caller_odds = list(accumulate(party.weight for party in self._callers))
        self._script_odds = {
            month: list(accumulate(script.wanted_in(month) for script in world.scripts)) for month in range(1, 13)
        }

    def pick_script(self, at: datetime) -> Script:
        """A subject as it is asked about in that season."""
        odds = self._script_odds[to_local(at).month]
        return self.dice.choices(self.world.scripts, cum_weights=odds)[0]

    def pick_caller(self, script: Script, at: datetime) -> Party | None:
        """Somebody who could call about it that day; nobody for a tip that is given without a name (R11)."""
        if script.is_tip and self.dice.random() < 0.5:
            return None
        day = to_local(at).date()
        for _ in range(_TRIES):
            party = self.dice.choices(self._callers, cum_weights=self._caller_odds)[0]
            if party.is_here_on(day) and _could_ask(party, script):
                return party
        return self._callers[0]

    def pick_author(self, at: datetime) -> Colleague:
        """Mostly the front office, sometimes whoever had them on the line."""
        draw, staff = self.dice.random(), self.world.staff
        if draw < 0.02 and self.world.clock.now - at > timedelta(days=500):
            return staff.named("Wim Pronk")
        team = "kcc" if draw < 0.86 else self.dice.choice(("verhuur", "verhuur", "sociaal-beheer", "incasso"))
        return self.dice.choice(staff.workers(team))

    def begin(self, script: Script, party: Party | None, at: datetime, by: Colleague, *, passed_on: bool) -> Thread:
        """A new ticket with the first contact moment."""
        about_home = script.category == "Reparatie en onderhoud"
        thread = Thread(party, script.subject, script.faq_id, at, by, unit=about_home)
        person = party.speaker(self.dice) if party else None
        behalf = ""
        if party is not None and party.kind is ContactKind.HOUSEHOLD and self.dice.random() < 0.03:
            person, behalf = None, self.dice.choice(PHRASES["on_behalf"])
        note = script.note(self.dice, passed_on=passed_on)
        channel = channel_of(note, self.dice)
        callback = passed_on and script.task_type == "terugbelverzoek"
        saying = Saying(
            note=fill_in(note, party=party, person=person, at=at, dice=self.dice),
            channel=channel,
            kind=script.kind,
            result=(Result.CALL_BACK if callback else Result.FORWARDED) if passed_on else Result.ANSWERED,
            person=person,
            on_behalf_by=behalf,
            in_portal=script.in_portal and party is not None and self.dice.random() < 0.4,
            duration=self.duration(channel),
        )
        thread.say(at, by, saying)
        return thread

    def job(self, code: str, order: Order, at: datetime, by: Colleague) -> Job:
        """A task in the queue of its team."""
        world = self.world
        return Job(world.kinds[code], order, at, by, team_ids=world.staff.team_ids, clock=world.clock)

    def order(self, script: Script, version: int, party: Party | None, at: datetime) -> Order:
        """What the team is asked to do."""
        ask = fill_in(script.asks[version], party=party, person=None, at=at, dice=self.dice)
        return Order(script.task, ask, script.team, is_complaint=script.is_complaint)

    def inform(self, thread: Thread, text: str, at: datetime, by: Colleague, to: Person | None) -> None:
        """Tell the customer what came of it (R24)."""
        by_phone = self.dice.random() < 0.78
        channel = Channel.PHONE if by_phone else Channel.EMAIL
        saying = Saying(
            note=text,
            channel=channel,
            kind=MomentKind.FEEDBACK,
            direction=Direction.OUTGOING,
            person=to,
            in_portal=self.dice.random() < 0.3,
            duration=self.duration(channel),
        )
        thread.say(at, by, saying)

    def duration(self, channel: Channel) -> int | None:
        """How long they spoke, in seconds."""
        return int(self.dice.gammavariate(4, 65)) + 45 if channel is Channel.PHONE else None

    def worker(self, team: str, *, other_than: Sequence[Colleague] = ()) -> Colleague:
        """Somebody of the team."""
        workers = self.world.staff.workers(team)
        return self.dice.choice([each for each in workers if each not in other_than] or workers)


def _could_ask(party: Party, script: Script) -> bool:
    """Whoever waits for a home asks about that, and a shop about its building."""
    if party.kind is ContactKind.ORGANISATION:
        return script.category in _OF_SHOPS
    return script.for_seekers or not party.seeker
