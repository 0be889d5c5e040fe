"""Mijn werkdag: whom to call, what to do first, and how the teams stand (E1)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Response
from flask_babel import format_date, ngettext
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today
from contactapp.contacts.models import Contact
from contactapp.desk.blueprint import blueprint
from contactapp.desk.queries import recently_seen
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import followed_tickets
from contactapp.permissions import Permission
from contactapp.tasks.callbacks import Call, promised_by
from contactapp.tasks.counts import QueueCount, queue_counts
from contactapp.tasks.drafting import TaskDraft, drafts_by
from contactapp.tasks.lists import my_work
from contactapp.tasks.notifications import Notification, latest_unread, sentence_of
from contactapp.tasks.queries import mine, my_teams
from contactapp.tasks.rows import Row
from contactapp.web.access import permit
from contactapp.web.formats import with_capital
from contactapp.web.rendering import render


@dataclass(frozen=True)
class Workday:
    """All that stands on the start page."""

    groups: Sequence[tuple[str, str, list[Row]]]
    calls: Sequence[Call]
    teams: Sequence[tuple[Team, QueueCount]]
    recent: Sequence[Contact]
    followed: Sequence[Ticket]
    drafts: Sequence[TaskDraft]
    told: Sequence[Notification]

    @property
    def summary(self) -> str:
        """Dinsdag 24 november. 2 mensen wachten op je telefoontje en 1 taak is te laat."""
        late = next((len(rows) for level, _title, rows in self.groups if level == "late"), 0)
        parts = []
        waiting = sum(call.is_for_today for call in self.calls)
        if waiting:
            parts.append(
                ngettext("%(num)s mens wacht op je telefoontje", "%(num)s mensen wachten op je telefoontje", waiting)
            )
        if late:
            parts.append(ngettext("%(num)s taak is te laat", "%(num)s taken zijn te laat", late))
        words = _(" en ").join(str(part) for part in parts) or _("Je hebt niets dat te laat is")
        return f"{with_capital(format_date(local_today(), 'EEEE d MMMM'))}. {words}."


def workday(user: User) -> Workday:
    """The start page of one colleague."""
    counts, tasks = queue_counts(user), mine(user)
    calls = promised_by(tasks)
    promised = [call.task for call in calls]
    return Workday(
        groups=my_work(user, (task for task in tasks if task not in promised), args={"list": "day"}),
        calls=calls,
        teams=[(team, counts.get(team.id, QueueCount())) for team in my_teams(user)],
        recent=recently_seen(user, size=6),
        followed=followed_tickets(user, size=6),
        drafts=drafts_by(user, size=5),
        told=latest_unread(user, size=5),
    )


@blueprint.get("/")
@permit(Permission.DESK)
def start() -> Response:
    return render("desk/start.html", day=workday(current_user), sentence_of=sentence_of)
