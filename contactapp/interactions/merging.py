"""What moves when two tickets become one, and taking them apart again when that was a mistake."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import delete

from contactapp.accounts.models import User
from contactapp.db import add_once, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.models import Ticket, TicketFollower, TicketStatus
from contactapp.interactions.queries import follow_ups_begun_on, follower_ids, tickets_linked_to


def what_moves(ticket: Ticket, into: Ticket) -> dict[str, Any]:
    """What has to be known to take two tickets apart again."""
    return {
        "into": into.id,
        "status": ticket.status.value,
        "moments": {str(moment.id): moment.follow_up for moment in ticket.contact_moments},
    }


def take_followers(ticket: Ticket, into: Ticket) -> dict[str, bool]:
    """Let who follows a ticket follow the one it goes into; tells of each whether that is new."""
    moved = {
        str(user_id): add_once(TicketFollower(ticket_id=into.id, user_id=user_id)) for user_id in follower_ids(ticket)
    }
    db.session.execute(delete(TicketFollower).where(TicketFollower.ticket_id == ticket.id))
    return moved


def take_drafts(ticket: Ticket, into: Ticket) -> list[int]:
    """Let the follow-ups that colleagues are typing go along, with their text; tells which."""
    begun = follow_ups_begun_on(ticket)
    for one in begun:
        one.ticket_number = into.number
    return [one.id for one in begun]


def take_links(ticket: Ticket, into: Ticket) -> list[int]:
    """Let what belongs with a ticket belong with the one it goes into; tells which tickets that are."""
    linked = db.session.scalars(tickets_linked_to(ticket)).all()
    for one in linked:
        one.linked_ticket = into if one is not into else None
    return [one.id for one in linked]


def _give_back_links(ticket: Ticket, into: Ticket, kept: Sequence[int]) -> None:
    """What was linked to something else meanwhile stays so."""
    for one in [into, *db.session.scalars(tickets_linked_to(into))]:
        if one.id in kept and one.linked_ticket in (into, None):
            one.linked_ticket = ticket


def _give_back_drafts(ticket: Ticket, into: Ticket, kept: Sequence[int]) -> None:
    for one in follow_ups_begun_on(into):
        if one.id in kept:
            one.ticket_number = ticket.number


def _give_back_followers(ticket: Ticket, into: Ticket, kept: dict[str, bool]) -> None:
    """Who stopped following meanwhile follows neither."""
    for user_id in follower_ids(into):
        if str(user_id) in kept:
            add_once(TicketFollower(ticket_id=ticket.id, user_id=user_id))
    new = [int(user_id) for user_id, is_new in kept.items() if is_new]
    taken_along = TicketFollower.ticket_id == into.id, TicketFollower.user_id.in_(new)
    db.session.execute(delete(TicketFollower).where(*taken_along))


def part(ticket: Ticket, kept: dict[str, Any], *, by: User) -> None:
    """Give a ticket back its own contact moments, followers, drafts and links, as they were."""
    into = ticket.merged_into
    assert into is not None  # noqa: S101 - who calls this has looked
    for moment in list(into.contact_moments):
        if str(moment.id) in kept["moments"]:
            moment.ticket, moment.follow_up = ticket, kept["moments"][str(moment.id)]
    _give_back_followers(ticket, into, kept.get("followers", {}))
    _give_back_drafts(ticket, into, kept.get("drafts", ()))
    _give_back_links(ticket, into, kept.get("links", ()))
    ticket.merged_into, ticket.status = None, TicketStatus(kept["status"])
    record(ticket, Verb.TICKET_PARTED, by=by, other=into.number)
