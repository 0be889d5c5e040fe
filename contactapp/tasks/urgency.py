"""How pressing a deadline is, in words that say the same as the colour (R46)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext

from contactapp.clock import to_local
from contactapp.web.formats import shortened


class Level(StrEnum):
    """Te laat, vandaag, binnenkort, op tijd: the class in the HTML and the group of the workday."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    ON_TIME = "on-time"


@dataclass(frozen=True)
class Urgency:
    level: Level
    words: str


def level_of(deadline: datetime, now: datetime, next_working_day: date | None = None) -> Level:
    """Soon is tomorrow, or until the end of the next working day when that is known."""
    day, today = to_local(deadline).date(), to_local(now).date()
    if deadline < now:
        return Level.LATE
    if day == today:
        return Level.TODAY
    soon = max(next_working_day or today, today + timedelta(days=1))
    return Level.SOON if day <= soon else Level.ON_TIME


def urgency_of(deadline: datetime, now: datetime, next_working_day: date | None = None) -> Urgency:
    """The level of a deadline with its words: "1 dag te laat", "vandaag 16.00", "do 26 nov."."""
    level = level_of(deadline, now, next_working_day)
    return Urgency(level, _late_words(deadline, now) if level is Level.LATE else _coming_words(deadline, now))


def at_rest(deadline: datetime, now: datetime) -> Urgency:
    """While a task waits nothing is late: its deadline is a day as any other (R46)."""
    return Urgency(Level.ON_TIME, _coming_words(deadline, now))


def _late_words(deadline: datetime, now: datetime) -> str:
    days = (to_local(now).date() - to_local(deadline).date()).days
    if days:
        return str(ngettext("%(num)s dag te laat", "%(num)s dagen te laat", days))
    minutes = int((now - deadline).total_seconds() // 60)
    if minutes >= 60:
        return str(ngettext("%(num)s uur te laat", "%(num)s uur te laat", minutes // 60))
    return str(ngettext("%(num)s minuut te laat", "%(num)s minuten te laat", max(minutes, 1)))


def _coming_words(deadline: datetime, now: datetime) -> str:
    local = to_local(deadline)
    days = (local.date() - to_local(now).date()).days
    if days == 0:
        return str(_("vandaag %(time)s", time=f"{local:%H.%M}"))
    if days == 1:
        return str(_("morgen %(time)s", time=f"{local:%H.%M}"))
    return shortened(local.date(), "EEE d MMM" if local.year == to_local(now).year else "EEE d MMM y")
