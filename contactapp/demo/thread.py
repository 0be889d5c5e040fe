"""A ticket as it went: writes the rows that the verbs of the domain would have written at those moments.

Ids are given when a batch is stored, in the order of time, so rows refer to each other as objects until then.
"""

from dataclasses import dataclass
from datetime import datetime

from contactapp.demo.addressbook import Party, Person
from contactapp.demo.bulk import Row
from contactapp.demo.happening import Happening
from contactapp.demo.job import Job
from contactapp.demo.staff import Colleague
from contactapp.events.verbs import Verb
from contactapp.interactions.codes import Channel, Direction, MomentKind, Result, TicketStatus
from contactapp.interactions.models import ContactMoment, Ticket


@dataclass
class Saying:
    """What a contact moment says; the rest follows from the ticket."""

    note: str
    channel: Channel
    kind: MomentKind
    result: Result = Result.ANSWERED
    direction: Direction = Direction.INCOMING
    person: Person | None = None
    on_behalf_by: str = ""
    in_portal: bool = False
    duration: int | None = None


class Thread:
    """Collects what happened on one ticket; ``happenings`` is shared by all that is stored together."""

    def __init__(
        self, party: Party | None, subject: str, faq_id: int | None, at: datetime, by: Colleague, *, unit: bool = False
    ) -> None:  # fmt: skip
        self.moments: list[Row] = []
        self.speaker: Person | None = None  # who asked
        self.jobs: list[Job] = []
        self.happenings: list[Happening] = []
        self.row: Row = {
            "contact_id": party.id if party else None,
            "anonymous": party is None,
            "unit_id": party.unit_id if party and unit else None,
            "faq_id": faq_id,
            "subject": subject,
            "status": TicketStatus.SETTLED,
            "created_at": at,
            "created_by_id": by.id,
            "last_activity_at": at,
            "version": 1,
        }
        self._note(at, Verb.TICKET_OPENED, by)

    def say(self, at: datetime, by: Colleague, saying: Saying) -> Row:
        """Record a contact moment; every one but the first is a follow-up."""
        moment: Row = {
            "ticket": self.row,
            "contact_id": self.row["contact_id"],
            "person_id": saying.person.id if saying.person else None,
            "on_behalf_by": saying.on_behalf_by,
            "channel": saying.channel,
            "direction": saying.direction,
            "kind": saying.kind,
            "result": saying.result,
            "subject": self.row["subject"],
            "note": saying.note,
            "in_portal": saying.in_portal,
            "follow_up": bool(self.moments),
            "reason": "",
            "occurred_at": at,
            "recorded_at": at,
            "duration_seconds": saying.duration,
            "author_id": by.id,
            "team_id": by.home_team_id,
            "withdrawn_at": None,
            "withdrawn_reason": "",
        }
        if not self.moments:
            self.speaker = saying.person
        self.moments.append(moment)
        self._touch(at)
        self.happenings.append(Happening(at, Verb.MOMENT_RECORDED, by, ContactMoment, moment))
        return moment

    def withdraw(self, moment: Row, at: datetime, by: Colleague, reason: str) -> None:
        """Strike a contact moment through."""
        moment["withdrawn_at"], moment["withdrawn_reason"] = at, reason
        self.happenings.append(Happening(at, Verb.MOMENT_WITHDRAWN, by, ContactMoment, moment, {"reason": reason}))

    def add_task(self, job: Job, at: datetime, by: Colleague) -> None:
        """A task makes the ticket open (R28)."""
        job.row["ticket"], job.row["contact_id"] = self.row, self.row["contact_id"]
        self.jobs.append(job)
        self.reopen(at, by)

    def finish(self, job: Job, at: datetime, by: Colleague, outcome: str) -> None:
        """A task is done; the ticket is settled with the last one."""
        job.finish(at, by, outcome)
        self.settle(at, by)

    def cancel(self, job: Job, at: datetime, by: Colleague, reason: str) -> None:
        """A task is not needed any more."""
        job.cancel(at, by, reason)
        self.settle(at, by)

    def reopen(self, at: datetime, by: Colleague) -> None:
        """There is work again."""
        self._touch(at)
        if self.row["status"] is TicketStatus.SETTLED:
            self.row["status"] = TicketStatus.OPEN
            self._note(at, Verb.TICKET_REOPENED, by)

    def settle(self, at: datetime, by: Colleague) -> None:
        """Settled when no task is open any more."""
        if any(job.row["closed_at"] is None for job in self.jobs):
            return
        self._touch(at)
        self.row["status"] = TicketStatus.SETTLED
        self._note(at, Verb.TICKET_SETTLED, by)

    def _touch(self, at: datetime) -> None:
        self.row["last_activity_at"] = max(at, self.row["last_activity_at"])
        self.row["version"] += 1

    def _note(self, at: datetime, verb: Verb, by: Colleague) -> None:
        self.happenings.append(Happening(at, verb, by, Ticket, self.row))
