"""Deadlines and promises relative to now: "late 1 17", "today 12", "in 3", "call 0"."""

from datetime import datetime, time, timedelta

from contactapp.demo.hours import Clock, local
from contactapp.demo.job import Order

_WINDOW = timedelta(hours=1)


class Due:
    """Reads such a term for an order."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    def set(self, order: Order, term: str) -> None:
        """Give the order its deadline, and a callback its window."""
        match term.split():
            case ["late", days, hour]:
                order.deadline = self._clock.earlier(int(days), time(int(hour)))
            case ["today", hour]:
                order.deadline = self._clock.later_today(time(int(hour)))
            case ["in", days]:
                order.deadline = self._clock.coming(int(days))
            case ["call", place]:
                order.call_from, order.call_until = self.window(int(place))
                order.deadline = order.call_until
            case _:
                raise ValueError(f"no such term: {term}")

    def window(self, place: int) -> tuple[datetime, datetime]:
        """An hour in which somebody was promised a call: 0 is running, the next ones come two hours apart.

        While the association is closed they are on the coming working day, from nine o'clock.
        """
        now, ahead = self._clock.now, timedelta(hours=2 * place if place < 3 else 5)
        if not self._clock.calendar.is_open(now):
            begins = local(self._clock.workday, time(9)) + ahead
            return begins, begins + _WINDOW
        begins = now.replace(minute=0 if now.minute < 30 else 30, second=0, microsecond=0) + ahead
        if not self._clock.calendar.is_open(begins):
            begins = local(self._clock.today, time(16))
        return begins, begins + _WINDOW

    def between(self, moment: datetime, part: float) -> datetime:
        """Some time between that moment and now, in office hours where the day allows it."""
        now = self._clock.now
        working = self._clock.calendar.working_time_between(moment, now)
        candidate = self._clock.calendar.add_working_time(moment, working * part)
        return candidate if moment < candidate < now else moment + (now - moment) * part
