"""Following a ticket: a colleague who wants to see how it goes, or is asked to."""

from contactapp.accounts.models import User
from contactapp.db import add_once, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.models import Ticket, TicketFollower
from contactapp.interactions.queries import follower_of


def follow(ticket: Ticket, colleague: User, *, by: User) -> bool:
    """Let a colleague, perhaps oneself, follow a ticket; tells whether that is new."""
    if not add_once(TicketFollower(ticket_id=ticket.id, user_id=colleague.id)):
        return False
    if colleague.id == by.id:
        record(ticket, Verb.TICKET_FOLLOWED, by=by)
    else:
        record(ticket, Verb.TICKET_FOLLOWER_ADDED, by=by, name=colleague.name)
    return True


def unfollow(ticket: Ticket, colleague: User, *, by: User) -> bool:
    """Take a colleague off a ticket; tells whether they followed it."""
    following = follower_of(ticket, colleague)
    if following is None:
        return False
    db.session.delete(following)
    if colleague.id == by.id:
        record(ticket, Verb.TICKET_UNFOLLOWED, by=by)
    else:
        record(ticket, Verb.TICKET_FOLLOWER_REMOVED, by=by, name=colleague.name)
    return True
