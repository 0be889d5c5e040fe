"""Mijn werkdag: whom to call, what to do first, and how the teams stand (E1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import Response
from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today, to_local, utcnow
from contactapp.contacts.models import Contact
from contactapp.contacts.phones import show_phone
from contactapp.desk.blueprint import blueprint
from contactapp.desk.queries import promised_calls, recently_seen
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import followed_tickets
from contactapp.permissions import Permission
from contactapp.tasks.counts import QueueCount, queue_counts
from contactapp.tasks.lists import my_work
from contactapp.tasks.models import Task
from contactapp.tasks.queries import my_teams
from contactapp.tasks.rows import Row
from contactapp.web.access import permit
from contactapp.web.formats import clock, day_short, with_capital
from contactapp.web.rendering import render


@dataclass(frozen=True)
class Call:
    """Somebody who was promised a call."""

    task: Task
    window: str
    left: str
    soon: bool

    @property
    def phone(self) -> str:
        return show_phone(self.task.phone_number)

    @classmethod
    def of(cls, task: Task, now: datetime) -> "Call":
        start, end = task.call_from, task.call_until or task.deadline_at
        today = to_local(end).date() == local_today()
        day = "" if today else f"{day_short(end)} "
        window = f"{day}{clock(start)}–{clock(end)}" if start else _("%(day)svoor %(time)s", day=day, time=clock(end))
        minutes = int((end - now).total_seconds() // 60)
        return cls(task, window, _left_words(minutes), soon=minutes < 90)


@dataclass(frozen=True)
class Workday:
    """All that stands on the start page."""

    groups: Sequence[tuple[str, str, list[Row]]]
    calls: Sequence[Call]
    teams: Sequence[tuple[Team, QueueCount]]
    recent: Sequence[Contact]
    followed: Sequence[Ticket]

    @property
    def summary(self) -> str:
        """Dinsdag 24 november. 2 mensen wachten op je telefoontje en 1 taak is te laat."""
        late = next((len(rows) for level, _title, rows in self.groups if level == "late"), 0)
        parts = []
        if self.calls:
            parts.append(
                ngettext(
                    "%(num)s mens wacht op je telefoontje", "%(num)s mensen wachten op je telefoontje", len(self.calls)
                )
            )
        if late:
            parts.append(ngettext("%(num)s taak is te laat", "%(num)s taken zijn te laat", late))
        words = _(" en ").join(str(part) for part in parts) or _("Je hebt niets dat te laat is")
        return f"{with_capital(format_date(local_today(), 'EEEE d MMMM'))}. {words}."


def workday(user: User) -> Workday:
    """The start page of one colleague."""
    now, counts = utcnow(), queue_counts(user)
    return Workday(
        groups=my_work(user),
        calls=[Call.of(task, now) for task in promised_calls(user)],
        teams=[(team, counts.get(team.id, QueueCount())) for team in my_teams(user)],
        recent=recently_seen(user, size=6),
        followed=followed_tickets(user, size=6),
    )


def _left_words(minutes: int) -> str:
    if minutes < 0:
        return str(_("te laat"))
    if minutes < 90:
        return str(ngettext("nog %(num)s minuut", "nog %(num)s minuten", minutes))
    return str(_("later vandaag")) if minutes < 12 * 60 else ""


@blueprint.get("/")
@permit(Permission.DESK)
def start() -> Response:
    return render("desk/start.html", day=workday(current_user))
