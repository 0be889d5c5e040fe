"""The work that lies open now: in the queue of every team, and on everybody's own list."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time
from random import Random

from contactapp.clock import to_local
from contactapp.contacts.models import ContactKind
from contactapp.demo.addressbook import Party
from contactapp.demo.due import Due
from contactapp.demo.job import Job, Order
from contactapp.demo.staff import CAST, TEAMS, Colleague
from contactapp.demo.teller import Teller, World
from contactapp.demo.thread import Thread
from contactapp.demo.wording import DAYS, Caller, Script, Story
from contactapp.tasks.models import WaitingFor

# What lies in the queue of each team, in an association of the usual size.
_QUEUES = {
    "kcc": "late-1-17 call-1 call-2 today-12 today-15 today-17 in-1 in-1 in-2 in-3 in-6",
    "verhuur": "late-2-17 late-1-17 call-1 today-12 today-17 today-17 in-1 in-1 in-2 in-2 in-3 in-4 in-6 in-8",
    "techniek": "late-2-17 late-1-12 late-1-17 call-2 today-11 today-12 today-16 today-17 in-1 in-1 in-1 in-2 in-2 in-2"
    " in-3 in-3 in-4 in-4 in-5 in-6 in-8",
    "incasso": "late-1-17 call-1 today-15 today-17 in-1 in-2 in-3 in-5",
    "sociaal-beheer": "late-1-17 today-17 call-2 in-1 in-2 in-4 in-7",
    "klachten": "in-2 in-6 in-9",
}
# What colleagues have in hand; the first of the cast get more, so that every state stands on their page.
_OWN = {
    "Bram Jansen": ("verhuur", "late-1-17 call-1 today-12 today-17 in-1 in-3 waiting-customer-2 in-7"),
    "Carla Öztürk": ("techniek", "late-2-17 call-1 today-12 today-15 today-17 in-1 in-3 waiting-supplier-2 in-6 in-8"),
    "Daan van den Berg": ("verhuur", "late-1-17 call-2 today-15 today-17 in-2 in-3 waiting-colleague-1 in-6"),
}
_OTHERS = ("today-17", "in-1", "in-2", "in-4", "waiting-customer-3", "late-1-17", "in-6", "waiting-supplier-1")
_ASKED = ("De klant belde: lukt het vandaag nog?", "De klant is na vier uur thuis, graag dan pas bellen.")
_BEGUN = "Gebeld, geen gehoor. Ik probeer het opnieuw op"
_URGENT_ONE_IN = 4
_FAR = ("in-", "waiting-")
_THEN = {("techniek", "in-8"), ("verhuur", "in-8"), ("techniek", "in-6")}  # after these something else must be done
_EDITING = (
    ("late-1-17", "Eva Smit", "klopt niet", "De genoemde termijn is sinds de zomer korter."),
    ("today-17", "Eva Smit", "mist iets", "Er staat niet bij wat je doet als de huurder geen internet heeft."),
    ("in-2", "Eva Smit", "klopt niet", "Het bedrag is van vorig jaar."),
    ("in-6", "Eva Smit", "mist iets", "Graag de link naar het formulier erbij."),
    ("today-15", "", "klopt niet", "Volgens Techniek is dit nu voor rekening van de huurder."),
    ("in-1", "", "mist iets", "Wat zeggen we tegen huurders van een garage?"),
    ("in-3", "", "klopt niet", "Het telefoonnummer van het warmtebedrijf is veranderd."),
    ("in-8", "", "mist iets", "Een foto van het juiste kraantje zou helpen."),
)  # fmt: skip


class Today:
    """Open tickets, some begun days ago, relative to now."""

    def __init__(self, world: World, dice: Random, familiar: Iterable[int] = ()) -> None:
        self._world, self._clock, self._dice = world, world.clock, dice
        self._teller, self._due = Teller(world, dice), Due(world.clock)
        scripts = [each for each in world.scripts if each.caller is Caller.ANYBODY]
        self._scripts = {team: [each for each in scripts if each.team == team] for team in TEAMS}
        self._unused: dict[str, list[Script]] = {}
        self._told: set[int] = set()
        known, household = set(familiar), ContactKind.HOUSEHOLD
        here = [each for each in world.parties if each.kind is household and each.until is None]
        self._others = {each.id: each for each in here if each.id not in known}

    def tell(self, factor: int = 1) -> Iterator[Thread]:
        """All open work on tickets; a larger association has longer queues."""
        for team, terms in _QUEUES.items():
            for term in terms.split() * factor:
                yield from self._open(team, term, None)
        for name, (team, terms) in _OWN.items():
            for term in terms.split():
                yield from self._open(team, term, self._world.staff.named(name))
        cast = {each.name for each in CAST}
        for team in _QUEUES:
            for colleague in self._world.staff.workers(team):
                if colleague.name not in cast:
                    for term in self._dice.sample(_OTHERS, 3):
                        yield from self._open(team, term, colleague)

    def tell_loose(self) -> Iterator[Job]:
        """Tasks among colleagues: what is wrong in the knowledge base, and one for the administrator."""
        staff = self._world.staff
        for number, (term, name, what, remark) in enumerate(_EDITING):
            script, by = self._world.scripts[number * 7 % len(self._world.scripts)], self._teller.worker("kcc")
            at = self._begun(term)
            order = Order(f"{script.code} {what}", f"‘{script.subject}’: {remark}", "redactie")
            self._due.set(order, term.replace("-", " "))
            job = self._teller.job("kennisbank-verbeteren", order, at, by)
            if name:
                job.claim(self._due.between(at, 0.4), staff.named(name))
            yield job
        lead, at = staff.named("Bram Jansen"), self._begun("in-2")
        order = Order("Account voor nieuwe collega", "Begint de eerste van de maand bij Verhuur.", "verhuur")
        self._due.set(order, "in 2")
        job = self._teller.job("uitzoeken", order, at, lead)
        job.assign(self._due.between(at, 0.2), staff.named("Farid el Amrani"), lead)
        yield job

    def _open(self, team: str, term: str, colleague: Colleague | None) -> Iterator[Thread]:
        if not self._scripts[team]:
            return
        teller = self._teller
        callback, waiting = term.startswith("call"), term.startswith("waiting")
        soon = not term.startswith(_FAR)
        script, story = self._next_story(team, soon=soon)
        at = self._begun(term)
        party, by = self._caller(script, at), teller.worker("kcc", other_than=(colleague,) if colleague else ())
        thread = teller.begin(script, party, at, by, story=story, callback=callback)
        order = teller.order(script, story)
        order.urgent = not callback and (order.urgent or (soon and self._dice.randrange(_URGENT_ONE_IN) == 0))
        self._due.set(order, "in 4" if waiting else term.replace("-", " "))
        if callback:
            order.phone, order.promise = _phone_of(party), _promise(order, at)
            order.title = f"Terugbellen: {script.subject[:1].lower()}{script.subject[1:]}"
        code = "terugbelverzoek" if callback else "uitzoeken" if story.is_callback else story.task_type
        job = teller.job(code, order, at, by)
        thread.add_task(job, at, by)
        if colleague is not None:
            self._work_on(job, story, at, colleague, term if waiting else "")
            if colleague.name in _OWN:
                self._talk_about(job, at, colleague, by, term)
        if (team, term) in _THEN:
            self._plan_next(thread, job, by)
        yield thread

    def _plan_next(self, thread: Thread, first: Job, by: Colleague) -> None:
        """What comes after it: the tenant gets it in writing."""
        at = self._due.between(first.row["created_at"], 0.05)
        order = Order("Bevestiging sturen", f"Als dit klaar is: {first.row['title']}", "kcc")
        coming = self._teller.job("document-sturen", order, at, by)
        thread.add_task(coming, at, by)
        coming.wait_for(first)

    def _work_on(self, job: Job, story: Story, at: datetime, colleague: Colleague, waiting: str) -> None:
        moment = self._due.between(at, self._dice.uniform(0.15, 0.4))
        job.claim(moment, colleague)
        if story.messages and self._dice.random() < 0.6:
            job.message(self._due.between(moment, 0.3), colleague, story.messages[0])
        if waiting:
            _, reason, days = waiting.split("-")
            until = self._clock.coming(int(days), time(9))
            job.wait(self._due.between(moment, 0.6), colleague, WaitingFor(reason), until)

    def _talk_about(self, job: Job, at: datetime, colleague: Colleague, by: Colleague, term: str) -> None:
        """What the cast is told about its work, and what they began to type."""
        if term == "today-17":
            for part, text in zip((0.6, 0.9), _ASKED, strict=True):
                job.message(self._due.between(at, part), by, text)
        if term == "in-3":
            job.draft(self._due.between(at, 0.8), colleague, _BEGUN)

    def _next_story(self, team: str, *, soon: bool) -> tuple[Script, Story]:
        """Another subject each time; what cannot wait is not due next week."""
        while True:
            script = self._next_script(team)
            stories = [each for each in script.stories if soon or not each.is_urgent]
            if stories:
                return script, self._dice.choice(stories)

    def _next_script(self, team: str) -> Script:
        """Another subject each time, until all have been."""
        if not self._unused.get(team):
            subjects = self._scripts[team]
            self._unused[team] = self._dice.sample(subjects, len(subjects))
        return self._unused[team].pop()

    def _begun(self, term: str) -> datetime:
        """When it was registered: before it was due, and lately."""
        kind, *rest = term.split("-")
        days = {"late": 1 + int(rest[0]) if kind == "late" else 0, "call": 0, "today": 1, "in": 0, "waiting": 2}[kind]
        days += self._dice.choice((0, 0, 1, 1, 2)) if kind != "call" else 0
        at = time(8 + self._dice.randrange(1, 8), self._dice.randrange(60), self._dice.randrange(60))
        return self._clock.earlier(days, at)

    def _caller(self, script: Script, at: datetime) -> Party:
        """Somebody who lives here now and does not wait for other work already; never a familiar household."""
        chosen = next(iter(self._others.values()))
        for _ in range(30):
            party = self._teller.pick_caller(script, at)
            if party is not None and party.id in self._others:
                chosen = party
                if party.id not in self._told:
                    break
        self._told.add(chosen.id)
        return chosen


def _promise(order: Order, at: datetime) -> str:
    """When they were told to be called back, in the words of the day on which they asked."""
    day = to_local(order.call_from or at)
    return f"We bellen {'vandaag' if day.date() == to_local(at).date() else DAYS[day.weekday()]} terug"


def _phone_of(party: Party) -> str:
    return next((person.phone for person in party.people if person.phone), "+31301234567")
