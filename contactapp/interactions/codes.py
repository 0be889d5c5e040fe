"""The code lists of contact moments: VERA's where VERA has one, with the words people read."""

from enum import StrEnum

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


class Channel(StrEnum):
    """VERA's codes for how somebody came to us."""

    PHONE = "TEL"
    EMAIL = "EMA"
    DESK = "BAL"
    LETTER = "BRI"
    VISIT = "BEZ"
    APP = "APP"
    SMS = "SMS"
    INTERNET = "INT"
    INTERNAL = "INS"


class Direction(StrEnum):
    INCOMING = "INK"
    OUTGOING = "UIT"


class MomentKind(StrEnum):
    QUESTION = "question"  # vraag
    REQUEST = "request"  # verzoek
    REPORT = "report"  # melding
    COMPLAINT = "complaint"  # klacht
    FEEDBACK = "feedback"  # terugkoppeling


class Result(StrEnum):
    ANSWERED = "answered"  # beantwoord
    FORWARDED = "forwarded"  # doorgezet
    CALL_BACK = "call_back"  # terugbellen
    NOT_REACHED = "not_reached"  # niet bereikt


class TicketStatus(StrEnum):
    OPEN = "open"
    SETTLED = "settled"  # afgehandeld


CHANNEL_LABELS: dict[Channel, LazyString] = {
    Channel.PHONE: _l("Telefoon"),
    Channel.EMAIL: _l("E-mail"),
    Channel.DESK: _l("Balie"),
    Channel.LETTER: _l("Brief"),
    Channel.VISIT: _l("Huisbezoek"),
    Channel.APP: _l("WhatsApp"),
    Channel.SMS: _l("Sms"),
    Channel.INTERNET: _l("Website"),
    Channel.INTERNAL: _l("Intern"),
}

KIND_LABELS: dict[MomentKind, LazyString] = {
    MomentKind.QUESTION: _l("Vraag"),
    MomentKind.REQUEST: _l("Verzoek"),
    MomentKind.REPORT: _l("Melding"),
    MomentKind.COMPLAINT: _l("Klacht"),
    MomentKind.FEEDBACK: _l("Terugkoppeling"),
}

RESULT_LABELS: dict[Result, LazyString] = {
    Result.ANSWERED: _l("Beantwoord"),
    Result.FORWARDED: _l("Doorgezet"),
    Result.CALL_BACK: _l("Terugbellen"),
    Result.NOT_REACHED: _l("Niet bereikt"),
}

# Channel and direction are one choice on screen: nobody thinks of them apart.
WAY_LABELS: dict[tuple[Channel, Direction], LazyString] = {
    (Channel.PHONE, Direction.INCOMING): _l("Telefoon, klant belt"),
    (Channel.PHONE, Direction.OUTGOING): _l("Telefoon, wij bellen"),
    (Channel.DESK, Direction.INCOMING): _l("Balie"),
    (Channel.EMAIL, Direction.INCOMING): _l("E-mail van klant"),
    (Channel.EMAIL, Direction.OUTGOING): _l("E-mail van ons"),
    (Channel.APP, Direction.INCOMING): _l("WhatsApp van klant"),
    (Channel.APP, Direction.OUTGOING): _l("WhatsApp van ons"),
    (Channel.LETTER, Direction.INCOMING): _l("Brief van klant"),
    (Channel.LETTER, Direction.OUTGOING): _l("Brief van ons"),
    (Channel.VISIT, Direction.OUTGOING): _l("Huisbezoek"),
    (Channel.SMS, Direction.INCOMING): _l("Sms van klant"),
    (Channel.SMS, Direction.OUTGOING): _l("Sms van ons"),
    (Channel.INTERNET, Direction.INCOMING): _l("Website"),
    (Channel.INTERNAL, Direction.INCOMING): _l("Intern"),
}

CHANNEL_ICONS: dict[Channel, str] = {
    Channel.PHONE: "phone-in",
    Channel.EMAIL: "mail",
    Channel.DESK: "desk",
    Channel.LETTER: "letter",
    Channel.VISIT: "visit",
    Channel.APP: "chat",
    Channel.SMS: "chat",
    Channel.INTERNET: "portal",
    Channel.INTERNAL: "two-people",
}


def way_code(channel: Channel, direction: Direction) -> str:
    """The value of the one choice: ``TEL-INK``."""
    return f"{channel}-{direction}"


def way_choices() -> list[tuple[str, LazyString]]:
    """The ways to choose from, with their words."""
    return [(way_code(*way), words) for way, words in WAY_LABELS.items()]


def way_of(code: str) -> tuple[Channel, Direction]:
    """Channel and direction of a choice.

    Raises:
        ValueError: no such way.
    """
    channel, _, direction = code.partition("-")
    return Channel(channel), Direction(direction)


def way_label(channel: Channel, direction: Direction) -> LazyString:
    """How the choice reads; a pair that is not offered reads as its channel."""
    return WAY_LABELS.get((channel, direction), CHANNEL_LABELS[channel])


def way_icon(channel: Channel, direction: Direction) -> str:
    """The drawing beside a contact moment."""
    if channel is Channel.PHONE and direction is Direction.OUTGOING:
        return "phone-out"
    return CHANNEL_ICONS[channel]
