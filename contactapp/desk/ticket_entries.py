"""Tickets on a timeline: the last note of what is settled, the three newest items of what still asks for work."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import and_, or_

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.desk.queries import NEWEST, moment_counts, newest_moments, tasks_on, tickets_where, with_tasks
from contactapp.desk.timeline import Before, Entry, Scope, short_time
from contactapp.interactions.codes import way_icon, way_label
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.tasks.models import Task
from contactapp.tasks.on_tickets import TicketTask, as_seen_by
from contactapp.tasks.urgency import urgency_of

TASKS = "tasks"
CONTACT = "contact"


def ticket_entries(scope: Scope, reader: User, before: Before, size: int) -> Sequence[Entry]:
    """The newest tickets of a scope before a position."""
    if scope.only not in {"", CONTACT, TASKS}:
        return []
    query = tickets_where(scope.condition, *([with_tasks()] if scope.only == TASKS else []))
    if before is not None:
        query = query.where(_before(before))
    query = query.order_by(Ticket.last_activity_at.desc(), Ticket.id.desc()).limit(size)
    return _entries(db.session.scalars(query).all(), reader)


def _before(before: tuple[Any, str]) -> Any:
    at, key = before
    kind, _sep, number = key.partition(":")
    earlier = Ticket.last_activity_at < at
    if kind != "ticket":
        return earlier if kind < "ticket" else Ticket.last_activity_at <= at
    return or_(earlier, and_(Ticket.last_activity_at == at, Ticket.id < int(number)))


def _entries(tickets: Sequence[Ticket], reader: User) -> list[Entry]:
    ids = [ticket.id for ticket in tickets]
    if not ids:
        return []
    moments: dict[int, list[ContactMoment]] = defaultdict(list)
    tasks: dict[int, list[Task]] = defaultdict(list)
    for moment in newest_moments(ids):
        moments[moment.ticket_id].append(moment)
    for task in tasks_on(ids):
        if task.ticket_id is not None:
            tasks[task.ticket_id].append(task)
    counts = moment_counts(ids)
    return [
        Entry(
            ticket.last_activity_at,
            f"ticket:{ticket.id:012d}",
            _event(ticket, moments[ticket.id], tasks[ticket.id], counts.get(ticket.id, 0), reader),
        )
        for ticket in tickets
    ]


def _event(
    ticket: Ticket, moments: Sequence[ContactMoment], tasks: Sequence[Task], count: int, reader: User
) -> dict[str, Any]:
    newest = moments[0] if moments else None
    event: dict[str, Any] = {
        "time": short_time(ticket.last_activity_at),
        "iso": ticket.last_activity_at.isoformat(),
        "icon": way_icon(newest.channel, newest.direction) if newest else "message",
        "title": ticket.subject,
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
        return event | _single(newest) | {"attrs": event["attrs"] | {"data-contact-moment": newest.id}}
    return event | {"thread": _thread(moments, tasks, reader), "more": _more(ticket, count + len(tasks))}


def _single(moment: ContactMoment) -> dict[str, Any]:
    return {"note": moment.note, "withdrawn": moment.is_withdrawn, "meta": moment_meta(moment)}


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


def _thread(moments: Sequence[ContactMoment], tasks: Sequence[Task], reader: User) -> list[dict[str, Any]]:
    lines = [(moment.occurred_at, _moment_line(moment)) for moment in moments]
    lines += [(task.created_at, _task_line(as_seen_by(reader, task))) for task in tasks]
    lines.sort(key=lambda line: line[0], reverse=True)
    return [line for _at, line in lines[:NEWEST]]


def _moment_line(moment: ContactMoment) -> dict[str, Any]:
    return {
        "icon": way_icon(moment.channel, moment.direction),
        "text": _("Ingetrokken: %(reason)s", reason=moment.withdrawn_reason) if moment.is_withdrawn else moment.note,
        "by": spoken_by(moment),
        "time": short_time(moment.occurred_at),
        "iso": moment.occurred_at.isoformat(),
        "attrs": {"data-contact-moment": moment.id},
    }


def _task_line(task: TicketTask) -> dict[str, Any]:
    line: dict[str, Any] = {
        "icon": "task",
        "title": task.title or task.type,
        "href": url_for("tasks.task", number=task.number) if task.may_read else None,
        "by": task.team,
        "time": short_time(task.created_at),
        "iso": task.created_at.isoformat(),
        "status": task.status,
        "attrs": {"data-task": task.number},
    }
    if task.is_open:
        line["deadline"] = urgency_of(task.deadline_at, utcnow())
    return line


def _more(ticket: Ticket, total: int) -> dict[str, str] | None:
    rest = total - NEWEST
    if rest <= 0:
        return None
    text = ngettext("Nog %(num)s eerder in dit ticket", "Nog %(num)s eerder in dit ticket", rest)
    return {"href": url_for("desk.ticket", number=ticket.number), "text": text}
