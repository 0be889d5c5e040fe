"""Search over everything: customers, tickets and tasks, the knowledge base, and what one can do."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Response, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.contacts.links import contact_url
from contactapp.contacts.searching import ContactFilter, Search
from contactapp.contacts.showing import icon_of, note_of
from contactapp.desk.blueprint import blueprint
from contactapp.desk.queries import tickets_named
from contactapp.interactions.finding import numbers_beginning
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import ticket_by_number
from contactapp.knowledge.results import suggested
from contactapp.knowledge.using import words_of
from contactapp.permissions import Permission
from contactapp.tasks import queries as tasks
from contactapp.web.access import can, permit
from contactapp.web.rendering import done, render, wants_fragment

TASK = re.compile(r"TK\d\d-\d{1,6}", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """One line of the results, in rank order."""

    text: str
    href: str
    icon: str
    note: str = ""
    attrs: dict[str, str] | None = None
    tag: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    items: Sequence[Found]


def found_for(text: str, user: User, *, size: int) -> list[Group]:
    """Everything that fits, by kind; a kind without hits is left out."""
    groups = [
        Group(_("Klanten"), _contacts(text, size)),
        Group(_("Tickets en taken"), _work(text, user, size)),
        Group(_("Kennisbank"), _answers(text, user, size)),
        Group(_("Doen"), _commands(text)),
    ]
    return [group for group in groups if group.items]


def exact_hit(text: str, user: User) -> str | None:
    """The address behind a number somebody said aloud."""
    number = text.strip().upper()
    if TASK.fullmatch(number) and tasks.find(number, user):
        return url_for("tasks.task", number=number)
    if numbers_beginning(number) and (ticket := ticket_by_number(number)):
        return url_for("desk.ticket", number=ticket.number)
    contact = Search(text).only_hit()
    return contact_url(contact) if contact else None


def _contacts(text: str, size: int) -> list[Found]:
    hits = Search(text, personal=can(Permission.CONTACT_PERSONAL), size=size).hits()
    return [
        Found(
            hit.contact.name,
            contact_url(hit.contact),
            icon_of(hit.contact),
            note_of(hit.contact),
            {"data-contact": hit.contact.number},
        )
        for hit in hits
    ]


def _work(text: str, user: User, size: int) -> list[Found]:
    lines = [_ticket(ticket) for ticket in tickets_named(text, limit=size)]
    task = tasks.find(text, user) if TASK.fullmatch(text.strip()) else None
    if task is not None:
        href = url_for("tasks.task", number=task.number)
        lines.insert(0, Found(task.title, href, "task", task.number, {"data-task": task.number}))
    return lines


def _ticket(ticket: Ticket) -> Found:
    customer = ticket.contact.name if ticket.contact else _("anoniem")
    state = _("taak open") if ticket.is_open else _("afgehandeld")
    note = _("Ticket %(number)s, %(customer)s, %(state)s", number=ticket.number, customer=customer, state=state)
    href = url_for("desk.ticket", number=ticket.number)
    return Found(ticket.subject, href, "message", note, {"data-ticket": ticket.number})


def _answers(text: str, user: User, size: int) -> list[Found]:
    question = words_of(text)  # a name is no question: "Jansen" is not "kansen" with a slip
    return [
        Found(
            option["text"],
            url_for("knowledge.faq", code=option["value"], q=text),
            "knowledge",
            option["note"],
            {"data-faq": option["value"]},
        )
        for option in (suggested(question, user)[:size] if question else ())
    ]


def _commands(text: str) -> list[Found]:
    new = ContactFilter(text).as_new_contact()
    lines = [Found(_("Zoek dit in de kennisbank"), url_for("knowledge.index", q=text), "knowledge")]
    if can(Permission.TICKET_REGISTER):
        lines.insert(0, Found(_("Nieuw ticket"), url_for("desk.new_ticket"), "message-add"))
    if can(Permission.CONTACT_EDIT):
        words = _("Nieuw contact op dit adres") if "address_box" in new else _("Nieuw contact met deze gegevens")
        lines.insert(0, Found(words, f"{url_for('contacts.new')}?{urlencode(new)}", "user-add"))
    return lines


@blueprint.get("/search")
@permit(Permission.DESK)
def search() -> Response:
    text = request.args.get("q", "").strip()
    typing = wants_fragment()
    hit = None if typing or not text else exact_hit(text, current_user)
    if hit is not None:
        return done(to=hit)
    groups = found_for(text, current_user, size=4 if typing else 8) if len(text) > 1 else []
    return render(
        "desk/search.html",
        fragment={"global-suggestions": "desk/_search_suggestions.html"},
        text=text,
        groups=groups,
    )


@blueprint.get("/desk/answers")
@permit(Permission.KNOWLEDGE_VIEW)
def answers() -> Response:
    """The knowledge base beside a customer."""
    query = request.args.get("q", "").strip()
    return render(
        "desk/_answers.html",
        answers=suggested(query, current_user) if query else [],
        query=query,
        number=request.args.get("contact", ""),
    )
