"""What stands below a task: its messages, what was said with the customer on its ticket, its files."""

from collections.abc import Sequence
from typing import Any

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.interactions.codes import way_icon, way_label
from contactapp.interactions.models import ContactMoment
from contactapp.permissions import Permission
from contactapp.tasks.models import Task
from contactapp.web.formats import day_short

TABS = ("messages", "ticket", "files")
MOST = 50  # contact moments; a longer ticket is read on its own page


def chosen_tab(task: Task, reader: User) -> str:
    """The tab in the address; the messages when it is unknown or not for this reader."""
    asked = request.args.get("tab", "")
    return asked if asked in TABS and (asked != "ticket" or may_read_ticket(task, reader)) else TABS[0]


def may_read_ticket(task: Task, reader: User) -> bool:
    return task.ticket_id is not None and reader.can(Permission.TICKET_VIEW)


def moments_of(task: Task, reader: User) -> Sequence[dict[str, Any]]:
    """What was said on the ticket, the newest first, in the shape of the component ``moment``."""
    if not may_read_ticket(task, reader):
        return []
    query = select(ContactMoment).where(ContactMoment.ticket_id == task.ticket_id)
    query = query.options(joinedload(ContactMoment.author), joinedload(ContactMoment.person))
    newest_first = query.order_by(ContactMoment.occurred_at.desc(), ContactMoment.id.desc()).limit(MOST)
    return [_shown(moment) for moment in db.session.scalars(newest_first)]


def told_before(task: Task, reader: User) -> ContactMoment | None:
    """What the customer told last before a task was made that says nothing itself: nobody tells their story twice."""
    if task.description or not may_read_ticket(task, reader):
        return None
    query = select(ContactMoment).where(
        ContactMoment.ticket_id == task.ticket_id,
        ContactMoment.recorded_at <= task.created_at,
        ContactMoment.withdrawn_at.is_(None),
    )
    latest_first = query.order_by(ContactMoment.recorded_at.desc(), ContactMoment.id.desc())
    return db.session.scalar(latest_first.options(joinedload(ContactMoment.author)).limit(1))


def _shown(moment: ContactMoment) -> dict[str, Any]:
    who = moment.person.name if moment.person else moment.on_behalf_by
    meta = [{"text": moment.author.name, "icon": "user"}] if moment.author else []
    return {
        "time": day_short(moment.occurred_at),
        "iso": moment.occurred_at.isoformat(),
        "icon": way_icon(moment.channel, moment.direction),
        "title": " ".join(filter(None, (str(way_label(moment.channel, moment.direction)), who))),
        "note": moment.note,
        "withdrawn": moment.is_withdrawn,
        "meta": meta,
        "attrs": {"data-contact-moment": str(moment.id)},
    }
