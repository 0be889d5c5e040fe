"""Voltooien: what one question of one customer leaves behind, stored in one go (R23, R24)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contactapp.accounts.models import Team, User
from contactapp.contacts.models import Contact, Unit
from contactapp.contacts.queries import leases_of
from contactapp.desk.attaching import attach
from contactapp.interactions.models import ContactMoment, ContactMomentValues, Ticket
from contactapp.interactions.uploads import Upload
from contactapp.knowledge.models import Faq
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, TaskType


@dataclass(frozen=True, kw_only=True)
class TaskWish:
    """The task somebody wants a team to do."""

    type: TaskType
    team: Team
    description: str = ""
    deadline_at: datetime | None = None
    term_working_days: int | None = None
    urgent: bool = False
    is_complaint: bool = False
    phone_number: str = ""


@dataclass(frozen=True)
class Registered:
    """What was stored."""

    ticket: Ticket
    moment: ContactMoment
    task: Task | None


@dataclass(frozen=True, kw_only=True)
class Registration:
    """A contact moment with what it needs: its ticket when it is new, a task when somebody must act."""

    moment: ContactMomentValues
    subject: str = ""
    contact: Contact | None = None
    faq: Faq | None = None
    unit: Unit | None = None  # the home it is about; else the one the customer rents
    ticket: Ticket | None = None  # a follow-up on this one (R29)
    linked: Ticket | None = None
    task: TaskWish | None = None
    files: Sequence[Upload] = ()

    def complete(self, *, by: User) -> Registered:
        """Store ticket, contact moment and task together; the request commits them together."""
        ticket = self.ticket or Ticket.open_for(
            self.contact, self.subject, self.faq, by=by, unit=self.unit or rented_home(self.contact), linked=self.linked
        )
        moment = ticket.add_contact_moment(self.moment, by=by)
        attach(moment, self.files, by=by)
        task = create_task(self._task_values(ticket, self.task), by=by) if self.task else None
        return Registered(ticket, moment, task)

    def _task_values(self, ticket: Ticket, wish: TaskWish) -> TaskValues:
        values = TaskValues(
            type=wish.type,
            title=ticket.subject,
            team=wish.team,
            description=wish.description,
            ticket=ticket,
            contact=ticket.contact,
            deadline_at=wish.deadline_at,
            term_working_days=wish.term_working_days,
            urgent=wish.urgent,
            is_complaint=wish.is_complaint,
            follow_up=self.ticket is not None,
        )
        if wish.type.is_callback:
            return replace(values, phone_number=wish.phone_number)
        return values


def rented_home(contact: Contact | None) -> Unit | None:
    """The home a question is about, when the customer rents exactly one today."""
    if contact is None:
        return None
    current = [lease for lease in leases_of(contact) if lease.is_current]
    return current[0].unit if len(current) == 1 else None
