"""Tickets on a timeline: the last note of what is settled, the three newest items of what still asks for work."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, and_, or_, true

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.desk.queries import (
    NEWEST,
    between,
    mentioning,
    newest_moments,
    says,
    tasks_on,
    tickets_where,
    with_contact,
    with_tasks,
    within,
)
from contactapp.desk.timeline import Before, Entry, Scope, short_time
from contactapp.desk.timeline_filter import CONTACT, TASKS, TimelineFilter
from contactapp.interactions.codes import way_icon, way_label
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.tasks.models import Task
from contactapp.tasks.on_tickets import TicketTask, as_seen_by

KINDS = {CONTACT: with_contact, TASKS: with_tasks}
# Items of one thread on paper; a longer one says how many more there are.
MOST_PRINTED = 200


@dataclass(frozen=True)
class Shown:
    """What of a ticket is shown, and to whom."""

    asked: TimelineFilter
    reader: User
    most: int

    @property
    def first(self) -> ColumnElement[bool] | None:
        """Which contact moments go before newer ones: those that were asked for."""
        if not self.asked.is_narrow:
            return None
        words = [says(word) for word in self.asked.words]
        return and_(
            between(ContactMoment.occurred_at, self.asked.first, self.asked.end), or_(*words) if words else true()
        )


def ticket_entries(scope: Scope, reader: User, before: Before, size: int) -> Sequence[Entry]:
    """The newest tickets of a scope before a position."""
    if scope.asked.show and scope.asked.show not in KINDS:
        return []
    query = tickets_where(scope.condition, *_asked(scope.asked, reader))
    if before is not None:
        query = query.where(_before(before))
    query = query.order_by(Ticket.last_activity_at.desc(), Ticket.id.desc()).limit(size)
    return _entries(db.session.scalars(query).all(), scope, reader)


def _asked(asked: TimelineFilter, reader: User) -> list[ColumnElement[bool]]:
    kind = [KINDS[asked.show]()] if asked.show else []
    period = [within(asked.first, asked.end)] if asked.first or asked.end else []
    return [*kind, *period, *(mentioning(word, reader) for word in asked.words)]


def _before(before: tuple[Any, str]) -> Any:
    at, key = before
    kind, _sep, number = key.partition(":")
    earlier = Ticket.last_activity_at < at
    if kind != "ticket":
        return earlier if kind < "ticket" else Ticket.last_activity_at <= at
    return or_(earlier, and_(Ticket.last_activity_at == at, Ticket.id < int(number)))


def _entries(tickets: Sequence[Ticket], scope: Scope, reader: User) -> list[Entry]:
    ids = [ticket.id for ticket in tickets]
    if not ids:
        return []
    moments: dict[int, list[ContactMoment]] = defaultdict(list)
    tasks: dict[int, list[Task]] = defaultdict(list)
    shown = Shown(scope.asked, reader, MOST_PRINTED if scope.whole else NEWEST)
    counts: dict[int, int] = {}
    for moment, count in newest_moments(ids, first=shown.first, most=shown.most):
        moments[moment.ticket_id].append(moment)
        counts[moment.ticket_id] = count
    for task in tasks_on(ids):
        if task.ticket_id is not None:
            tasks[task.ticket_id].append(task)
    return [
        Entry(
            ticket.last_activity_at,
            f"ticket:{ticket.id:012d}",
            _event(ticket, moments[ticket.id], tasks[ticket.id], counts.get(ticket.id, 0), shown),
            ticket.contact_id,
        )
        for ticket in tickets
    ]


def _event(
    ticket: Ticket, moments: Sequence[ContactMoment], tasks: Sequence[Task], count: int, shown: Shown
) -> dict[str, Any]:
    newest = moments[0] if moments else None
    event: dict[str, Any] = {
        "time": short_time(ticket.last_activity_at),
        "iso": ticket.last_activity_at.isoformat(),
        "icon": way_icon(newest.channel, newest.direction) if newest else "message",
        "title": shown.asked.marked(ticket.subject),
        "href": url_for("desk.ticket", number=ticket.number),
        "number": ticket.number,
        "open": ticket.is_open,
        "attrs": {"data-ticket": ticket.number},
    }
    if ticket.is_open:
        event["tag"] = {"text": _("Taak open"), "tone": "warn", "icon": "task"}
    else:
        event["status"] = "settled"
    if newest and count == 1 and not tasks:
        return event | _single(newest, shown) | {"attrs": event["attrs"] | {"data-contact-moment": newest.id}}
    thread = _thread(moments, tasks, shown)
    return event | {"thread": thread, "more": _more(ticket, count + len(tasks) - len(thread))}


def _single(moment: ContactMoment, shown: Shown) -> dict[str, Any]:
    return {"note": shown.asked.marked(moment.note), "withdrawn": moment.is_withdrawn, "meta": moment_meta(moment)}


def moment_meta(moment: ContactMoment) -> list[dict[str, Any]]:
    """How, by whom, with whom, and who can read it: the line under a note."""
    portal = (
        {"text": _("in klantportaal"), "icon": "portal"}
        if moment.in_portal
        else {"text": _("niet in klantportaal, wel in export"), "icon": "hidden"}
    )
    return [{"text": str(way_label(moment.channel, moment.direction))}, {"text": spoken_by(moment)}, portal]


def spoken_by(moment: ContactMoment) -> str:
    """Who wrote it down and who spoke: "Anna de Wit met P. de Vries"."""
    author = moment.author.name if moment.author else _("Het systeem")
    if moment.on_behalf_by:
        return _("%(author)s met %(name)s, namens de klant", author=author, name=moment.on_behalf_by)
    if moment.person:
        return _("%(author)s met %(name)s", author=author, name=moment.person.name)
    return str(author)


def _thread(moments: Sequence[ContactMoment], tasks: Sequence[Task], shown: Shown) -> list[dict[str, Any]]:
    """The newest items, after those that were asked for; in order of time."""
    asked, lines = shown.asked, []
    for moment in moments:
        wanted = asked.concerns(moment.occurred_at, moment.note, moment.subject)
        lines.append((wanted, moment.occurred_at, _moment_line(moment, asked)))
    for task in (as_seen_by(shown.reader, task) for task in tasks):
        wanted = asked.concerns(task.created_at, task.title, task.description, task.outcome)
        lines.append((wanted, task.created_at, _task_line(task, asked)))
    lines.sort(key=lambda line: line[:2], reverse=True)
    return [line for _wanted, _at, line in sorted(lines[: shown.most], key=lambda line: line[1], reverse=True)]


def _moment_line(moment: ContactMoment, asked: TimelineFilter) -> dict[str, Any]:
    withdrawn = _("Ingetrokken: %(reason)s", reason=moment.withdrawn_reason)
    return {
        "icon": way_icon(moment.channel, moment.direction),
        "text": withdrawn if moment.is_withdrawn else asked.marked(moment.note),
        "by": spoken_by(moment),
        "time": short_time(moment.occurred_at),
        "iso": moment.occurred_at.isoformat(),
        "attrs": {"data-contact-moment": moment.id},
    }


def _task_line(task: TicketTask, asked: TimelineFilter) -> dict[str, Any]:
    return {
        "icon": "task",
        "title": asked.marked(task.title or task.type),
        "href": url_for("tasks.task", number=task.number) if task.may_read else None,
        "by": task.team,
        "time": short_time(task.created_at),
        "iso": task.created_at.isoformat(),
        "status": task.status,
        "deadline": task.deadline,
        "attrs": {"data-task": task.number},
    }


def _more(ticket: Ticket, rest: int) -> dict[str, str] | None:
    if rest <= 0:
        return None
    text = ngettext("Nog %(num)s eerder in dit ticket", "Nog %(num)s eerder in dit ticket", rest)
    return {"href": url_for("desk.ticket", number=ticket.number), "text": text}
