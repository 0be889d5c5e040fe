"""What a person looks at in the queue: filter, order and search, as they stand in the address."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, false, or_
from sqlalchemy.orm import InstrumentedAttribute

from contactapp.accounts.models import User
from contactapp.clock import local_today, utcnow
from contactapp.contacts.finding import TermKind, read_query
from contactapp.contacts.models import Contact
from contactapp.contacts.searching import statement
from contactapp.interactions.models import Ticket
from contactapp.tasks import queries, week
from contactapp.tasks.counts import end_of_today
from contactapp.tasks.models import Task, TaskType
from contactapp.web.pagination import SortKey

SORTS: dict[str, tuple[SortKey, ...]] = {
    "urgency": queries.BY_URGENCY,
    "deadline": (SortKey(Task.deadline_at), SortKey(Task.id)),
    "-deadline": (SortKey(Task.deadline_at, descending=True), SortKey(Task.id, descending=True)),
    "age": (SortKey(Task.created_at), SortKey(Task.id)),
    "-age": (SortKey(Task.created_at, descending=True), SortKey(Task.id, descending=True)),
    "number": (SortKey(Task.id),),
    "-number": (SortKey(Task.id, descending=True),),
}
DUE = ("late", "today", "week")
AGES = (1, 3, 7)
WILD = str.maketrans({"\\": r"\\", "%": r"\%", "_": r"\_"})


@dataclass(frozen=True)
class QueueFilter:
    """One view of the queue of a team. Nonsense in the address counts as not asked."""

    running: bool = False
    type: str = ""
    due: str = ""
    older: int = 0
    urgent: bool = False
    contact: str = ""  # a name, number or address as the search for contacts reads it
    subject: str = ""  # part of the subject of the ticket
    q: str = ""
    sort: str = "urgency"

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "QueueFilter":
        """Read the address."""
        older = args.get("older", "")
        return cls(
            running=args.get("running") == "1",
            type=args.get("type", "")[:40],
            due=args["due"] if args.get("due") in DUE else "",
            older=next((days for days in AGES if older == str(days)), 0),
            urgent=args.get("urgent") == "1",
            contact=_typed(args, "contact"),
            subject=_typed(args, "subject"),
            q=_typed(args, "q"),
            sort=args["sort"] if args.get("sort") in SORTS else "urgency",
        )

    @property
    def keys(self) -> tuple[SortKey, ...]:
        return SORTS[self.sort]

    def apply(self, team_id: int, user: User) -> Select[Task]:
        """The tasks of this team that the filter leaves, without order."""
        query = queries.running(team_id, user) if self.running else queries.queue(team_id, user)
        if self.type:
            query = query.where(Task.type.has(TaskType.code == self.type))
        if self.urgent:
            query = query.where(Task.urgent)
        if self.older:
            query = query.where(Task.created_at < utcnow() - timedelta(days=self.older))
        return self._containing(self._about(self._due(query)))

    def as_args(self, **changes: object) -> dict[str, str]:
        """This filter, with changes, as it stands in an address; what is not asked is left out."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        values = {each.name: (getattr(changed, each.name), each.default) for each in fields(self)}
        return {
            name: "1" if value is True else str(value) for name, (value, nothing) in values.items() if value != nothing
        }

    def summary(self, types: Mapping[str, str]) -> list[tuple[str, dict[str, str]]]:
        """What is filtered, in words, each with the address arguments without it."""
        chips: list[tuple[object, str, dict[str, object]]]
        due = {"late": _("Te laat"), "today": _("Vandaag"), "week": week.words(local_today())}
        older = _("Ouder dan %(days)s dagen", days=self.older) if self.older > 1 else _("Ouder dan 1 dag")
        chips = [
            (self.running, _("Ook lopende"), {"running": False}),
            (self.type, types.get(self.type, self.type), {"type": ""}),
            (self.due, due.get(self.due, ""), {"due": ""}),
            (self.older, older, {"older": 0}),
            (self.urgent, _("Met spoed"), {"urgent": False}),
            (self.contact, _("Klant: %(text)s", text=self.contact), {"contact": ""}),
            (self.subject, _("Onderwerp: %(text)s", text=self.subject), {"subject": ""}),
            (self.q, _("Tekst: %(text)s", text=self.q), {"q": ""}),
        ]
        return [(str(words), self.as_args(**without)) for asked, words, without in chips if asked]

    def _due(self, query: Select[Task]) -> Select[Task]:
        if self.due == "late":
            return query.where(queries.is_pressing(utcnow()))
        if self.due == "today":
            return query.where(Task.deadline_at < end_of_today())
        return query.where(Task.deadline_at < week.end(local_today())) if self.due else query

    def _about(self, query: Select[Task]) -> Select[Task]:
        """Of one customer, on one subject."""
        if self.contact:
            query = query.where(or_(false(), *_belonging_to(self.contact)))
        if self.subject:
            query = query.where(Task.ticket.has(_contains(Ticket.subject, self.subject)))
        return query

    def _containing(self, query: Select[Task]) -> Select[Task]:
        if not self.q:
            return query
        named = Task.contact.has(_contains(Contact.name, self.q))
        texts = (Task.title, Task.description, Task.number)
        return query.where(or_(named, *(_contains(text, self.q) for text in texts)))


def _typed(args: Mapping[str, str], name: str) -> str:
    return args.get(name, "").strip()[:200]


def _belonging_to(typed: str) -> Iterator[ColumnElement[bool]]:
    """Tasks of whom the search for contacts would find by this name, number or address."""
    for clue in read_query(typed):
        if clue.kind not in (TermKind.BORN, TermKind.SOUND):
            yield Task.contact_id.in_(statement(clue, clue.terms, ()).order_by(None).limit(None))


def _contains(column: InstrumentedAttribute[str], text: str) -> ColumnElement[bool]:
    return column.ilike(f"%{text.translate(WILD)}%", escape="\\")
