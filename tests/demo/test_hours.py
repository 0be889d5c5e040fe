"""There is work for today in the demo, whenever it is loaded."""

from datetime import datetime, time

import pytest

from contactapp.clock import AMSTERDAM
from contactapp.demo.due import Due
from contactapp.demo.hours import Clock
from contactapp.demo.job import Order


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("now", "due", "call"),
    [
        ("2026-11-24 10:10", "2026-11-24 12:00", "2026-11-24 12:00"),  # at work
        ("2026-11-24 13:40", "2026-11-24 17:00", "2026-11-24 15:30"),  # noon has passed
        ("2026-11-24 06:00", "2026-11-24 12:00", "2026-11-24 11:00"),  # before opening
        ("2026-11-24 22:30", "2026-11-25 12:00", "2026-11-24 23:00"),  # in the evening
        ("2026-11-21 15:00", "2026-11-23 12:00", "2026-11-21 16:00"),  # on Saturday
        ("2026-12-24 19:00", "2026-12-28 12:00", "2026-12-24 20:00"),  # with Christmas ahead
    ],
)
def test_work_waits_for_office_hours_and_a_promised_call_for_nothing(now: str, due: str, call: str) -> None:
    clock = Clock(at(now))
    assert clock.later_today(time(12)) == at(due)
    begins, _ends = Due(clock).window(1)
    assert begins == at(call)


@pytest.mark.parametrize("now", ["2026-11-22 11:00", "2026-11-22 19:10", "2026-11-20 18:30", "2026-11-20 23:20"])
def test_something_urgent_is_due_and_somebody_to_be_called_on_days_off_as_well(now: str) -> None:
    due, order = Due(Clock(at(now))), Order("Dakraam", "", "techniek")
    due.set(order, "today 17")
    assert order.deadline is not None
    assert (order.deadline.date(), order.deadline > at(now), order.urgent) == (at(now).date(), True, True)
    for place in range(3):
        begins, ends = due.window(place)
        assert (begins.date(), ends.date(), ends > at(now)) == (at(now).date(), at(now).date(), True)
