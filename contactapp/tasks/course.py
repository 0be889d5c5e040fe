"""The course of a task in one list: what people typed and what the system noted (R47)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import events_of, sentence
from contactapp.events.models import Event
from contactapp.events.verbs import BY_CODE, Verb
from contactapp.tasks.models import Task, TaskMessage, WaitingFor
from contactapp.web.formats import moment_short

# The message itself stands in the list, with its files.
SHOWN_OTHERWISE = {Verb.TASK_MESSAGE_ADDED.value.code, Verb.TASK_ATTACHED.value.code}


@dataclass(frozen=True)
class Line:
    """One line of the list: noted by the system ("log") or typed by a colleague ("typed")."""

    kind: str
    at: datetime
    text: str
    icon: str = ""
    author: User | None = None
    mine: bool = False
    attrs: dict[str, str] = field(default_factory=dict)
    files: Sequence[Mapping[str, str]] = ()

    @property
    def time(self) -> str:
        return moment_short(self.at)

    @property
    def iso(self) -> str:
        return self.at.isoformat()


def course_of(task: Task, messages: Sequence[TaskMessage], reader: User) -> list[Line]:
    """Everything that happened to a task, oldest first; its files stand with the message they came with."""
    noted = [_noted(event, reader) for event in events_of(task) if event.verb not in SHOWN_OTHERWISE]
    typed = [_typed(message, reader) for message in messages]
    return sorted(noted + typed, key=lambda line: line.at)


def messages_of(task: Task) -> Sequence[TaskMessage]:
    """What colleagues typed and added, with who they are."""
    query = select(TaskMessage).where(TaskMessage.task_id == task.id)
    query = query.options(joinedload(TaskMessage.author), joinedload(TaskMessage.files))
    return db.session.scalars(query.order_by(TaskMessage.id)).unique().all()


def _typed(message: TaskMessage, reader: User) -> Line:
    mine, mark = message.author_id == reader.id, {"data-message": str(message.id)}
    return Line("typed", message.at, message.text, author=message.author, mine=mine, attrs=mark, files=_links(message))


def _links(message: TaskMessage) -> list[Mapping[str, str]]:
    number = message.task.number
    return [
        {"name": file.name, "href": url_for("tasks.attachment", number=number, attachment_id=file.id)}
        for file in message.files
    ]


def _noted(event: Event, reader: User) -> Line:
    words = " ".join(filter(None, (sentence(event, reader=reader), _detail(event))))
    return Line("log", event.at, words, icon=BY_CODE[event.verb].value.icon)


def _detail(event: Event) -> str:
    """What the sentence leaves out because it reads differently in each language."""
    if event.verb == Verb.TASK_DEADLINE_CHANGED.value.code:
        return str(_("Van %(old)s naar %(new)s.", old=_moment(event.data["old"]), new=_moment(event.data["new"])))
    if event.verb == Verb.TASK_CALL_PLANNED.value.code:
        return f"{_moment(event.data['at'])}."
    if event.verb == Verb.TASK_WAITING.value.code:
        whom = {
            WaitingFor.CUSTOMER: _("Op de klant, tot %(until)s."),
            WaitingFor.SUPPLIER: _("Op de leverancier, tot %(until)s."),
            WaitingFor.COLLEAGUE: _("Op een collega, tot %(until)s."),
        }
        return str(whom[WaitingFor(event.data["waiting_for"])]) % {"until": _moment(event.data["until"])}
    return ""


def _moment(iso: str) -> str:
    return moment_short(datetime.fromisoformat(iso))
