"""Deze week: until its Sunday; once its work is done, the week to come."""

from datetime import date, datetime

import pytest
from flask import Flask

from contactapp.clock import AMSTERDAM
from contactapp.tasks import week


@pytest.mark.parametrize(
    ("day", "words", "end"),
    [
        (17, "Deze week", 23),  # a Tuesday
        (20, "Deze week", 23),
        (21, "Komende week", 30),  # a Saturday
        (22, "Komende week", 30),
    ],
)
def test_in_a_weekend_it_is_the_week_to_come(app: Flask, day: int, words: str, end: int) -> None:
    today = date(2026, 11, day)
    with app.test_request_context():
        assert (week.words(today), week.end(today)) == (words, datetime(2026, 11, end, tzinfo=AMSTERDAM))
