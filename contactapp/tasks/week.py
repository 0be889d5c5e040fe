"""The week one works in. Once its work is done, in a weekend, that is the week to come."""

from datetime import date, datetime, time, timedelta

from flask_babel import gettext as _

from contactapp.clock import AMSTERDAM
from contactapp.tasks import office


def end(today: date) -> datetime:
    """The midnight after its Sunday."""
    return datetime.combine(_monday(_working_day(today)) + timedelta(days=7), time(0), AMSTERDAM)


def words(today: date) -> str:
    """Deze week, komende week"""
    coming = _monday(_working_day(today)) != _monday(today)
    return str(_("Komende week") if coming else _("Deze week"))


def _working_day(today: date) -> date:
    """Today, or the next day on which the association works."""
    return office.calendar().next_working_day(today - timedelta(days=1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
