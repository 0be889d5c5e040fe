"""When things happened: on working days, in office hours, and more on a Monday morning than on a Friday afternoon."""

from datetime import date, datetime, time, timedelta
from random import Random

from contactapp.clock import AMSTERDAM, to_local
from contactapp.tasks.calendar import WorkingCalendar, office_hours
from contactapp.tasks.closing_days import legal_closing_days

YEARS = 3
_BUSY_DAYS = (1.3, 1.1, 1.0, 1.0, 0.8)
# From 8.00 until 17.00, per half hour: two rushes and a lunch.
_BUSY_HALF_HOURS = (2, 4, 8, 9, 9, 8, 7, 6, 4, 3, 5, 7, 7, 6, 6, 5, 3, 1)


class Clock:
    """The working time of the association around one present moment; everything is relative to ``now``."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = to_local(now).date()
        years = range(self.today.year - YEARS - 1, self.today.year + 3)
        self.closing_days = {day: name for year in years for day, name in legal_closing_days(year).items()}
        self.calendar = WorkingCalendar(office_hours(), frozenset(self.closing_days))
        self.first_day = self.today - timedelta(days=365 * YEARS)

    def working_days(self) -> list[date]:
        """Every working day of the history, today not included."""
        days = (self.first_day + timedelta(days=n) for n in range((self.today - self.first_day).days))
        return [day for day in days if self.calendar.is_working_day(day)]

    def moments(self, dice: Random, amount: int) -> list[datetime]:
        """So many moments of contact in the history, in order; a little more of them each year."""
        days = self.working_days()
        weights = [_BUSY_DAYS[day.weekday()] * (1 + at / len(days) / 4) for at, day in enumerate(days)]
        return sorted(self.moment_on(dice, day) for day in dice.choices(days, weights, k=amount))

    def moment_on(self, dice: Random, day: date) -> datetime:
        """Some moment in office hours."""
        half_hour = dice.choices(range(len(_BUSY_HALF_HOURS)), _BUSY_HALF_HOURS)[0]
        return local(day, time(8)) + timedelta(minutes=30 * half_hour, seconds=dice.randrange(1800))

    def later(self, moment: datetime, minutes: float) -> datetime:
        """The moment after so many minutes of working time."""
        return self.calendar.add_working_time(moment, timedelta(minutes=minutes))

    def earlier(self, days: int, at: time) -> datetime:
        """A time on the nth working day before today; with 0 days it is today, or the last working day."""
        day = self.today
        while not self.calendar.is_working_day(day) or days > 0:
            days -= self.calendar.is_working_day(day)
            day -= timedelta(days=1)
        moment = local(day, at)
        return moment if moment < self.now else self.earlier(1, at)

    def coming(self, days: int, at: time = time(17)) -> datetime:
        """A time on the nth working day after today."""
        day = self.today
        for _ in range(days):
            day = self.calendar.next_working_day(day)
        return local(day, at)

    @property
    def workday(self) -> date:
        """The day whose work lies on the desks now: from closing time on, and on days off, the next working day."""
        hours = self.calendar.window(self.today)
        return self.today if hours and self.now < hours[1] else self.calendar.next_working_day(self.today)

    def later_today(self, at: time) -> datetime:
        """That time on the day whose work lies there now; when it has passed, the end of that day."""
        moment = local(self.workday, at)
        return moment if moment > self.now else local(self.workday, time(17))


def local(day: date, at: time) -> datetime:
    """A time on the clock of the association."""
    return datetime.combine(day, at, AMSTERDAM)
