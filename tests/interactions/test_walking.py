"""The index of notes is walked from the newest back, by its own indexes, no further than asked."""

from datetime import timedelta
from itertools import islice

import pytest
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite

from contactapp.clock import utcnow
from contactapp.db import db, is_sqlite
from contactapp.interactions.models import ContactMoment
from contactapp.interactions.note_index import day_of
from contactapp.interactions.walking import LAST_DAY, Group, Walk, window
from tests.support.make import interactions
from tests.support.queries import recorded_queries


@pytest.fixture
def moments(app: Flask) -> list[ContactMoment]:
    """One contact moment a month, the newest first; every third is about a key as well."""
    ticket = interactions.ticket()
    return [
        interactions.contact_moment(
            ticket,
            note="Ketel en sleutel." if month % 3 == 0 else "Ketels.",
            occurred_at=utcnow() - timedelta(days=30 * month),
        )
        for month in range(30)
    ]


def test_the_newest_come_first_and_none_is_missed(moments: list[ContactMoment]) -> None:
    walked = [moment_id for _day, moment_id in Walk([Group(beginning="ketel")]).places()]
    assert walked == [moment.id for moment in moments]


def test_every_group_must_fit(moments: list[ContactMoment]) -> None:
    walk = Walk([Group(beginning="ketel"), Group(beginning="sleu"), Group(["=TEL"])])
    assert [moment_id for _day, moment_id in walk.places()] == [moment.id for moment in moments[::3]]


def test_a_period_is_walked_within_its_days(moments: list[ContactMoment]) -> None:
    first, last = day_of(moments[9].occurred_at), day_of(moments[4].occurred_at)
    walked = [moment_id for _day, moment_id in Walk([Group(["=TEL"])], first, last).places()]
    assert walked == [moment.id for moment in moments[4:10]]


def test_it_goes_on_after_a_place(moments: list[ContactMoment]) -> None:
    walk = Walk([Group(beginning="ketel")])
    places = list(walk.places())
    assert list(walk.places(before=places[6])) == places[7:]


def test_a_word_that_nobody_wrote_is_not_looked_for_twice(moments: list[ContactMoment]) -> None:
    with recorded_queries() as queries:
        assert list(Walk([Group(beginning="zwembad"), Group(beginning="ketel")]).places()) == []
    assert len(queries) == 1


def test_an_old_match_costs_few_windows(moments: list[ContactMoment]) -> None:
    old = interactions.contact_moment(note="Zwembad.", occurred_at=utcnow() - timedelta(days=9 * 365))
    with recorded_queries() as queries:
        assert next(islice(Walk([Group(beginning="zwembad")]).places(), 1))[1] == old.id
    assert len(queries) <= 6


def test_indexes_serve_the_walk(moments: list[ContactMoment]) -> None:
    db.session.execute(text("ANALYZE contact_moment_posting"))
    plan = plan_of(window(Group(["ketel"]), [Group(beginning="sleutel")], 0, (LAST_DAY, 0)))
    assert "PRIMARY KEY" in plan or "pk_contact_moment_posting" in plan
    assert "ix_contact_moment_posting_moment" in plan


def plan_of(query: sa.Select[int, int]) -> str:
    dialect = sqlite.dialect() if is_sqlite() else postgresql.dialect()
    compiled = query.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    if is_sqlite():
        return "\n".join(str(row) for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {compiled}")))
    db.session.execute(text("SET LOCAL enable_seqscan = off"))
    return "\n".join(str(row) for row in db.session.execute(text(f"EXPLAIN {compiled}")))
