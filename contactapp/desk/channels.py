"""The channel a form starts from where nothing else says how."""

from contactapp.contacts.models import Contact
from contactapp.contacts.reaching import is_unwanted, may_be_called, may_be_mailed
from contactapp.interactions.codes import Channel, Direction, way_code


def usual_way(direction: Direction, *contacts: Contact | None) -> str:
    """The telephone when they come to us; when we go to them, as the first of these prefers who prefers anything.

    We do not call who would rather not: nobody of a household that objects, and nobody who objects themselves.
    """
    calls, mails = may_be_called(*contacts), may_be_mailed(*contacts)
    preferred = [contact.preferred_channel for contact in contacts if contact and contact.preferred_channel]
    wanted = [wish for wish in preferred if not is_unwanted(wish, do_not_call=not calls, do_not_mail=not mails)]
    if direction is Direction.INCOMING or not (wanted or not calls):
        return way_code(Channel.PHONE, direction)
    if wanted:
        return way_code(Channel(wanted[0]), direction)
    return way_code(Channel.EMAIL if mails else Channel.LETTER, direction)
