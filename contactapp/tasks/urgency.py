"""How pressing a deadline is, in words that say the same as the colour (R46)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from babel.dates import format_date
from flask_babel import get_locale, ngettext
from flask_babel import gettext as _

from contactapp.clock import to_local

MAY = 5


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
    return _day_words(local.date(), to_local(now).date())


def _day_words(day: date, today: date) -> str:
    language = str(get_locale() or "nl")
    words = format_date(day, "EEE d MMM" if day.year == today.year else "EEE d MMM y", locale=language)
    # Dutch abbreviates with a full stop, which the locale data leave out; "mei" is a whole word.
    abbreviated = language.startswith("nl") and day.month != MAY and day.year == today.year
    return f"{words}." if abbreviated else words
