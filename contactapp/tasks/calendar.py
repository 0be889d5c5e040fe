"""The association's working time: from a term ("2 werkdagen") to a moment (R46).

Pure arithmetic, no database. Opening hours are local, moments go in and come out in UTC, so the two
nights a year in which the clock jumps need no special case: a working hour is an hour that passes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from contactapp.clock import AMSTERDAM

MIDNIGHT = time(0)
_ONE_DAY = timedelta(days=1)
_NOTHING = timedelta(0)


@dataclass(frozen=True)
class Opening:
    """Open from until on one weekday, in local time; closing at midnight means the end of that day."""

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.closes != MIDNIGHT and self.closes <= self.opens:
            raise ValueError("closing time must come after opening time")


@dataclass(frozen=True)
class WorkingCalendar:
    """Opening hours per weekday (Monday is 0) and the days on which everything is closed."""

    openings: Mapping[int, Opening]
    closing_days: frozenset[date] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if not self.openings:
            raise ValueError("a calendar without a single opening day never ends a term")

    def is_working_day(self, day: date) -> bool:
        """Whether the association works on this local day."""
        return day.weekday() in self.openings and day not in self.closing_days

    def is_open(self, moment: datetime) -> bool:
        """Whether the association is at work at this moment."""
        window = self.window(moment.astimezone(AMSTERDAM).date())
        return window is not None and window[0] <= moment < window[1]

    def window(self, day: date) -> tuple[datetime, datetime] | None:
        """Opening and closing of a local day as UTC moments; None on a day off."""
        return self._opening_and_closing(day) if self.is_working_day(day) else None

    def next_working_day(self, day: date) -> date:
        """The first working day after this one."""
        return next(self._working_days(day + _ONE_DAY))

    def add_working_days(self, start: datetime, days: int) -> datetime:
        """Closing time of the nth working day after the day of `start`.

        The day itself does not count, as in the Algemene termijnenwet: Friday 16.00 + 2 is Tuesday
        17.00, and so is Friday 9.00 + 2. With 0 days it is closing time today, or of the next
        working day when today's has passed.
        """
        today = start.astimezone(AMSTERDAM).date()
        if days == 0:
            return next(closes for _, closes in self._windows(today) if closes > start)
        coming = self._working_days(today + _ONE_DAY)
        for _ in range(days - 1):
            next(coming)
        return self._closing(next(coming))

    def add_working_time(self, start: datetime, duration: timedelta) -> datetime:
        """The moment at which so much opening time has passed since `start`.

        What starts outside opening hours starts to count when the doors open. An exact fit ends at
        closing time, not at the next opening.
        """
        if duration <= _NOTHING:
            return start
        left = duration
        for opens, closes in self._windows(start.astimezone(AMSTERDAM).date()):
            begins = max(opens, start)
            if closes - begins >= left:
                return begins + left
            left -= max(closes - begins, _NOTHING)
        raise AssertionError("working days never run out")

    def working_time_between(self, start: datetime, end: datetime) -> timedelta:
        """How much opening time lies between two moments; nothing when `end` comes first."""
        total = _NOTHING
        for opens, closes in self._windows(start.astimezone(AMSTERDAM).date()):
            if opens >= end:
                break
            total += max(min(closes, end) - max(opens, start), _NOTHING)
        return total

    def resume(self, deadline: datetime, paused_at: datetime, resumed_at: datetime) -> datetime:
        """The deadline after a pause: as much working time is left as there was when it began.

        What was late already stays late by the same moment; a pause does not forgive.
        """
        left = self.working_time_between(paused_at, deadline)
        moved = self.add_working_time(resumed_at, left) if left else deadline
        return max(moved, deadline)

    def _opening_and_closing(self, working_day: date) -> tuple[datetime, datetime]:
        opening = self.openings[working_day.weekday()]
        last_day = working_day + _ONE_DAY if opening.closes == MIDNIGHT else working_day
        return _utc(working_day, opening.opens), _utc(last_day, opening.closes)

    def _windows(self, first: date) -> Iterator[tuple[datetime, datetime]]:
        return (self._opening_and_closing(day) for day in self._working_days(first))

    def _working_days(self, first: date) -> Iterator[date]:
        day = first
        while True:
            if self.is_working_day(day):
                yield day
            day += _ONE_DAY

    def _closing(self, day: date) -> datetime:
        return self._opening_and_closing(day)[1]


def office_hours(opens: time = time(8), closes: time = time(17)) -> dict[int, Opening]:
    """Monday to Friday at the same hours: what a new association starts with."""
    return {weekday: Opening(opens, closes) for weekday in range(5)}


def _utc(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, AMSTERDAM).astimezone(UTC)
