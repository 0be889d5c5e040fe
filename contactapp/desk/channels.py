"""The channel a form starts from where nothing else says how: what the customer likes best."""

from contactapp.contacts.models import Contact
from contactapp.interactions.codes import Channel, Direction, way_code


def usual_way(contact: Contact | None, direction: Direction) -> str:
    """How this customer is spoken with: as they prefer, else by telephone; we do not call who would rather not."""
    if contact is None:
        return way_code(Channel.PHONE, direction)
    if contact.preferred_channel:
        return way_code(Channel(contact.preferred_channel), direction)
    if direction is Direction.OUTGOING and contact.do_not_call:
        return way_code(Channel.LETTER if contact.do_not_mail else Channel.EMAIL, direction)
    return way_code(Channel.PHONE, direction)
