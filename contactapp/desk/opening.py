"""Opening a ticket or a contact moment: every page that shows one leaves a row in the access log (R12)."""

from flask import abort
from flask_login import current_user

from contactapp.events.log import note_access
from contactapp.interactions import queries
from contactapp.interactions.models import ContactMoment, Ticket


def open_ticket(number: str) -> Ticket:
    """The ticket, or 404. A refused form shows it as well, so this stands before every act on it too."""
    ticket = queries.ticket_by_number(number) or abort(404)
    if ticket.contact_id:
        note_access(current_user, contact_id=ticket.contact_id, screen="ticket")
    return ticket


def open_moment(moment_id: int, *, screen: str = "ticket") -> ContactMoment:
    """The contact moment, or 404; its pages show the note and whose it is."""
    moment = queries.contact_moment(moment_id) or abort(404)
    if moment.contact_id:
        note_access(current_user, contact_id=moment.contact_id, screen=screen)
    return moment
