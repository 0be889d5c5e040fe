"""The page of a contact: who it is, what happened, and what to do now."""

from dataclasses import dataclass

from flask import Response, abort, url_for
from flask_login import current_user

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact
from contactapp.contacts.queries import find_by_number, leases_of
from contactapp.contacts.showing import ContactCard, card
from contactapp.desk.blueprint import blueprint
from contactapp.desk.conversing import entry_for
from contactapp.desk.queries import ticket_counts
from contactapp.desk.registering import DOCK, Entry
from contactapp.desk.timeline_views import FRAGMENT, TimelineView, timeline_of_contact
from contactapp.events.log import note_access
from contactapp.permissions import Permission
from contactapp.web.access import can, permit
from contactapp.web.rendering import done, render


@dataclass(frozen=True)
class ContactPage:
    """All that stands on the page of a contact."""

    contact: Contact
    card: ContactCard
    timeline: TimelineView
    ticket_count: int
    open_count: int
    entry: Entry | None


def contact_page(contact: Contact, reader: User, *, entry: Entry | None = None) -> ContactPage:
    """Load the page of a contact."""
    shown = timeline_of_contact(contact, reader)
    total, still_open = ticket_counts(shown.scope.condition)
    return ContactPage(
        contact=contact,
        card=card(contact, leases_of(contact)),
        timeline=shown,
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
    return render("desk/contact.html", fragment=FRAGMENT, page=page, entry=entry, shown=page.timeline)
