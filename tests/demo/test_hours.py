"""What is for today in the demo keeps to office hours, whenever it is loaded."""

from datetime import datetime, time

import pytest

from contactapp.clock import AMSTERDAM
from contactapp.demo.due import Due
from contactapp.demo.hours import Clock


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("now", "due", "call"),
    [
        ("2026-11-24 10:10", "2026-11-24 12:00", "2026-11-24 12:00"),  # at work
        ("2026-11-24 13:40", "2026-11-24 17:00", "2026-11-24 15:30"),  # noon has passed
        ("2026-11-24 06:00", "2026-11-24 12:00", "2026-11-24 11:00"),  # before opening
        ("2026-11-24 22:30", "2026-11-25 12:00", "2026-11-25 11:00"),  # in the evening
        ("2026-11-21 15:00", "2026-11-23 12:00", "2026-11-23 11:00"),  # on Saturday
        ("2026-12-24 19:00", "2026-12-28 12:00", "2026-12-28 11:00"),  # with Christmas ahead
    ],
)
def test_work_for_today_and_promised_calls_are_in_office_hours(now: str, due: str, call: str) -> None:
    clock = Clock(at(now))
    assert clock.later_today(time(12)) == at(due)
    begins, _ends = Due(clock).window(1)
    assert begins == at(call)
