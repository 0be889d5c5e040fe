"""Two tickets turn out to be one: all that is on the one moves to the other; and apart again when that was wrong."""

from collections.abc import Sequence
from typing import Any

from contactapp.accounts.models import User
from contactapp.desk.queries import tasks_on
from contactapp.interactions import merging
from contactapp.interactions.models import Ticket
from contactapp.tasks.models import Task


def merge(ticket: Ticket, into: Ticket, *, by: User) -> dict[str, Any]:
    """Move contact moments, tasks, followers, drafts and links to another ticket; gives what taking it back needs."""
    tasks, was_open = list(tasks_on([ticket.id])), ticket.is_open
    kept = merging.what_moves(ticket, into) | {"tasks": [task.id for task in tasks]}
    kept["followers"] = merging.take_followers(ticket, into)
    kept["drafts"] = merging.take_drafts(ticket, into)
    kept["links"] = merging.take_links(ticket, into)
    for task in tasks:
        task.ticket = into
    if was_open:
        into.reopen(by=by)
    ticket.merge_into(into, by=by)
    return kept


def part(ticket: Ticket, kept: dict[str, Any], *, by: User) -> bool:
    """Undo of ``merge``; tells whether everything still stood where it was put."""
    into = ticket.merged_into
    if into is None or into.id != kept["into"] or into.merged_into_id is not None:
        return False
    merging.part(ticket, kept, by=by)
    tasks = tasks_on([into.id])
    returning = [task for task in tasks if task.id in kept["tasks"]]
    for task in returning:
        task.ticket = ticket
    _follow_tasks(ticket, returning, by=by)
    _follow_tasks(into, [task for task in tasks if task not in returning], by=by)
    return True


def _follow_tasks(ticket: Ticket, tasks: Sequence[Task], *, by: User) -> None:
    """Open while a task is (R28): one may have been finished, or opened again, while the tickets were one."""
    if all(task.is_closed for task in tasks):
        ticket.settle(by=by)
    else:
        ticket.reopen(by=by)
