"""What changed in a list while somebody looked at it (R41)."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import Team, User
from contactapp.clock import read_moment, utcnow
from contactapp.db import db
from contactapp.tasks import queries
from contactapp.tasks.filters import QueueFilter
from contactapp.tasks.lists import PAGE_SIZE
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.rows import Row, row


@dataclass(frozen=True)
class News:
    """What changed while a list was on screen: rows that left it, and the numbers of tasks that came."""

    fresh: list[str] = field(default_factory=list)
    left: list[Row] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)  # left, and not ours to see any more

    @property
    def mark(self) -> str:
        """The same as long as nothing changed."""
        content = [*self.fresh, "", *self.hidden, *(f"{one.number} {one.taken_by}" for one in self.left)]
        return hashlib.sha256("\n".join(content).encode()).hexdigest()[:16]


def news(team: Team, chosen: QueueFilter, user: User, args: Mapping[str, str]) -> News:
    """What changed in a list since it was read; ``shown`` names the rows that are on screen.

    New is what would stand on the first page: who asks to see it must find it there.
    """
    shown = [number for number in args.get("shown", "").split(",") if number][:200]
    listed = chosen.apply(team.id, user)
    still = set(db.session.scalars(listed.with_only_columns(Task.number).where(Task.number.in_(shown))))
    gone = [number for number in shown if number not in still]
    since = _moment(args.get("since"))
    fresh = [
        number
        for number, changed_at in queries.top_of(listed, chosen.keys, size=PAGE_SIZE)
        if changed_at > since and number not in shown
    ]
    left = _left(gone, user, lambda task: _where_it_went(task, team, chosen, user))
    seen = {one.number for one in left}
    return News(sorted(fresh), left, [number for number in gone if number not in seen])


def _left(numbers: list[str], user: User, words: Callable[[Task], str]) -> list[Row]:
    """Rows of tasks that left the list, each saying where to; what one may not see any more is not named."""
    if not numbers:
        return []
    now, query = utcnow(), queries.visible_to(user).where(Task.number.in_(numbers))
    found = queries.with_row(query.options(joinedload(Task.assignee)))
    return [row(task, user, now, taken_by=words(task)) for task in found]


def _where_it_went(task: Task, team: Team, chosen: QueueFilter, user: User) -> str:
    if task.is_closed:
        return str(_("Geannuleerd") if task.status is TaskStatus.CANCELLED else _("Afgerond"))
    if task.team_id != team.id:
        return str(_("Staat bij een ander team"))
    if task.is_blocked and task.after:
        return str(_("Begint na %(number)s", number=task.after.number))
    if task.assignee is None or chosen.running:
        return str(_("Past niet meer bij je filter"))
    if task.assignee_id == user.id:
        return str(_("Jij pakte deze taak op"))
    return str(_("%(name)s pakte deze net op", name=task.assignee.name.split()[0]))


def _moment(iso: str | None) -> datetime:
    return read_moment(iso) or utcnow()
