"""Following a ticket: a colleague who wants to see how it goes."""

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.models import Ticket, TicketFollower
from contactapp.interactions.queries import follower_of


def follow(ticket: Ticket, *, by: User) -> bool:
    """Follow a ticket; tells whether that is new."""
    if follower_of(ticket, by) is not None:
        return False
    db.session.add(TicketFollower(ticket_id=ticket.id, user_id=by.id))
    record(ticket, Verb.TICKET_FOLLOWED, by=by)
    return True


def unfollow(ticket: Ticket, *, by: User) -> bool:
    """Stop following; tells whether somebody did."""
    following = follower_of(ticket, by)
    if following is None:
        return False
    db.session.delete(following)
    record(ticket, Verb.TICKET_UNFOLLOWED, by=by)
    return True
