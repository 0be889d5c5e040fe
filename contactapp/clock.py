"""Time: UTC inside, Europe/Amsterdam on screen."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def utcnow() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def to_local(moment: datetime) -> datetime:
    """The same moment on the clock of the association."""
    return moment.astimezone(AMSTERDAM)


def local_today() -> date:
    """The calendar day it is now for the association."""
    return to_local(utcnow()).date()


def read_moment(text: object) -> datetime | None:
    """The moment that stands in an address, in UTC; None for what is none, has no offset, or cannot be converted."""
    try:
        moment = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    # The first and the last year overflow in some time zone.
    return moment.astimezone(UTC) if moment.tzinfo and 1 < moment.year < 9999 else None


def read_day(text: str) -> date | None:
    """The day that stands in an address; None for what is none, or so far away that it cannot be converted."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1 < day.year < 9999 else None
