"""When the association works: opening hours and closing days, as an administrator set them (R46)."""

from collections.abc import Mapping
from datetime import date, time
from functools import cache

from flask import g, has_app_context
from sqlalchemy import CheckConstraint, CompoundSelect, Date, Integer, String, Time, cast, null, select
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.db import Model, add_once, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.tasks.calendar import Opening, WorkingCalendar, office_hours
from contactapp.tasks.closing_days import legal_closing_days

LOOK_BACK, LOOK_AHEAD = 2, 4  # years around now in which terms are counted


class OpeningHours(Model):
    """From when until when the association works on one weekday (Monday is 0); a missing day is a day off."""

    __tablename__ = "opening_hours"
    __table_args__ = (CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),)

    weekday: Mapped[int] = mapped_column(unique=True)
    opens: Mapped[time]
    closes: Mapped[time]


class ClosingDay(Model):
    """A day on which nobody works: a public holiday, or one the association added."""

    __tablename__ = "closing_day"

    day: Mapped[date] = mapped_column(unique=True)
    name: Mapped[str] = mapped_column(String(80))


def calendar() -> WorkingCalendar:
    """The working calendar of the association; read once per request."""
    if not has_app_context():
        return load_calendar()
    if "working_calendar" not in g:
        g.working_calendar = load_calendar()
    kept: WorkingCalendar = g.working_calendar
    return kept


def load_calendar() -> WorkingCalendar:
    """Read the calendar.

    Without any opening hours it is Monday to Friday, 8 to 17; a year without a single closing day of its own follows
    the law. So a new association, and each new year, starts right.
    """
    rows = db.session.execute(_hours_and_days()).all()
    openings = {row.weekday: Opening(row.opens, row.closes) for row in rows if row.day is None}
    return WorkingCalendar(openings or office_hours(), frozenset(_completed({row.day for row in rows if row.day})))


@cache
def _hours_and_days() -> CompoundSelect[int, time, time, date]:
    hours = select(OpeningHours.weekday, OpeningHours.opens, OpeningHours.closes, cast(null(), Date).label("day"))
    days = select(cast(null(), Integer), cast(null(), Time), cast(null(), Time), ClosingDay.day)
    return hours.union_all(days)


def opening_hours() -> dict[int, Opening]:
    """The hours per weekday."""
    rows = db.session.scalars(select(OpeningHours)).all()
    return {row.weekday: Opening(row.opens, row.closes) for row in rows} or office_hours()


def closing_days_in(year: int) -> dict[date, str]:
    """The closing days of one year with their names, in order."""
    in_year = (ClosingDay.day >= date(year, 1, 1), ClosingDay.day <= date(year, 12, 31))
    rows = db.session.scalars(select(ClosingDay).where(*in_year).order_by(ClosingDay.day)).all()
    return {row.day: row.name for row in rows} or legal_closing_days(year)


def set_opening_hours(openings: Mapping[int, Opening], *, by: User) -> None:
    """Other hours from now on. What that does to deadlines is for ``replanning``."""
    kept = {row.weekday: row for row in db.session.scalars(select(OpeningHours))}
    for weekday, row in kept.items():
        if weekday not in openings:
            db.session.delete(row)
    for weekday, opening in openings.items():
        if weekday in kept:
            kept[weekday].opens, kept[weekday].closes = opening.opens, opening.closes
        else:
            add_once(OpeningHours(weekday=weekday, opens=opening.opens, closes=opening.closes))
    db.session.flush()
    first = db.session.scalars(select(OpeningHours).order_by(OpeningHours.id).limit(1)).one()
    record(first, Verb.CALENDAR_CHANGED, by=by, change="opening hours")
    forget_calendar()


def add_closing_day(day: date, name: str, *, by: User) -> None:
    """Closed on that day. The first change of a year takes over the days of the law, to be edited with it."""
    _adopt(day.year)
    add_once(ClosingDay(day=day, name=name))
    row = db.session.scalars(select(ClosingDay).where(ClosingDay.day == day)).one()
    row.name = name
    record(row, Verb.CALENDAR_CHANGED, by=by, change=f"+ {day.isoformat()}")
    forget_calendar()


def remove_closing_day(day: date, *, by: User) -> None:
    """Open on that day after all; harmless when it was."""
    _adopt(day.year)
    row = db.session.scalar(select(ClosingDay).where(ClosingDay.day == day))
    if row is not None:
        record(row, Verb.CALENDAR_CHANGED, by=by, change=f"- {day.isoformat()}")
        db.session.delete(row)
    forget_calendar()


def _adopt(year: int) -> None:
    stored = set(db.session.scalars(select(ClosingDay.day)))
    for day, name in closing_days_in(year).items():
        if day not in stored:
            add_once(ClosingDay(day=day, name=name))


def _completed(stored: set[date]) -> set[date]:
    """With what the law says about the years that nobody edited."""
    stored = set(stored)
    edited, this_year = {day.year for day in stored}, local_today().year
    for year in range(this_year - LOOK_BACK, this_year + LOOK_AHEAD):
        if year not in edited:
            stored |= legal_closing_days(year).keys()
    return stored


def forget_calendar() -> None:
    """After a change: what was read for this request is out of date."""
    g.pop("working_calendar", None)
