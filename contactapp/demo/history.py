"""Three years of contact that has been dealt with."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from contactapp.demo.addressbook import Party
from contactapp.demo.job import Job
from contactapp.demo.staff import Colleague
from contactapp.demo.teller import Teller, World
from contactapp.demo.thread import Saying, Thread
from contactapp.demo.wording import PHRASES, Script, fill_in
from contactapp.interactions.codes import Channel, MomentKind
from contactapp.tasks.models import WaitingFor


@dataclass(frozen=True)
class Matter:
    """What somebody called about, as it was registered."""

    script: Script
    party: Party | None
    by: Colleague
    thread: Thread


class History:
    """Tells what happened before today, in the order in which it began."""

    def __init__(self, world: World, dice: Random) -> None:
        self._world, self._clock, self._dice = world, world.clock, dice
        self._teller = Teller(world, dice)
        self._partners = [each for each in world.parties if each.business]

    def tell(self, amount: int) -> Iterator[Thread]:
        """So many tickets."""
        for at in self._clock.moments(self._dice, amount):
            yield self._thread(at)

    def tell_today(self, amount: int) -> Iterator[Thread]:
        """What was answered at once today, as far as the day has gone."""
        if not self._clock.calendar.is_working_day(self._clock.today):
            return
        moments = sorted(self._clock.moment_on(self._dice, self._clock.today) for _ in range(amount))
        yield from (self._answered(at) for at in moments if at < self._clock.now)

    def _thread(self, at: datetime) -> Thread:
        draw = self._dice.random()
        if draw < 0.02 and self._partners:
            return self._of_partner(at)
        if draw < 0.34:
            worked_off = self._passed_on(at)
            if worked_off is not None:
                return worked_off
        return self._answered(at)

    def _start(self, at: datetime, *, passed_on: bool) -> Matter:
        teller = self._teller
        script = teller.pick_script(at)
        while script.is_complaint and not passed_on:
            script = teller.pick_script(at)
        party, by = teller.pick_caller(script, at), teller.pick_author(at)
        return Matter(script, party, by, teller.begin(script, party, at, by, passed_on=passed_on))

    def _answered(self, at: datetime) -> Thread:
        """Settled in the first conversation, now and then with a question afterwards."""
        dice, teller = self._dice, self._teller
        matter = self._start(at, passed_on=False)
        party, thread = matter.party, matter.thread
        if dice.random() < 0.004:
            thread.withdraw(thread.moments[0], at + timedelta(minutes=25), matter.by, dice.choice(PHRASES["withdrawn"]))
        again = self._clock.later(at, 60 * dice.uniform(6, 90))
        if party is not None and dice.random() < 0.08 and again < self._clock.now:
            person = party.speaker(dice)
            note = fill_in(dice.choice(PHRASES["follow_ups"]), party=party, person=person, at=again, dice=dice)
            saying = Saying(
                note, Channel.PHONE, matter.script.kind, person=person, duration=teller.duration(Channel.PHONE)
            )
            thread.say(again, teller.pick_author(again), saying)
        return thread

    def _passed_on(self, at: datetime) -> Thread | None:
        """Work for a team, done since; nothing when it would not have been done by now."""
        matter = self._start(at, passed_on=True)
        script, party = matter.script, matter.party
        version = self._dice.randrange(len(script.asks))
        order = self._teller.order(script, version, party, at)
        if script.task_type == "terugbelverzoek" and party is not None and party.people:
            order.phone = next((each.phone for each in party.people if each.phone), "")
            order.call_from = self._clock.later(at, 120)
            order.call_until = order.call_from + timedelta(hours=1)
        job = self._teller.job(script.task_type, order, at, matter.by)
        matter.thread.add_task(job, at, matter.by)
        return self._work_off(matter, job, version)

    def _work_off(self, matter: Matter, job: Job, version: int) -> Thread | None:
        dice, clock = self._dice, self._clock
        script, party, thread = matter.script, matter.party, matter.thread
        at, worker = self._take(job, script.team, job.row["created_at"])
        at = self._talk(job, script, at, worker, matter.by)
        at = self._pause(job, at, worker)
        if job.kind.is_callback:
            at = self._call(job, at, worker)
        at = clock.later(at, dice.gammavariate(1.2, 260) + 5)
        told = clock.later(at, dice.uniform(2, 40))
        if told >= clock.now:
            return None
        if dice.random() < 0.03:
            thread.cancel(job, at, worker, dice.choice(PHRASES["cancelled"]))
            return thread
        for place in range(len(job.steps)):
            job.tick(place, at, worker)
        thread.finish(job, at, worker, script.outcomes[version])
        if party is not None and dice.random() < 0.74:
            text = fill_in(script.feedback[version], party=party, person=None, at=told, dice=dice)
            self._teller.inform(thread, text, told, worker, party.speaker(dice))
        return thread

    def _take(self, job: Job, team: str, at: datetime) -> tuple[datetime, Colleague]:
        """Somebody of the team picks it up; rarely it goes to another team first."""
        dice, clock = self._dice, self._clock
        at, worker = clock.later(at, dice.gammavariate(1.1, 170) + 1), self._teller.worker(team)
        job.claim(at, worker)
        if dice.random() < 0.04 and team not in ("klachten", "redactie"):
            other = dice.choice([each for each in ("verhuur", "techniek", "incasso", "sociaal-beheer") if each != team])
            job.hand_over(clock.later(at, dice.uniform(10, 120)), worker, other, dice.choice(PHRASES["hand_overs"]))
            at, worker = clock.later(at, dice.uniform(150, 500)), self._teller.worker(other)
            job.claim(at, worker)
        return at, worker

    def _talk(self, job: Job, script: Script, at: datetime, worker: Colleague, maker: Colleague) -> datetime:
        """A message and sometimes the answer to it."""
        dice, clock = self._dice, self._clock
        if dice.random() < 0.3:
            at = clock.later(at, dice.uniform(5, 90))
            job.message(at, worker, script.messages[0])
            if dice.random() < 0.6:
                other = maker if maker.id != worker.id else self._teller.worker(script.team, other_than=(worker,))
                at = clock.later(at, dice.uniform(10, 240))
                job.message(at, other, script.messages[1])
        return at

    def _pause(self, job: Job, at: datetime, worker: Colleague) -> datetime:
        """Waiting for somebody else."""
        dice, clock = self._dice, self._clock
        if dice.random() > 0.09:
            return at
        at = clock.later(at, dice.uniform(10, 60))
        until = clock.later(at, 60 * dice.choice((9, 18, 27, 36)))
        job.wait(at, worker, dice.choice(list(WaitingFor)), until)
        job.resume(until)
        return until

    def _call(self, job: Job, at: datetime, worker: Colleague) -> datetime:
        """Calling until somebody answers."""
        for _ in range(self._dice.choices((0, 1, 2), (70, 22, 8))[0]):
            at = self._clock.later(at, self._dice.uniform(10, 200))
            job.not_reached(at, worker)
        at = self._clock.later(at, self._dice.uniform(10, 200))
        job.reached(at, worker)
        return at

    def _of_partner(self, at: datetime) -> Thread:
        dice = self._dice
        party, by = dice.choice(self._partners), self._teller.pick_author(at)
        told = dice.choice(PHRASES[party.business])
        thread = Thread(party, told["subject"], None, at, by)
        channel = dice.choices((Channel.PHONE, Channel.EMAIL), (2, 1))[0]
        duration = self._teller.duration(channel)
        saying = Saying(
            told["note"], channel, MomentKind.QUESTION, person=party.speaker(dice), duration=duration
        )  # fmt: skip
        thread.say(at, by, saying)
        return thread
