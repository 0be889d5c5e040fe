"""Walking through the list one comes from: its place for a task, the previous and the next one, and the way back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from flask import request, url_for
from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.tasks import callbacks, lists, queries
from contactapp.tasks.filters import QueueFilter
from contactapp.tasks.lists import Link
from contactapp.tasks.models import Task
from contactapp.web.redirects import came_from

OWN_LISTS = {"mine": "tasks.mine", "day": "desk.start", "callbacks": "tasks.callbacks"}


@dataclass(frozen=True)
class Walk:
    """A task in the list one comes from; ``place`` is None when it has left that list."""

    total: int
    place: int | None = None
    previous: str | None = None
    next: str | None = None


def list_args() -> dict[str, str]:
    """The list one comes from as it stands in the address of the page, also when a button there was pressed."""
    args = dict(request.args) if request.method == "GET" else _args_of(came_from(otherwise=""))
    if args.get("list") in OWN_LISTS:
        return {"list": args["list"]}
    return {"team": args["team"]} | QueueFilter.from_args(args).as_args() if args.get("team") else {}


def _args_of(page: str) -> dict[str, str]:
    """What the address of a page says of the list; the page may be that list itself."""
    parts = urlsplit(page)
    args = dict(parse_qsl(parts.query))
    if parts.path == url_for("tasks.queue"):
        # Its address may leave out one's own team.
        args = {"team": request.form.get("team", "")} | args
    itself = next((name for name, endpoint in OWN_LISTS.items() if url_for(endpoint) == parts.path), None)
    return args | {"list": itself} if itself else args


def way_back(user: User) -> Link | None:
    """The list one comes from; None when one came from elsewhere."""
    names = {"mine": _("Mijn taken"), "day": _("Mijn werkdag"), "callbacks": _("Te bellen")}
    match args := list_args():
        case {"list": own}:
            return Link(names[own], url_for(OWN_LISTS[own]))
        case {"team": code}:
            team = lists.chosen_team(code, user)
            return Link(team.name, url_for("tasks.queue", **args)) if team else None  # type: ignore[arg-type]
    return None


def walk_of(task: Task, user: User) -> Walk | None:
    """Where a task stands in the list one comes from; None without a list."""
    match args := list_args():
        case {"list": "mine" | "day" as own}:
            listed = task.is_in_hands_of(user) and not task.is_closed
            in_order = lists.my_day_in_order if own == "day" else lists.my_work_in_order
            return _walk(task, args, in_order(user, besides=task), listed=listed)
        case {"list": "callbacks"}:
            return _walk(task, args, callbacks.numbers_for(user, besides=task), listed=not task.is_closed)
        case {"team": code}:
            team = lists.chosen_team(code, user)
            return _through_queue(task, args, team.id, user) if team else None
    return None


def _through_queue(task: Task, args: Mapping[str, str], team_id: int, user: User) -> Walk:
    chosen = QueueFilter.from_args(args)
    query = chosen.apply(team_id, user)
    numbers = queries.numbers_in_order(query, chosen.keys)
    listed = task.number in numbers
    if not listed:
        numbers = queries.numbers_in_order(query, chosen.keys, besides=task)
    return _walk(task, args, numbers, listed=listed)


def _walk(task: Task, args: Mapping[str, str], numbers: Sequence[str], *, listed: bool) -> Walk:
    """A task that left the list keeps its neighbours: those before and after the place it had."""
    if task.number not in numbers:
        return Walk(len(numbers))
    place = numbers.index(task.number)
    around = (numbers[place - 1] if place else None, next(iter(numbers[place + 1 :]), None))
    previous, following = (url_for("tasks.task", number=one, **args) if one else None for one in around)  # type: ignore[arg-type]
    return Walk(len(numbers) - (not listed), place + 1 if listed else None, previous, following)
