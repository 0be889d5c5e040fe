"""When the association works: opening hours and closing days, as an administrator set them (R46)."""

from datetime import date, time

from flask import g, has_app_context
from sqlalchemy import CheckConstraint, String, select
from sqlalchemy.orm import Mapped, mapped_column

from contactapp.db import Model, db
from contactapp.tasks.calendar import Opening, WorkingCalendar, office_hours


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
    """Read the calendar. Without any opening hours it is Monday to Friday, 8 to 17, as for a new association."""
    hours = db.session.scalars(select(OpeningHours)).all()
    openings = {row.weekday: Opening(row.opens, row.closes) for row in hours}
    days = frozenset(db.session.scalars(select(ClosingDay.day)))
    return WorkingCalendar(openings or office_hours(), days)


def forget_calendar() -> None:
    """After a change: what was read for this request is out of date."""
    g.pop("working_calendar", None)
