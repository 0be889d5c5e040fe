"""Stories that people know: of the familiar households, and what the cast has to do today."""

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any

from contactapp.demo.addressbook import Party
from contactapp.demo.due import Due
from contactapp.demo.job import Job, Order
from contactapp.demo.staff import Colleague
from contactapp.demo.teller import Teller, World
from contactapp.demo.thread import Saying, Thread
from contactapp.interactions.codes import Channel, MomentKind, Result
from contactapp.tasks.models import WaitingFor

SOURCE = Path(__file__).with_suffix(".json")
Entry = dict[str, Any]


class Errands:
    """Tells them relative to now, the oldest first."""

    def __init__(self, world: World, dice: Random, familiar: dict[str, Party], faq_ids: dict[str, int]) -> None:
        self._world, self._clock, self._dice = world, world.clock, dice
        self._teller, self._due = Teller(world, dice), Due(world.clock)
        self._familiar, self._faq_ids = familiar, faq_ids

    def tell(self) -> Iterator[Thread]:
        """All of them."""
        entries: list[Entry] = json.loads(SOURCE.read_text(encoding="utf-8"))
        yield from (self._thread(entry) for entry in entries)

    def _thread(self, entry: Entry) -> Thread:
        at = self._clock.earlier(entry["days"], time.fromisoformat(entry["time"]))
        by, party = self._world.staff.named(entry["by"]), self._familiar.get(entry["who"])
        thread = Thread(party, entry["subject"], self._faq_ids.get(entry["faq"]), at, by, unit=True)
        channel = Channel(entry["channel"])
        passed_on = Result.FORWARDED if "task" in entry else Result.ANSWERED
        saying = Saying(
            entry["note"],
            channel,
            MomentKind(entry.get("kind", "question")),
            Result(entry.get("result", passed_on)),
            person=party.people[0] if party else None,
            in_portal=entry.get("portal", False),
            duration=self._teller.duration(channel),
        )
        thread.say(at, by, saying)
        if "task" in entry:
            self._add_task(thread, party, entry["task"], at, by)
        return thread

    def _add_task(self, thread: Thread, party: Party | None, entry: Entry, at: datetime, by: Colleague) -> None:
        order = Order(entry["title"], entry["ask"], entry["team"], urgent=entry.get("urgent", False))
        order.is_complaint, order.promise = entry.get("complaint", False), entry.get("promise", "")
        if "due" in entry:
            self._due.set(order, entry["due"])
        if order.call_from is not None and party is not None:
            order.phone = party.people[0].phone
        job = self._teller.job(entry["type"], order, at, by)
        thread.add_task(job, at, by)
        if "done_by" in entry:
            self._finish(thread, job, entry, at)
        elif "worker" in entry:
            self._give_back(job, entry, at)
        elif "assignee" in entry:
            self._work_on(job, entry, at)

    def _finish(self, thread: Thread, job: Job, entry: Entry, at: datetime) -> None:
        worker, later = self._world.staff.named(entry["done_by"]), self._clock.later
        job.claim(later(at, 75), worker)
        done = later(at, 60 * 20)
        thread.finish(job, done, worker, entry["outcome"])
        self._teller.inform(thread, entry["feedback"], later(done, 12), worker)

    def _give_back(self, job: Job, entry: Entry, at: datetime) -> None:
        """Somebody began on it and is away today."""
        worker, moment = self._world.staff.named(entry["worker"]), self._due.between(at, 0.1)
        job.claim(moment, worker)
        self._talk(job, entry, moment)
        job.give_back(self._due.between(at, 0.7), worker, entry["team"])

    def _work_on(self, job: Job, entry: Entry, at: datetime) -> None:
        colleague, moment = self._world.staff.named(entry["assignee"]), self._due.between(at, 0.3)
        job.claim(moment, colleague)
        self._talk(job, entry, moment)
        match entry.get("state", "").split():
            case ["waiting", reason, days]:
                until = self._clock.coming(int(days), time(9))
                job.wait(self._due.between(moment, 0.5), colleague, WaitingFor(reason), until)

    def _talk(self, job: Job, entry: Entry, after: datetime) -> None:
        for place, (name, text) in enumerate(entry.get("messages", ())):
            moment = self._due.between(after, 0.2 + 0.2 * place) + timedelta(seconds=20)
            job.message(moment, self._world.staff.named(name), text)
