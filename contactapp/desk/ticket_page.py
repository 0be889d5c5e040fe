"""The page of a ticket: its whole course, and what can be added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from contactapp.accounts.models import User
from contactapp.clock import local_today, to_local
from contactapp.contacts.models import Contact
from contactapp.contacts.showing import ContactCard, card
from contactapp.desk.conversing import follow_up_for
from contactapp.desk.following_up import FollowUp
from contactapp.desk.forms import MessageForm
from contactapp.desk.queries import tickets_beside
from contactapp.desk.ticket_entries import moment_meta
from contactapp.desk.timeline import Entry, TimelineGroup
from contactapp.events.log import events_of
from contactapp.events.models import Event
from contactapp.interactions.attachments import Attachment
from contactapp.interactions.codes import KIND_LABELS, MomentKind, way_icon, way_label
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.knowledge.models import Faq
from contactapp.knowledge.queries import faqs_by_code
from contactapp.tasks.on_tickets import TicketTask, tasks_of_ticket
from contactapp.web.formats import clock, day_long, with_capital


@dataclass(frozen=True)
class TicketPage:
    """All that stands on the page of a ticket."""

    ticket: Ticket
    card: ContactCard | None
    tasks: Sequence[TicketTask]
    linked: Sequence[Ticket]
    followers: Sequence[User]
    consulted: Sequence[Faq]  # what was read during its conversations, besides its subject (R64)
    history: Sequence[Event]
    files: Mapping[int, Sequence[Attachment]]  # by the contact moment they came with
    groups: Sequence[TimelineGroup]
    follow_up: FollowUp
    message: MessageForm

    @property
    def contact(self) -> Contact | None:
        return self.ticket.contact

    @property
    def open_tasks(self) -> list[TicketTask]:
        return [task for task in self.tasks if task.is_open]

    @property
    def summary(self) -> str:
        """2 contactmomenten, 1 taak"""
        moments = len(self.ticket.contact_moments)
        parts = [ngettext("%(num)s contactmoment", "%(num)s contactmomenten", moments)]
        if self.tasks:
            parts.append(ngettext("%(num)s taak", "%(num)s taken", len(self.tasks)))
        return ", ".join(str(part) for part in parts)


def ticket_page(
    ticket: Ticket, reader: User, *, follow_up: FollowUp | None = None, message: MessageForm | None = None
) -> TicketPage:
    """Load the page of a ticket as this reader may see it."""
    tasks = tasks_of_ticket(ticket.id, reader)
    entries = [_moment(moment, reader) for moment in ticket.contact_moments] + [_task(task) for task in tasks]
    entries.sort(key=lambda entry: entry.position)
    return TicketPage(
        ticket=ticket,
        card=card(ticket.contact) if ticket.contact else None,
        tasks=tasks,
        linked=tickets_beside(ticket),
        followers=ticket.followers,
        consulted=_consulted(ticket, reader),
        history=events_of(ticket),
        files={moment.id: moment.attachments for moment in ticket.contact_moments},
        groups=_by_day(entries),
        follow_up=follow_up or follow_up_for(ticket, reader),
        message=message or MessageForm(formdata=None),
    )


def _consulted(ticket: Ticket, reader: User) -> Sequence[Faq]:
    read = [code for moment in ticket.contact_moments if moment.conversation for code in moment.conversation.consulted]
    codes = [code for code in dict.fromkeys(read) if ticket.faq is None or code != ticket.faq.code]
    return faqs_by_code(reader, codes) if codes else []


def _by_day(entries: Sequence[Entry]) -> list[TimelineGroup]:
    titled = groupby(entries, key=lambda entry: _day_title(entry.at))
    return [TimelineGroup(title, list(members)) for title, members in titled]


def _day_title(moment: datetime) -> str:
    words = day_long(moment)
    return _("Vandaag, %(day)s", day=words) if to_local(moment).date() == local_today() else with_capital(words)


def _moment(moment: ContactMoment, reader: User) -> Entry:
    meta = moment_meta(moment)[1:]
    if moment.follow_up:
        meta.append({"text": _("vervolg")})
    if moment.corrected_at:
        meta.append({"text": _("verbeterd"), "icon": "edit"})
    if moment.is_withdrawn:
        meta.append({"text": _("ingetrokken: %(reason)s", reason=moment.withdrawn_reason), "icon": "remove"})
    if moment.reason:
        meta.append({"text": _("geen bericht, want: %(reason)s", reason=moment.reason)})
    event: dict[str, Any] = {
        "time": clock(moment.occurred_at),
        "iso": moment.occurred_at.isoformat(),
        "icon": way_icon(moment.channel, moment.direction),
        "title": _("Contactmoment"),
        "number": _("%(way)s, %(kind)s", way=way_label(moment.channel, moment.direction), kind=_kind_words(moment)),
        "note": moment.note,
        "withdrawn": moment.is_withdrawn,
        "meta": meta,
        "attrs": {"data-contact-moment": moment.id, "id": f"moment-{moment.id}"},
        "id": moment.id,
        "correctable": moment.is_correctable_by(reader),
        "withdrawable": not moment.is_withdrawn,
    }
    return Entry(moment.occurred_at, f"moment:{moment.id:012d}", event)


def _kind_words(moment: ContactMoment) -> str:
    return str(KIND_LABELS[MomentKind(moment.kind)]).lower()


def _task(task: TicketTask) -> Entry:
    event: dict[str, Any] = {
        "time": clock(task.created_at),
        "iso": task.created_at.isoformat(),
        "icon": "task",
        "title": task.title or task.type,
        "href": url_for("tasks.task", number=task.number) if task.may_read else None,
        "number": task.number,
        "open": task.is_open,
        "status": task.status,
        "deadline": task.deadline,
        "note": task.description,
        "meta": _task_meta(task),
        "attrs": {"data-task": task.number},
    }
    return Entry(task.created_at, f"task:{task.number}", event)


def _task_meta(task: TicketTask) -> list[dict[str, str]]:
    meta = [{"text": _("%(team)s, %(name)s", team=task.team, name=task.assignee) if task.assignee else task.team}]
    if task.begins_after:
        meta.append({"text": _("begint na %(number)s", number=task.begins_after), "icon": "waiting"})
    if not task.may_read:
        meta.append({"text": _("inhoud alleen voor het team"), "icon": "staff-only"})
    elif task.outcome:
        meta.append({"text": _("Uitkomst: %(outcome)s", outcome=task.outcome), "icon": "done"})
        meta.extend({"text": answer.line} for answer in task.answers)
    return meta
