"""Terms in working days and hours against a minute-by-minute and day-by-day oracle (R46)."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contactapp.clock import AMSTERDAM
from contactapp.tasks.calendar import Opening, WorkingCalendar, office_hours
from contactapp.tasks.closing_days import legal_closing_days

MINUTE = timedelta(minutes=1)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HOLIDAYS = frozenset(day for year in (2025, 2026, 2027, 2028) for day in legal_closing_days(year))
OFFICE = WorkingCalendar(office_hours(), HOLIDAYS)


def local(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=AMSTERDAM).astimezone(UTC)


def test_friday_afternoon_and_two_working_days_is_tuesday() -> None:
    assert OFFICE.add_working_days(local(2026, 11, 20, 16), 2) == local(2026, 11, 24, 17)


def test_two_working_days_skip_good_friday_and_easter_monday() -> None:
    assert OFFICE.add_working_days(local(2026, 4, 2, 15), 2) == local(2026, 4, 8, 17)


def test_a_working_day_skips_kings_day() -> None:
    assert OFFICE.add_working_days(local(2026, 4, 24, 15), 1) == local(2026, 4, 28, 17)


def test_a_working_day_skips_the_fifth_of_may_in_an_ordinary_year() -> None:
    assert OFFICE.add_working_days(local(2026, 5, 4, 9), 1) == local(2026, 5, 6, 17)


def test_one_working_day_over_christmas_ends_on_monday() -> None:
    assert OFFICE.add_working_days(local(2026, 12, 24, 16), 1) == local(2026, 12, 28, 17)


def test_new_years_day_does_not_count() -> None:
    assert OFFICE.add_working_days(local(2026, 12, 31, 16), 1) == local(2027, 1, 4, 17)


def test_a_term_of_no_days_ends_at_closing_time() -> None:
    assert OFFICE.add_working_days(local(2026, 11, 20, 16), 0) == local(2026, 11, 20, 17)
    assert OFFICE.add_working_days(local(2026, 11, 20, 17), 0) == local(2026, 11, 23, 17)


def test_a_working_day_after_a_saturday_is_monday() -> None:
    assert OFFICE.add_working_days(local(2026, 11, 21, 12), 1) == local(2026, 11, 23, 17)


def test_hours_go_on_the_next_working_morning() -> None:
    assert OFFICE.add_working_time(local(2026, 11, 20, 16), timedelta(hours=4)) == local(2026, 11, 23, 11)


def test_an_exact_fit_ends_at_closing_time() -> None:
    assert OFFICE.add_working_time(local(2026, 11, 20, 16), timedelta(hours=1)) == local(2026, 11, 20, 17)


def test_what_comes_in_at_night_starts_when_the_doors_open() -> None:
    assert OFFICE.add_working_time(local(2026, 11, 20, 3), timedelta(hours=1)) == local(2026, 11, 20, 9)


@pytest.mark.parametrize(("night", "hours"), [(date(2026, 10, 25), 25), (date(2027, 3, 28), 23)])
def test_a_day_on_which_the_clock_jumps_has_its_real_length(night: date, hours: int) -> None:
    always = WorkingCalendar({weekday: Opening(time(0), time(0)) for weekday in range(7)})
    window = always.window(night)
    assert window is not None
    assert window[1] - window[0] == timedelta(hours=hours)
    assert always.add_working_time(window[0], timedelta(hours=hours)) == window[1]


def test_office_hours_after_the_clock_jumps_stand_where_people_expect_them() -> None:
    assert OFFICE.add_working_days(local(2026, 10, 23, 12), 1) == datetime(2026, 10, 26, 16, tzinfo=UTC)
    assert OFFICE.add_working_days(local(2027, 3, 25, 12), 1) == datetime(2027, 3, 30, 15, tzinfo=UTC)


def test_a_pause_leaves_as_much_working_time_as_there_was() -> None:
    deadline = local(2026, 11, 24, 12)
    paused, resumed = local(2026, 11, 23, 16), local(2026, 11, 26, 10)
    assert OFFICE.resume(deadline, paused, resumed) == local(2026, 11, 26, 15)


def test_a_pause_does_not_forgive_what_was_late() -> None:
    deadline = local(2026, 11, 20, 12)
    assert OFFICE.resume(deadline, local(2026, 11, 23, 9), local(2026, 11, 26, 10)) == deadline


def test_a_calendar_without_opening_days_is_refused() -> None:
    with pytest.raises(ValueError, match="never ends"):
        WorkingCalendar({})


def test_closing_before_opening_is_refused() -> None:
    with pytest.raises(ValueError, match="after"):
        Opening(time(17), time(8))


def test_the_seed_holds_the_days_of_the_law() -> None:
    names = legal_closing_days(2026)
    assert [f"{day:%d-%m}" for day in names] == [
        "01-01", "03-04", "06-04", "27-04", "05-05", "14-05", "25-05", "25-12", "26-12",
    ]  # fmt: skip
    assert names[date(2026, 4, 3)] == "Goede Vrijdag"


@pytest.mark.parametrize("year", range(2024, 2040))
def test_the_fifth_of_may_counts_every_year(year: int) -> None:
    assert date(year, 5, 5) in legal_closing_days(year)


def test_kings_day_moves_from_sunday_to_saturday() -> None:
    assert date(2031, 4, 26) in legal_closing_days(2031)
    assert date(2031, 4, 27) not in legal_closing_days(2031)


# A time between two and three at night names no moment, or two, on the nights the clock jumps.
CLOCKS = [time(minute // 60, minute % 60) for minute in range(24 * 60) if minute // 60 != 2 or minute % 60 == 0]
openings = st.builds(
    lambda first, more: Opening(CLOCKS[first], CLOCKS[min(first + more, len(CLOCKS) - 1)]),
    st.integers(0, len(CLOCKS) - 2),
    st.integers(1, len(CLOCKS) - 1),
)
around_the_jumps = st.one_of(
    st.dates(date(2026, 10, 20), date(2026, 10, 28)),
    st.dates(date(2027, 3, 22), date(2027, 4, 2)),
    st.dates(date(2026, 4, 1), date(2026, 5, 10)),
    st.dates(date(2026, 12, 20), date(2027, 1, 5)),
)
weeks = st.lists(st.none() | openings, min_size=7, max_size=7).filter(any)
calendars = st.builds(
    lambda week, closed: WorkingCalendar({n: one for n, one in enumerate(week) if one}, frozenset(closed)),
    weeks,
    st.lists(around_the_jumps, max_size=4),
)
moments = st.builds(
    lambda day, minutes: datetime.combine(day, time(0), UTC) + minutes * MINUTE,
    around_the_jumps,
    st.integers(0, 24 * 60 - 1),
)


@cache
def offset_in(hour: int) -> int:
    """How many minutes the clock of Amsterdam is ahead in one hour of UTC; it only ever jumps on the hour."""
    ahead = (EPOCH + timedelta(hours=hour)).astimezone(AMSTERDAM).utcoffset()
    assert ahead is not None
    return ahead // MINUTE


@cache
def day_of(number: int) -> date:
    return (EPOCH + timedelta(days=number)).date()


def minute_by_minute(calendar: WorkingCalendar, start: datetime, minutes: int) -> datetime:
    """Walks through every minute and asks the clock on the wall; in whole numbers, since it walks far."""
    hours = {
        weekday: (opening.opens.hour * 60 + opening.opens.minute, opening.closes.hour * 60 + opening.closes.minute)
        for weekday, opening in calendar.openings.items()
    }
    moment = (start - EPOCH) // MINUTE
    while minutes:
        number, clock = divmod(moment + offset_in(moment // 60), 24 * 60)
        day = day_of(number)
        opens, closes = hours.get(day.weekday(), (0, 0))
        minutes -= opens <= clock < closes and day not in calendar.closing_days
        moment += 1
    return EPOCH + moment * MINUTE


@settings(max_examples=150, deadline=None)
@given(calendars, moments, st.integers(0, 300))
def test_working_time_agrees_with_counting_minutes(calendar: WorkingCalendar, start: datetime, minutes: int) -> None:
    expected = minute_by_minute(calendar, start, minutes)
    assert calendar.add_working_time(start, minutes * MINUTE) == expected


@settings(max_examples=300, deadline=None)
@given(calendars, moments, st.integers(1, 12))
def test_working_days_agree_with_counting_days(calendar: WorkingCalendar, start: datetime, days: int) -> None:
    end = calendar.add_working_days(start, days)
    first, last = start.astimezone(AMSTERDAM).date(), (end - MINUTE).astimezone(AMSTERDAM).date()
    between = [first + timedelta(days=n) for n in range(1, (last - first).days + 1)]
    assert sum(calendar.is_working_day(day) for day in between) == days
    assert calendar.is_working_day(last)
    assert not calendar.is_open(end)


@settings(max_examples=300, deadline=None)
@given(calendars, moments, st.integers(0, 3000))
def test_measuring_undoes_adding(calendar: WorkingCalendar, start: datetime, minutes: int) -> None:
    end = calendar.add_working_time(start, minutes * MINUTE)
    assert calendar.working_time_between(start, end) == minutes * MINUTE


@settings(max_examples=200, deadline=None)
@given(calendars, moments, st.integers(1, 600), st.integers(0, 6000), st.integers(0, 6000))
def test_a_pause_moves_a_deadline_by_the_working_time_lost(
    calendar: WorkingCalendar, start: datetime, term: int, before: int, pause: int
) -> None:
    deadline = calendar.add_working_time(start, term * MINUTE)
    paused, resumed = start + before * MINUTE, start + (before + pause) * MINUTE
    moved = calendar.resume(deadline, paused, resumed)
    assert moved >= deadline
    left = calendar.working_time_between(paused, deadline)
    if left:
        assert calendar.working_time_between(resumed, moved) == left
    else:
        assert moved == deadline


@given(st.integers(2020, 2060))
def test_no_seeded_day_falls_on_a_sunday_except_fixed_dates(year: int) -> None:
    fixed = {(1, 1), (5, 5), (12, 25), (12, 26)}
    assert all(day.weekday() != 6 or (day.month, day.day) in fixed for day in legal_closing_days(year))
