"""The conversations that run, as the bar at the foot of every page shows them."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from contactapp.clock import utcnow
from contactapp.contacts.phones import show_phone
from contactapp.interactions.codes import way_icon
from contactapp.interactions.models import Conversation
from contactapp.web.formats import clock, duration


def chips(conversations: Sequence[Conversation]) -> list[dict[str, Any]]:
    """The conversations as the bar shows them."""
    return [
        {
            "number": one.id,
            "name": chip_name(one),
            "state": chip_words(one),
            "since": one.started_at.isoformat(),
            "clock": duration(int((utcnow() - one.started_at).total_seconds())),
            "href": url_for("desk.conversation", conversation_id=one.id),
            "icon": way_icon(one.channel, one.direction),
        }
        for one in conversations
    ]


def chip_words(conversation: Conversation) -> str:
    """What a conversation is about, as far as it is known."""
    about = conversation.about or _("Gesprek")
    return f"{conversation.ticket_number} {about}" if conversation.ticket_number else about


def chip_name(conversation: Conversation) -> str:
    """With whom a conversation is."""
    if conversation.contact is not None:
        return conversation.contact.name
    if conversation.ticket_number:
        return _("Anonieme melding")
    # Of several unknown callers the one who called at ten is not the one of half past.
    who = show_phone(conversation.phone_number) if conversation.phone_number else _("Onbekende beller")
    return _("%(caller)s, %(time)s", caller=who, time=clock(conversation.started_at))
