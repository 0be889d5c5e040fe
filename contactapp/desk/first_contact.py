"""How much is settled in the first conversation, the aim of the trade; computed from what is stored (R28)."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, case, exists, func, select
from sqlalchemy.orm import aliased

from contactapp.db import db
from contactapp.interactions.models import ContactMoment, Direction, Result
from contactapp.tasks.models import Task


@dataclass(frozen=True)
class FirstContact:
    """Of the questions that came in, how many were answered at once."""

    asked: int
    settled: int

    @property
    def share(self) -> float:
        """From 0 to 1; of nothing it is 0."""
        return self.settled / self.asked if self.asked else 0.0


def first_contact_resolution(first: datetime, end: datetime) -> FirstContact:
    """Of the tickets that came in from a moment until before another: asked, and settled in that conversation.

    Settled at once is answered, without a task, and without another contact moment on the ticket since. What was
    withdrawn counts for nothing.
    """
    later = aliased(ContactMoment)
    again = exists().where(
        later.ticket_id == ContactMoment.ticket_id, later.follow_up.is_(True), later.withdrawn_at.is_(None)
    )
    work = exists().where(Task.ticket_id == ContactMoment.ticket_id)
    at_once = and_(ContactMoment.result == Result.ANSWERED, ~work, ~again)
    row = db.session.execute(
        select(func.count(), func.coalesce(func.sum(case((at_once, 1), else_=0)), 0)).where(
            ContactMoment.recorded_at >= first,
            ContactMoment.recorded_at < end,
            ContactMoment.follow_up.is_(False),
            ContactMoment.direction == Direction.INCOMING,
            ContactMoment.withdrawn_at.is_(None),
        )
    ).one()
    return FirstContact(asked=row[0], settled=int(row[1]))
