"""What every story is made of: who calls about what, who writes it down, and what is asked of a team."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random

from contactapp.clock import to_local
from contactapp.contacts.models import ContactKind
from contactapp.demo.addressbook import Party
from contactapp.demo.hours import Clock
from contactapp.demo.job import Job, Order
from contactapp.demo.staff import Colleague, Staff
from contactapp.demo.task_types import Kind
from contactapp.demo.thread import Saying, Thread
from contactapp.demo.wording import PHRASES, Caller, Script, Story, channel_of, fill_in, with_other_amounts
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result

_TRIES = 25
# How long a household is new, and before and after it leaves: it gives notice, hands over, and gets its account.
_LATELY, _NOTICE, _HANDING_OVER = timedelta(days=90), (timedelta(days=20), timedelta(days=60)), timedelta(days=14)
_AFTERWARDS = timedelta(days=300)


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
        self._households = [party for party in self._callers if party.kind is ContactKind.HOUSEHOLD]
        self._caller_odds = list(accumulate(party.weight for party in self._callers))
        self._asked: set[tuple[int, str]] = set()
        self._script_odds = {
            month: list(accumulate(script.wanted_in(month) for script in world.scripts)) for month in range(1, 13)
        }

    def pick_matter(self, at: datetime) -> tuple[Script, Party | None]:
        """A subject as it is asked about in that season, and who asks."""
        odds = self._script_odds[to_local(at).month]
        while True:
            script = self.dice.choices(self.world.scripts, cum_weights=odds)[0]
            if script.is_tip and self.dice.random() < 0.5:
                return script, None  # a tip given without a name (R11)
            party = self.pick_caller(script, at)
            if party is not None:
                return script, party

    def pick_caller(self, script: Script, at: datetime) -> Party | None:
        """Somebody who could call about it that day, rather not about what they asked before; else nobody."""
        day = to_local(at).date()
        if script.caller is not Caller.ANYBODY:
            callers = [each for each in self._households if _is_in_case(each, script.caller, day)]
            callers = [each for each in callers if (each.id, script.code) not in self._asked]
            return self.dice.choice(callers) if callers else None
        found = None
        for _ in range(_TRIES):
            party = self.dice.choices(self._callers, cum_weights=self._caller_odds)[0]
            if party.is_here_on(day) and _could_ask(party, script):
                found = party
                if (party.id, script.code) not in self._asked:
                    break
        return found

    def pick_author(self, at: datetime) -> Colleague:
        """Mostly the front office, sometimes whoever had them on the line."""
        draw, staff = self.dice.random(), self.world.staff
        if draw < 0.02 and self.world.clock.now - at > timedelta(days=500):
            return staff.named("Wim Pronk")
        team = "kcc" if draw < 0.86 else self.dice.choice(("verhuur", "verhuur", "sociaal-beheer", "incasso"))
        return self.dice.choice(staff.workers(team))

    def begin(
        self, script: Script, party: Party | None, at: datetime, by: Colleague, *, story: Story | None = None,
        callback: bool = False,
    ) -> Thread:  # fmt: skip
        """A new ticket with the first contact moment: it opens a story for a team, or settles the matter."""
        about_home = script.category == "Reparatie en onderhoud"
        thread = Thread(party, script.subject, script.faq_id, at, by, unit=about_home)
        person = party.speaker(self.dice) if party else None
        behalf = ""
        if party is not None:
            self._asked.add((party.id, script.code))
            if party.kind is ContactKind.HOUSEHOLD and self.dice.random() < 0.03:
                person, behalf = None, self.dice.choice(PHRASES["on_behalf"])
        note = story.opening if story else with_other_amounts(self.dice.choice(script.notes), self.dice)
        channel = channel_of(note, self.dice)
        result = Result.CALL_BACK if callback else Result.FORWARDED
        saying = Saying(
            note=fill_in(note, party=party, person=person, at=at, dice=self.dice),
            channel=channel,
            kind=script.kind(passed_on=story is not None),
            result=result if story else Result.ANSWERED,
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

    def order(self, script: Script, story: Story) -> Order:
        """What the team is asked to do."""
        urgent = story.is_urgent
        return Order(story.task, story.ask, script.team, urgent=urgent, is_complaint=script.is_complaint)

    def inform(self, thread: Thread, text: str, at: datetime, by: Colleague) -> None:
        """Tell the customer what came of it (R24): whoever asked."""
        channel = channel_of(text, self.dice)
        channel = channel if channel in (Channel.PHONE, Channel.EMAIL) else Channel.PHONE
        saying = Saying(
            note=text,
            channel=channel,
            kind=MomentKind.FEEDBACK,
            direction=Direction.OUTGOING,
            person=thread.speaker,
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


def _is_in_case(party: Party, caller: Caller, day: date) -> bool:
    """Whether the party is just now the one that such a story is about."""
    match caller:
        case Caller.SEEKER:
            return party.seeker and party.since <= day
        case Caller.NEW:
            return not party.seeker and party.customer_id is not None and day - _LATELY <= party.since <= day
        case Caller.LEAVING:
            first, last = _NOTICE
            return party.until is not None and party.since <= day and first <= party.until - day <= last
        case Caller.MOVING_OUT:
            return party.until is not None and party.since <= day <= party.until <= day + _HANDING_OVER
        case Caller.FORMER:
            return party.until is not None and party.until < day <= party.until + _AFTERWARDS
        case _:
            return (
                party.widowed_on is not None
                and party.is_here_on(day)
                and (party.widowed_on < day <= party.widowed_on + _LATELY)
            )


def _could_ask(party: Party, script: Script) -> bool:
    """Whoever waits for a home asks about that, and a shop about its building."""
    if party.kind is ContactKind.ORGANISATION:
        return script.is_for_shops
    return script.for_seekers or not party.seeker
