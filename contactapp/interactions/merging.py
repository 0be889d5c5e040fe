"""Taking tickets apart that were merged by mistake."""

from typing import Any

from contactapp.accounts.models import User
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.models import Ticket, TicketStatus


def what_moves(ticket: Ticket, into: Ticket) -> dict[str, Any]:
    """What has to be known to take two tickets apart again."""
    return {
        "into": into.id,
        "status": ticket.status.value,
        "moments": {str(moment.id): moment.follow_up for moment in ticket.contact_moments},
    }


def part(ticket: Ticket, kept: dict[str, Any], *, by: User) -> None:
    """Give a ticket back its own contact moments, as they were."""
    into = ticket.merged_into
    assert into is not None  # noqa: S101 - who calls this has looked
    for moment in list(into.contact_moments):
        if str(moment.id) in kept["moments"]:
            moment.ticket, moment.follow_up = ticket, kept["moments"][str(moment.id)]
    ticket.merged_into, ticket.status = None, TicketStatus(kept["status"])
    record(ticket, Verb.TICKET_PARTED, by=by, other=into.number)
