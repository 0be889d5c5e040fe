"""What the list pages show: the queue of a team, my work, and what changed since one looked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today, to_local, utcnow
from contactapp.tasks import queries, week
from contactapp.tasks.callbacks import promised_by
from contactapp.tasks.counts import MY_OPEN_WORK, QueueCount, in_hand, queue_counts
from contactapp.tasks.filters import AGES, QueueFilter
from contactapp.tasks.models import Task
from contactapp.tasks.rows import Row, row, rows
from contactapp.tasks.urgency import Level, level_of
from contactapp.web.figures import figure
from contactapp.web.formats import age
from contactapp.web.pagination import Page

PAGE_SIZE = 25


@dataclass(frozen=True)
class Link:
    """A tab, chip or menu entry."""

    text: str
    href: str
    count: int | None = None
    current: bool = False
    icon: str | None = None


@dataclass(frozen=True)
class QueuePage:
    """One page of the queue with its tabs, filters, figures and neighbours."""

    team: Team
    filter: QueueFilter
    tasks: list[Row]
    tabs: list[Link]
    chips: list[Link]
    choices: list[Link]
    count: QueueCount
    words: str
    previous: str | None
    next: str | None
    sort: dict[str, Any]
    at: datetime

    @property
    def here(self) -> str:
        """This list again, from the top."""
        return _queue_url(self.team, self.filter.as_args())

    @property
    def why_empty(self) -> str:
        """Why there is nothing to see: the filter, or colleagues who have it all in hand."""
        if self.chips:
            names = ", ".join(chip.text for chip in self.chips)
            rest = ngettext(
                "Zonder filter ligt er %(num)s taak.", "Zonder filter liggen er %(num)s taken.", self.count.open
            )
            return str(_("Gekozen: %(names)s.", names=names)) + " " + str(rest)
        busy = in_hand(self.team.id)
        words = _("Er ligt niets meer bij %(team)s.", team=self.team.name)
        if busy:
            words += " " + ngettext("Collega’s werken aan %(num)s taak.", "Collega’s werken aan %(num)s taken.", busy)
        return str(words) + " " + str(_("Nieuwe taken verschijnen hier vanzelf."))

    @property
    def oldest(self) -> str | None:
        return age(self.count.oldest) if self.count.oldest else None

    @property
    def poll(self) -> str:
        """Where to ask what changed; only the first page waits for new tasks."""
        args = {"team": self.team.code, "since": self.at.isoformat()} | self.filter.as_args()
        return url_for("tasks.changes", **args)  # type: ignore[arg-type]


def chosen_team(code: str | None, user: User) -> Team | None:
    """The team of this address when one may open its queue; without one, one's first team."""
    teams = queries.my_teams(user)
    if code:
        return next((team for team in teams if team.code == code), None)
    return teams[0] if teams else None


def queue_page(team: Team, chosen: QueueFilter, user: User, cursor: str | None) -> QueuePage:
    """Everything on the page of a team's queue."""
    counts = queue_counts(user)
    page = queries.one_page(chosen.apply(team.id, user), chosen.keys, cursor, PAGE_SIZE)
    args = {"team": team.code} | chosen.as_args()
    types = {kind.code: kind.name for kind in queries.task_types()}
    chips = [Link(words, _queue_url(team, without)) for words, without in chosen.summary(types)]
    return QueuePage(
        team=team,
        filter=chosen,
        tasks=rows(page.items, user, args=args),
        tabs=tabs(user, team, counts),
        chips=chips,
        choices=_choices(team, chosen, types),
        count=counts.get(team.id, QueueCount()),
        words=_page_words(page, counts.get(team.id, QueueCount()), filtered=bool(chips)),
        previous=_queue_url(team, chosen.as_args(), page.previous),
        next=_queue_url(team, chosen.as_args(), page.next),
        sort=_sorting(team, chosen),
        at=utcnow(),
    )


def tabs(
    user: User, current: Team | None, counts: dict[int, QueueCount] | None = None, *, here: str = "mine"
) -> list[Link]:
    """My teams with what lies in their queues, my own work, and whom to call."""
    counts = queue_counts(user) if counts is None else counts
    links = [
        Link(team.name, _queue_url(team, {}), counts.get(team.id, QueueCount()).open, team is current)
        for team in queries.my_teams(user)
    ]
    mine = Link(_("Mijn taken"), url_for("tasks.mine"), figure(MY_OPEN_WORK), current is None and here == "mine")
    call = Link(_("Te bellen"), url_for("tasks.callbacks"), None, current is None and here == "callbacks")
    return [*links, mine, call]


