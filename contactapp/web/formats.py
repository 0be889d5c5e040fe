"""How dates, times and durations are written: "10.04", "do 26 nov.", "dinsdag 24 november"."""

import re
from datetime import date, datetime

import babel.dates
from flask import Flask
from flask_babel import format_date, get_locale, ngettext
from flask_babel import gettext as _

from contactapp.clock import local_today, to_local, utcnow

MAY = 5


def _day(moment: datetime | date) -> date:
    return to_local(moment).date() if isinstance(moment, datetime) else moment


def clock(moment: datetime) -> str:
    """10.04"""
    return f"{to_local(moment):%H.%M}"


def day_short(moment: datetime | date) -> str:
    """do 26 nov., with the year when it is another one"""
    day = _day(moment)
    return shortened(day, "EEE d MMM") if day.year == local_today().year else day_and_month(day)


def day_and_month(moment: datetime | date) -> str:
    """26 nov., with the year when it is another one"""
    day = _day(moment)
    return shortened(day, "d MMM" if day.year == local_today().year else "d MMM y")


def shortened(day: date, pattern: str) -> str:
    """A day with its month shortened, as a pattern of the locale data says: "do 26 nov. 2026"."""
    language = str(get_locale() or "nl")
    words = babel.dates.format_date(day, pattern, locale=language)
    if not language.startswith("nl") or day.month == MAY:
        return words
    # Dutch abbreviates with a full stop, which the locale data leave out; "mei" is a whole word.
    return re.sub(r"(?<=[a-z]{3})(?= \d{4}|$)", ".", words)


def day_long(moment: datetime | date) -> str:
    """dinsdag 24 november 2026"""
    return str(format_date(_day(moment), "EEEE d MMMM y"))


def day_plain(moment: datetime | date) -> str:
    """24 november 2026"""
    return str(format_date(_day(moment), "d MMMM y"))


def moment_short(moment: datetime) -> str:
    """vandaag 09.31, gisteren 16.20, or ma 23 nov. 15.52"""
    days = (local_today() - _day(moment)).days
    name = {0: _("vandaag"), 1: _("gisteren"), -1: _("morgen")}.get(days) or day_short(moment)
    return f"{name} {clock(moment)}"


def age(moment: datetime) -> str:
    """How long ago, in the largest unit that fits: 4 minuten, 5 uur, 9 dagen"""
    minutes = max(0, int((utcnow() - moment).total_seconds() // 60))
    if minutes < 60:
        return str(ngettext("%(num)d minuut", "%(num)d minuten", minutes))
    if minutes < 24 * 60:
        return str(ngettext("%(num)d uur", "%(num)d uur", minutes // 60))
    return str(ngettext("%(num)d dag", "%(num)d dagen", minutes // (24 * 60)))


def with_capital(text: str) -> str:
    """Dinsdag 24 november. The rest stays as it is: English months keep their capital."""
    return text[:1].upper() + text[1:]


def duration(seconds: int) -> str:
    """02:41"""
    return f"{seconds // 60:02d}:{seconds % 60:02d}"


def init_app(app: Flask) -> None:
    for filter_ in (clock, day_short, day_long, day_plain, moment_short, age):
        app.jinja_env.filters[filter_.__name__] = filter_
    app.jinja_env.globals.update(get_locale=get_locale, now=utcnow)
