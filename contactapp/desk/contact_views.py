"""The page of a contact: who it is, what happened, and what to do now."""

from dataclasses import dataclass

from flask import Response, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy import ColumnElement

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact
from contactapp.contacts.queries import find_by_number, leases_of
from contactapp.contacts.showing import ContactCard, card
from contactapp.desk.blueprint import blueprint
from contactapp.desk.conversing import entry_for
from contactapp.desk.queries import of_party, of_person, of_unit, ticket_counts, unit_by_number
from contactapp.desk.registering import DOCK, Entry
from contactapp.desk.ticket_entries import CONTACT, TASKS
from contactapp.desk.timeline import Scope, Timeline, timeline
from contactapp.events.log import note_access
from contactapp.permissions import Permission
from contactapp.web.access import can, permit
from contactapp.web.rendering import done, render


@dataclass(frozen=True)
class ContactPage:
    """All that stands on the page of a contact."""

    contact: Contact
    card: ContactCard
    timeline: Timeline
    shown: str
    ticket_count: int
    open_count: int
    entry: Entry | None

    @property
    def address(self) -> str:
        """Of the first page of what is shown now."""
        return url_for("desk.contact", number=self.contact.number, show=self.shown or None)

    @property
    def picks(self) -> list[dict[str, object]]:
        """Which kind of event the timeline shows."""
        kinds = [("", _("Alles"), None), (CONTACT, _("Contact"), "phone"), (TASKS, _("Taken"), "task")]
        return [
            {
                "text": text,
                "icon": icon,
                "href": url_for("desk.contact", number=self.contact.number, show=code or None),
                "current": code == self.shown,
            }
            for code, text, icon in kinds
        ]


def condition_of(contact: Contact) -> ColumnElement[bool]:
    """Which tickets stand on the timeline of a contact."""
    return of_party(contact) if contact.is_party else of_person(contact)


def contact_page(contact: Contact, reader: User, *, entry: Entry | None = None) -> ContactPage:
    """Load the page of a contact."""
    condition, shown = condition_of(contact), request.args.get("show", "")
    total, still_open = ticket_counts(condition)
    return ContactPage(
        contact=contact,
        card=card(contact, leases_of(contact)),
        timeline=timeline(
            Scope(condition, contact_id=contact.id, only=shown), reader=reader, cursor=request.args.get("cursor")
        ),
        shown=shown,
        ticket_count=total,
        open_count=still_open,
        entry=entry,
    )


@blueprint.get("/contacts/<string:number>")
@permit(Permission.CONTACT_VIEW)
def contact(number: str) -> Response:
    found = find_by_number(number) or abort(404)
    if found.number != number:
        return done(to=url_for("desk.contact", number=found.number))
    note_access(current_user, contact_id=found.id, screen="contact")
    entry = entry_for(found, current_user, place=DOCK) if can(Permission.TICKET_REGISTER) else None
    page = contact_page(found, current_user, entry=entry)
    return render(
        "desk/contact.html",
        fragment={"timeline": "desk/_timeline.html"},
        shown=page,
        entry=entry,
        timeline=page.timeline,
        address=page.address,
    )


@blueprint.get("/units/<string:number>/timeline")
@permit(Permission.CONTACT_VIEW)
def unit_timeline(number: str) -> Response:
    unit = unit_by_number(number) or abort(404)
    scope, address = Scope(of_unit(unit), unit_id=unit.id), url_for("desk.unit_timeline", number=number)
    shown = timeline(scope, reader=current_user, cursor=request.args.get("cursor"))
    return render(
        "desk/unit.html", fragment={"timeline": "desk/_timeline.html"}, unit=unit, timeline=shown, address=address
    )
