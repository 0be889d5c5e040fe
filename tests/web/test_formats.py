"""How a day is written short; Dutch puts a full stop after a shortened month, and "mei" is a whole word."""

from datetime import UTC, datetime

import pytest

from contactapp.clock import local_today
from contactapp.desk.timeline import short_time
from contactapp.web.formats import day_and_month, day_short


@pytest.mark.parametrize(("month", "words"), [(11, "26 nov. 2019"), (5, "26 mei 2019"), (3, "26 mrt. 2019")])
def test_a_day_of_another_year_reads_the_same_everywhere(month: int, words: str) -> None:
    moment = datetime(2019, month, 26, 12, tzinfo=UTC)
    assert {short_time(moment), day_short(moment), day_and_month(moment)} == {words}


def test_a_day_of_this_year_leaves_the_year_out() -> None:
    moment = datetime(local_today().year, 11, 26, 12, tzinfo=UTC)
    assert day_and_month(moment) == "26 nov."
    assert day_short(moment).endswith(" 26 nov.")
