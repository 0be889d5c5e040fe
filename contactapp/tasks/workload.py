"""How the work of a team is spread: per colleague what is open, late and old, for whoever leads it (R43, R51)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today, utcnow
from contactapp.db import db
from contactapp.events.models import Event
from contactapp.events.verbs import Verb
from contactapp.tasks.models import Task
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


def led_teams(user: User) -> Sequence[Team]:
    """The teams whose work this person spreads."""
    query = select(Team).where(Team.id.in_(user.led_team_ids), Team.active)
    return db.session.scalars(query.order_by(Team.name)).all()


def workload(team: Team) -> list[Load]:
    """The queue first, then every member, also who has nothing; in one query besides the members."""
    late = func.sum(case((is_pressing(utcnow()), 1), else_=0))
    query = (
        select(Task.assignee_id, func.count(), late, func.min(Task.created_at))
        .where(Task.team_id == team.id, Task.status.in_(OPEN_STATES))
        .group_by(Task.assignee_id)
    )
    figures = {owner: (count, pressing, oldest) for owner, count, pressing, oldest in db.session.execute(query)}
    people: list[User | None] = [None, *colleagues(team.id)]
    return [Load(one, *figures.get(one.id if one else None, (0, 0, None))) for one in people]


def returns_per_subject(team: Team) -> list[tuple[str, int]]:
    """What this team sent back as "niet voor ons" in the last three months, counted per title, most first."""
    since = utcnow() - RETURNS_OVER
    events = db.session.execute(
        select(Event.data, Task.title)
        .join(Task, Task.id == Event.subject_id)
        .where(Event.subject_type == "task", Event.verb == Verb.TASK_RETURNED.value.code, Event.at > since)
    )
    counted: dict[str, int] = {}
    for data, title in events:
        if data["team"] == team.name:
            counted[title] = counted.get(title, 0) + 1
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:20]
