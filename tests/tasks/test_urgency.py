"""The words of a deadline, as they stand in a queue (R46)."""

from datetime import UTC, date, datetime

import pytest

from contactapp.clock import AMSTERDAM
from contactapp.tasks.urgency import Level, urgency_of


def at(month: int, day: int, hour: int = 12, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


NOW = at(11, 24, 10, 4)


@pytest.mark.parametrize(
    ("deadline", "level", "words"),
    [
        (at(11, 22), Level.LATE, "2 dagen te laat"),
        (at(11, 23, 23, 59), Level.LATE, "1 dag te laat"),
        (at(11, 24, 8), Level.LATE, "2 uur te laat"),
        (at(11, 24, 9, 4), Level.LATE, "1 uur te laat"),
        (at(11, 24, 9, 44), Level.LATE, "20 minuten te laat"),
        (at(11, 24, 10, 3), Level.LATE, "1 minuut te laat"),
        (at(11, 24, 10, 4), Level.TODAY, "vandaag 10.04"),
        (at(11, 24, 16), Level.TODAY, "vandaag 16.00"),
        (at(11, 25), Level.SOON, "morgen 12.00"),
        (at(11, 26), Level.ON_TIME, "do 26 nov."),
        (at(5, 4, year=2027), Level.ON_TIME, "di 4 mei 2027"),
        (at(11, 4, year=2027), Level.ON_TIME, "do 4 nov. 2027"),
    ],
)
def test_a_deadline_says_how_pressing_it_is(deadline: datetime, level: Level, words: str) -> None:
    urgency = urgency_of(deadline, NOW)
    assert (urgency.level, urgency.words) == (level, words)


def test_monday_is_soon_on_a_friday() -> None:
    friday, monday = at(11, 20), at(11, 23)
    assert urgency_of(monday, friday).level is Level.ON_TIME
    assert urgency_of(monday, friday, date(2026, 11, 23)).level is Level.SOON


def test_today_is_a_day_in_amsterdam() -> None:
    just_after_midnight = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
    assert urgency_of(at(11, 24, 16), just_after_midnight).words == "vandaag 16.00"
