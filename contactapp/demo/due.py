"""Deadlines and promises relative to now: "late 1 17", "today 12", "in 3", "call 0"."""

from datetime import datetime, time, timedelta

from contactapp.demo.hours import Clock, local
from contactapp.demo.job import Order

_WINDOW, _END, _LAST = timedelta(hours=1), time(17), time(23, 59)


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
                if time(int(hour)) == _END and not self._at_work:
                    # What was to be ready by the end of the day cannot wait until the next one.
                    order.deadline, order.urgent = self._still_today(_END), True
            case ["in", days]:
                order.deadline = self._clock.coming(int(days))
            case ["call", place]:
                order.call_from, order.call_until = self.window(int(place))
                order.deadline = order.call_until
            case _:
                raise ValueError(f"no such term: {term}")

    def window(self, place: int) -> tuple[datetime, datetime]:
        """An hour in which somebody was promised a call: 0 is running, the next ones come two hours apart.

        In the evening and on days off the first ones are on that very day, since a promise may be made for then;
        the others are on the coming working day, from nine o'clock.
        """
        if not self._at_work and place < 3:
            return self._window_today(place)
        now, ahead = self._clock.now, timedelta(hours=2 * place if place < 3 else 5)
        if not self._clock.calendar.is_open(now):
            begins = local(self._clock.workday, time(9)) + ahead
            return begins, begins + _WINDOW
        begins = _rounded(now) + ahead
        if not self._clock.calendar.is_open(begins):
            begins = local(self._clock.today, time(16))
        return begins, begins + _WINDOW

    @property
    def _at_work(self) -> bool:
        """Whether the association is open, or will be later today."""
        return self._clock.workday == self._clock.today

    def _window_today(self, place: int) -> tuple[datetime, datetime]:
        """An hour of a day on which nobody is at work any more, one after the other until midnight."""
        day = self._clock.today
        begins = min(_rounded(self._clock.now) + place * _WINDOW, local(day, time(23)))
        return begins, min(begins + _WINDOW, local(day, _LAST))

    def _still_today(self, at: time) -> datetime:
        """That time today; when it has passed, an hour or two from now."""
        moment, day = local(self._clock.today, at), self._clock.today
        return moment if moment > self._clock.now else min(_rounded(self._clock.now) + 2 * _WINDOW, local(day, _LAST))

    def between(self, moment: datetime, part: float) -> datetime:
        """Some time between that moment and now, in office hours where the day allows it."""
        now = self._clock.now
        working = self._clock.calendar.working_time_between(moment, now)
        candidate = self._clock.calendar.add_working_time(moment, working * part)
        return candidate if moment < candidate < now else moment + (now - moment) * part


def _rounded(moment: datetime) -> datetime:
    """The half hour that is running."""
    return moment.replace(minute=0 if moment.minute < 30 else 30, second=0, microsecond=0)
