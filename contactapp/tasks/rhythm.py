"""On which dates something returns: every so many working days, weeks, months or years. Pure arithmetic."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import count

from contactapp.tasks.calendar import WorkingCalendar


class RhythmUnit(StrEnum):
    WORKING_DAYS = "working-days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


MONTHS_IN = {RhythmUnit.MONTHS: 1, RhythmUnit.YEARS: 12}


@dataclass(frozen=True)
class Rhythm:
    """Every ``step`` units from a first date on. A month that is too short takes its last day, 29 February too."""

    unit: RhythmUnit
    step: int
    first: date

    def __post_init__(self) -> None:
        if self.step < 1:
            raise ValueError("a rhythm moves on")

    def dates(self, calendar: WorkingCalendar) -> Iterator[date]:
        """All its dates, the first one included; they never end."""
        if self.unit is RhythmUnit.WORKING_DAYS:
            return self._working_days(calendar)
        if self.unit is RhythmUnit.WEEKS:
            return (self.first + timedelta(weeks=turn * self.step) for turn in count())
        months = MONTHS_IN[self.unit] * self.step
        return (_months_later(self.first, turn * months) for turn in count())

    def after(self, day: date, calendar: WorkingCalendar) -> date:
        """The first of its dates that lies after a day."""
        return next(one for one in self.dates(calendar) if one > day)

    def _working_days(self, calendar: WorkingCalendar) -> Iterator[date]:
        day = self.first
        while True:
            yield day
            for _ in range(self.step):
                day = calendar.next_working_day(day)


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