def my_work(
    user: User, tasks: Iterable[Task], *, args: Mapping[str, str] | None = None
) -> list[tuple[str, str, list[Row]]]:
    """My tasks by how pressing they are: level, heading and rows; empty groups are left out (E1).

    ``args`` names this list in the address of each task, to walk on from there.
    """
    now, groups = utcnow(), _groups()
    for task in tasks:
        groups[_group(task, now)].append(row(task, user, now, args=dict(args or {"list": "mine"})))
    headings = {
        "late": _("Te laat"),
        "today": _("Vandaag"),
        "week": week.words(local_today()),
        "later": _("Later"),
        "waiting": _("Wacht"),
    }
    return [(level, headings[level], found) for level, found in groups.items() if found]


def my_work_in_order(user: User, *, besides: Task) -> list[str]:
    """The numbers of my tasks as they follow each other on screen, with one that may have left the list."""
    return _in_groups(queries.mine_without_more(user, besides=besides), _groups())


def my_day_in_order(user: User, *, besides: Task) -> list[str]:
    """The same on the start page: promises to call come first there, and what can be done later comes last."""
    tasks = queries.mine_without_more(user, besides=besides)
    calls, groups = [call.task for call in promised_by(tasks)], _groups()
    groups["later"] = groups.pop("later")
    return [task.number for task in calls] + _in_groups((task for task in tasks if task not in calls), groups)


def _in_groups(tasks: Iterable[Task], groups: dict[str, list[Any]]) -> list[str]:
    now = utcnow()
    for task in tasks:
        groups[_group(task, now)].append(task.number)
    return [number for found in groups.values() for number in found]


def _groups() -> dict[str, list[Any]]:
    return {"late": [], "today": [], "week": [], "later": [], "waiting": []}


def won_words(won: int, asked: int) -> str:
    """How it went with a choice of tasks."""
    if asked == 0:
        return str(_("Kies eerst een of meer taken."))
    words = str(ngettext("%(num)s taak opgepakt.", "%(num)s taken opgepakt.", won))
    if won < asked:
        words += " " + str(ngettext("%(num)s was al weg.", "%(num)s waren al weg.", asked - won))
    return words


def _group(task: Task, now: datetime) -> str:
    if task.is_resting(now):
        return "waiting"
    level = level_of(task.deadline_at, now)
    pressing = {Level.LATE: "late", Level.TODAY: "today"}.get(level)
    return pressing or ("week" if task.deadline_at < week.end(to_local(now).date()) else "later")


def _queue_url(team: Team, args: Mapping[str, str], cursor: str | None = "") -> str:
    """The address of a list; with ``cursor=None`` there is no such page and so no address."""
    if cursor is None:
        return ""
    return url_for("tasks.queue", **{"team": team.code} | dict(args) | ({"cursor": cursor} if cursor else {}))  # type: ignore[arg-type]


def _choices(team: Team, chosen: QueueFilter, types: Mapping[str, str]) -> list[Link]:
    """The filters one can add."""
    options: list[tuple[str, str, dict[str, object]]] = [
        (_("Ook lopende"), "busy", {"running": True}),
        (_("Te laat"), "warning", {"due": "late"}),
        (_("Vandaag"), "clock", {"due": "today"}),
        (week.words(local_today()), "deadline", {"due": "week"}),
        (_("Met spoed"), "warning", {"urgent": True}),
    ]
    for days in AGES:
        options.append((ngettext("Ouder dan %(num)s dag", "Ouder dan %(num)s dagen", days), "history", {"older": days}))
    options += [(name, "task", {"type": code}) for code, name in types.items()]
    return [Link(text, _queue_url(team, chosen.as_args(**change)), icon=icon) for text, icon, change in options]


def _sorting(team: Team, chosen: QueueFilter) -> dict[str, Any]:
    """The sorted column, and where a click on each heading leads: the other way round when it is sorted already."""
    current, hrefs = chosen.sort.lstrip("-"), {}
    for column in ("age", "number"):
        turned = f"-{column}" if chosen.sort == column else column
        hrefs[column] = _queue_url(team, chosen.as_args(sort=turned))
    turned = {"urgency": "deadline", "deadline": "-deadline"}.get(chosen.sort, "urgency")
    hrefs["deadline"] = _queue_url(team, chosen.as_args(sort=turned))
    direction = "descending" if chosen.sort.startswith("-") else "ascending"
    # Urgent first, and then by deadline: that is the column people see it sorted on, and it leads back to that order.
    current = "deadline" if current == "urgency" else current
    return {"key": current, "direction": direction, "hrefs": hrefs}


def _page_words(page: Page[Task], count: QueueCount, *, filtered: bool) -> str:
    if filtered or page.previous or page.next:
        return str(ngettext("%(num)s taak op deze bladzijde", "%(num)s taken op deze bladzijde", len(page.items)))
    return str(ngettext("%(num)s taak", "%(num)s taken", count.open))
