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
from contactapp.demo.wording import PHRASES, Story, fill_in
from contactapp.interactions.codes import Channel, MomentKind
from contactapp.tasks.models import WaitingFor

_OFTEN_CHOSEN = ("verhuur", "techniek", "incasso", "sociaal-beheer")
_A_WHILE = 60 * 9 * 8  # minutes of working time


@dataclass(frozen=True)
class Errand:
    """A story that a team worked on, as it was registered."""

    story: Story
    team: str
    by: Colleague
    thread: Thread
    job: Job


class History:
    """Tells what happened before today, in the order in which it began."""

    def __init__(self, world: World, dice: Random) -> None:
        self._world, self._clock, self._dice = world, world.clock, dice
        self._teller = Teller(world, dice)
        self._unsaid: list[str] = []
        self._said: dict[int, set[str]] = {}
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

    def _answered(self, at: datetime) -> Thread:
        """Settled in the first conversation, now and then with a question afterwards."""
        dice, teller = self._dice, self._teller
        script, party = teller.pick_matter(at)
        by = teller.pick_author(at)
        thread = teller.begin(script, party, at, by)
        if dice.random() < 0.004:
            thread.withdraw(thread.moments[0], at + timedelta(minutes=25), by, dice.choice(PHRASES["withdrawn"]))
            return thread
        again = self._clock.later(at, 60 * dice.uniform(6, 90))
        if party is not None and dice.random() < 0.08 and again < self._clock.now:
            self._follow_up(thread, party, again)
        return thread

    def _follow_up(self, thread: Thread, party: Party, at: datetime) -> None:
        """Another call about it; nobody says the same thing twice."""
        said = self._said.setdefault(party.id, set())
        self._unsaid = self._unsaid or self._dice.sample(PHRASES["follow_ups"], len(PHRASES["follow_ups"]))
        phrase = next((each for each in self._unsaid if each not in said), self._unsaid[0])
        self._unsaid.remove(phrase)
        said.add(phrase)
        note = fill_in(phrase, party=party, person=thread.speaker, at=at, dice=self._dice)
        duration = self._teller.duration(Channel.PHONE)
        saying = Saying(note, Channel.PHONE, MomentKind.QUESTION, person=thread.speaker, duration=duration)
        thread.say(at, self._teller.pick_author(at), saying)

    def _passed_on(self, at: datetime) -> Thread | None:
        """Work for a team, done since; nothing when it would not have been done by now."""
        dice, teller = self._dice, self._teller
        script, party = teller.pick_matter(at)
        story, by = dice.choice(script.stories), teller.pick_author(at)
        order = teller.order(script, story)
        if story.is_callback and party is not None and party.people:
            order.phone = next((each.phone for each in party.people if each.phone), "")
            order.call_from = self._clock.later(at, 120)
            order.call_until = order.call_from + timedelta(hours=1)
        if dice.random() < 0.04 and script.team not in ("klachten", "redactie"):
            order.team = dice.choice([each for each in _OFTEN_CHOSEN if each != script.team])
        thread = teller.begin(script, party, at, by, story=story, callback=story.is_callback)
        job = teller.job(story.task_type, order, at, by)
        thread.add_task(job, at, by)
        return self._work_off(Errand(story, script.team, by, thread, job), order.team)

    def _work_off(self, errand: Errand, first_team: str) -> Thread | None:
        dice, clock = self._dice, self._clock
        story, thread, job = errand.story, errand.thread, errand.job
        at, worker = self._take(errand, first_team, job.row["created_at"])
        at = self._talk(errand, at, worker)
        at = self._pause(job, at, worker)
        if job.kind.is_callback:
            at = self._call(job, at, worker)
        at = clock.later(at, dice.gammavariate(1.2, 260) + 5)
        told = clock.later(at, dice.uniform(2, 40) + (_A_WHILE if story.takes_a_while else 0))
        if told >= clock.now:
            return None
        if dice.random() < 0.03:
            thread.cancel(job, at, worker, dice.choice(PHRASES["cancelled"]))
            return thread
        for place in range(len(job.steps)):
            job.tick(place, at, worker)
        thread.finish(job, at, worker, story.outcome)
        if thread.row["contact_id"] is not None and dice.random() < 0.74:
            self._teller.inform(thread, story.feedback, told, worker)
        return thread

    def _take(self, errand: Errand, first_team: str, at: datetime) -> tuple[datetime, Colleague]:
        """Somebody of the team picks it up; rarely it lay with another team first."""
        dice, clock, job = self._dice, self._clock, errand.job
        at, worker = clock.later(at, dice.gammavariate(1.1, 170) + 1), self._teller.worker(first_team)
        job.claim(at, worker)
        if first_team != errand.team:
            reason = dice.choice(PHRASES["hand_overs"])
            job.hand_over(clock.later(at, dice.uniform(10, 120)), worker, errand.team, reason)
            at, worker = clock.later(at, dice.uniform(150, 500)), self._teller.worker(errand.team)
            job.claim(at, worker)
        return at, worker

    def _talk(self, errand: Errand, at: datetime, worker: Colleague) -> datetime:
        """A message and sometimes the answer to it."""
        dice, clock = self._dice, self._clock
        if errand.story.messages and dice.random() < 0.5:
            asked, answered = errand.story.messages
            at = clock.later(at, dice.uniform(5, 90))
            errand.job.message(at, worker, asked)
            if dice.random() < 0.6:
                maker = errand.by
                other = maker if maker.id != worker.id else self._teller.worker(errand.team, other_than=(worker,))
                at = clock.later(at, dice.uniform(10, 240))
                errand.job.message(at, other, answered)
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
