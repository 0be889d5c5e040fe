"""Storing threads and tasks in batches, in the order of time, with the numbers of their years."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import itemgetter

from contactapp.clock import to_local
from contactapp.demo.bulk import Row, Store
from contactapp.demo.hours import Clock
from contactapp.demo.job import Job
from contactapp.demo.thread import Thread
from contactapp.events.models import Event
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.knowledge.models import FaqUse
from contactapp.tasks.drafting import TaskDraft
from contactapp.tasks.models import Task, TaskMessage, TaskStep
from contactapp.tasks.notifications import Notification

SIZE = 1000
_COUNTED = timedelta(days=120)


class Batches:
    """Gives ids and numbers. Threads must come in the order in which they began."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._counted_since = store, clock.now - _COUNTED
        self._threads: list[Thread] = []
        self._loose: list[Job] = []

    def add(self, thread: Thread) -> None:
        """Put a finished thread in line."""
        self._threads.append(thread)
        if len(self._threads) >= SIZE:
            self.flush()

    def add_loose(self, job: Job) -> None:
        """Put a task in line that belongs to no ticket (R50)."""
        self._loose.append(job)

    def flush(self) -> None:
        """Store what is in line."""
        threads = sorted(self._threads, key=lambda thread: thread.row["created_at"])
        jobs = [*(job for thread in threads for job in thread.jobs), *self._loose]
        self._threads, self._loose = [], []
        for thread in threads:
            thread.row["number"] = self._number("T", thread.row["created_at"])
            self._store.add(Ticket, thread.row)
            if thread.row["faq_id"] and thread.row["created_at"] > self._counted_since:
                self._store.add(FaqUse, {"faq_id": thread.row["faq_id"], "at": thread.row["created_at"]})
        for moment in sorted((row for thread in threads for row in thread.moments), key=itemgetter("recorded_at")):
            moment["ticket_id"] = moment.pop("ticket")["id"]
            self._store.add(ContactMoment, moment)
        self._add_jobs(sorted(jobs, key=lambda job: job.row["created_at"]))
        happenings = [each for thread in threads for each in thread.happenings]
        happenings += [each for job in jobs for each in job.happenings]
        for happening in sorted(happenings, key=lambda each: (each.at, _RANK.get(each.verb.value.code, _RANK[""]))):
            self._store.add(Event, happening.as_row())
        self._store.flush()

    def _add_jobs(self, jobs: list[Job]) -> None:
        for job in jobs:
            ticket: Row | None = job.row.pop("ticket")
            job.row["ticket_id"] = ticket["id"] if ticket else None
            first: Row | None = job.row.pop("after")
            job.row["after_id"] = first["id"] if first else None
            job.row["number"] = self._number("TK", job.row["created_at"])
            self._store.add(Task, job.row)
        messages: Iterable[Row] = (row for job in jobs for row in job.messages)
        for row in sorted(messages, key=itemgetter("at")):
            row["task_id"] = row.pop("task")["id"]
            self._store.add(TaskMessage, row)
        for row in sorted((row for job in jobs for row in job.notices.values()), key=itemgetter("at")):
            # Who finished a task has read what was said about it.
            row["read_at"] = row["task"]["closed_at"]
            row["task_id"] = row.pop("task")["id"]
            self._store.add(Notification, row)
        for model, rows in (
            (TaskStep, (row for job in jobs for row in job.steps)),
            (TaskDraft, (row for job in jobs for row in job.drafts)),
        ):
            for row in rows:
                row["task_id"] = row.pop("task")["id"]
                self._store.add(model, row)

    def _number(self, prefix: str, at: datetime) -> str:
        year = to_local(at).year % 100
        return f"{prefix}{year:02d}-{self._store.number(f'{prefix}{year:02d}'):06d}"


# What happens at one and the same moment is noted in this order, as the form for a new ticket does it.
_ORDER = ("ticket.opened", "contact-moment.recorded", "task.created", "ticket.reopened", "", "ticket.settled")
_RANK = {code: place for place, code in enumerate(_ORDER)}
