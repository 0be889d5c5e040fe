"""The channel a form starts from where nothing else says how."""

from contactapp.contacts.models import Contact
from contactapp.interactions.codes import Channel, Direction, way_code


def usual_way(contact: Contact | None, direction: Direction) -> str:
    """The telephone when they come to us; when we go to them, as they prefer: we do not call who would rather not."""
    if contact is None or direction is Direction.INCOMING:
        return way_code(Channel.PHONE, direction)
    if contact.preferred_channel:
        return way_code(Channel(contact.preferred_channel), direction)
    if contact.do_not_call:
        return way_code(Channel.LETTER if contact.do_not_mail else Channel.EMAIL, direction)
    return way_code(Channel.PHONE, direction)
