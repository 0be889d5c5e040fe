"""Finishing a task and telling the customer, in one act (R24, R44)."""

from collections.abc import Mapping
from dataclasses import dataclass

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.interactions.codes import MomentKind, way_of
from contactapp.interactions.models import ContactMomentValues
from contactapp.tasks import closing, remembering
from contactapp.tasks.models import Task
from contactapp.tasks.refusals import check_open


@dataclass(frozen=True)
class Feedback:
    """What the customer was told, by which way, and who heard it."""

    note: str
    way: str
    person_id: int | None = None
    in_portal: bool = False


def finish_with_feedback(
    task: Task, outcome: str, feedback: Feedback | None, *, by: User, answers: Mapping[str, str] | None = None
) -> None:
    """Finish; with feedback the ticket gets its second contact moment. The outcome itself stays in the task (R48)."""
    check_open(task.is_closed)
    if feedback is not None and task.ticket is not None:
        task.ticket.add_contact_moment(_moment(task, feedback), by=by)
    closing.finish(task, outcome=outcome, by=by, answers=answers)
    if feedback is not None and task.ticket is not None:
        remembering.forget(task)


def _moment(task: Task, feedback: Feedback) -> ContactMomentValues:
    channel, direction = way_of(feedback.way)
    return ContactMomentValues(
        note=feedback.note,
        channel=channel,
        direction=direction,
        kind=MomentKind.FEEDBACK,
        person=_heard_by(task, feedback.person_id),
        in_portal=feedback.in_portal,
    )


def _heard_by(task: Task, person_id: int | None) -> Contact | None:
    """Only somebody of this household can have heard it; any other id counts as not said."""
    people = task.contact.current_people if task.contact else []
    known = {role.person_id for role in people}
    return db.session.get(Contact, person_id) if person_id in known else None
