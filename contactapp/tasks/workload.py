"""How the work of a team is spread: per colleague what is open, late and old, for whoever leads it (R43, R51)."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, case, func, or_, select

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today, utcnow
from contactapp.db import db
from contactapp.events.models import Event
from contactapp.events.verbs import Verb
from contactapp.interactions.models import Ticket
from contactapp.knowledge.models import Faq
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.queries import OPEN_STATES, colleagues, is_pressing

RETURNS_OVER = timedelta(days=90)


@dataclass(frozen=True)
class Load:
    """The open work of one colleague, or of the queue when ``colleague`` is None."""

    colleague: User | None
    open: int = 0
    late: int = 0
    oldest: datetime | None = None

    @property
    def away_until(self) -> date | None:
        """Afwezig tot en met; their tasks need somebody else's eye."""
        until = self.colleague.absent_until if self.colleague else None
        return until if until and until >= local_today() else None


@dataclass(frozen=True)
class Returned:
    """How often one subject came to the wrong team; ``faq`` is the code of its answer."""

    subject: str
    count: int
    faq: str | None = None


def led_teams(user: User) -> Sequence[Team]:
    """The teams whose work this person spreads."""
    query = select(Team).where(Team.id.in_(user.led_team_ids), Team.active)
    return db.session.scalars(query.order_by(Team.name)).all()


def workload(team: Team) -> list[Load]:
    """The queue first, then every member, also who has nothing; in one query besides the members."""
    late = func.sum(case((is_pressing(utcnow()), 1), else_=0))
    query = (
        select(Task.assignee_id, func.count(), late, func.min(Task.created_at))
        .where(Task.team_id == team.id, Task.status.in_(OPEN_STATES), _is_somebodys_turn())
        .group_by(Task.assignee_id)
    )
    figures = {owner: (count, pressing, oldest) for owner, count, pressing, oldest in db.session.execute(query)}
    people: list[User | None] = [None, *colleagues(team.id)]
    return [Load(one, *figures.get(one.id if one else None, (0, 0, None))) for one in people]


def open_per_team(teams: Sequence[Team]) -> dict[int, int]:
    """How much open work each team has, in one query."""
    query = select(Task.team_id, func.count()).where(Task.team_id.in_([team.id for team in teams]))
    rows = db.session.execute(query.where(Task.status.in_(OPEN_STATES), _is_somebodys_turn()).group_by(Task.team_id))
    return {team_id: count for team_id, count in rows}  # noqa: C416 - a row is no pair to the type checker


def returns_per_subject(team: Team) -> list[Returned]:
    """What this team sent back as "niet voor ons" in the last three months, most often first.

    Counted per answer of the knowledge base where the ticket has one: its team may have to change. Else per subject of
    the ticket, and for work among colleagues per title.
    """
    subject, since = func.coalesce(Faq.title, Ticket.subject, Task.title), utcnow() - RETURNS_OVER
    events = db.session.execute(
        select(Event.data, subject, Faq.code)
        .join(Task, Task.id == Event.subject_id)
        .outerjoin(Task.ticket)
        .outerjoin(Ticket.faq)
        .where(Event.subject_type == "task", Event.verb == Verb.TASK_RETURNED.value.code, Event.at > since)
    )
    counted = Counter((words, faq) for data, words, faq in events if data["team"] == team.name)
    found = [Returned(words, count, faq) for (words, faq), count in counted.items()]
    return sorted(found, key=lambda one: (-one.count, one.subject))[:20]


def _is_somebodys_turn() -> ColumnElement[bool]:
    """Lies in the queue or with somebody; what begins after another task is nobody's work yet."""
    return or_(Task.assignee_id.is_not(None), Task.status == TaskStatus.OPEN)
