"""The tests stand on these: what is written goes away, and a request is a request."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from contactapp.accounts.models import Team
from contactapp.db import db
from tests.support import sign_in
from tests.support.cast import Cast
from tests.support.make import accounts


@pytest.mark.parametrize("_time", [1, 2])
def test_what_a_test_commits_is_gone_for_the_next(app: Flask, _time: int) -> None:
    assert db.session.scalar(select(func.count()).select_from(Team)) == 0
    accounts.team()
    db.session.commit()


def test_a_rollback_undoes_no_more_than_since_the_last_commit(app: Flask) -> None:
    accounts.team("Wijkbeheer")
    db.session.commit()
    accounts.team("Incasso")
    db.session.rollback()
    assert db.session.scalars(select(Team.name)).all() == ["Wijkbeheer"]


@pytest.mark.parametrize("_time", [1, 2])
def test_a_committing_application_starts_empty(committing_app: Flask, _time: int) -> None:
    assert db.session.scalar(select(func.count()).select_from(Team)) == 0
    accounts.team()
    db.session.commit()


def test_a_request_knows_only_who_signed_in_on_its_own_client(app: Flask, cast: Cast) -> None:
    of_anna, of_nobody = app.test_client(), app.test_client()
    sign_in.start_session(of_anna, cast.anna)
    assert [client.get("/").status_code for client in (of_anna, of_nobody, of_anna)] == [200, 303, 200]


def test_the_cast_stands_in_its_teams(cast: Cast) -> None:
    assert cast.anna.is_member_of(cast.verhuur.id)
    assert not cast.carla.is_member_of(cast.verhuur.id)
    assert cast.bram.led_team_ids == {cast.verhuur.id}
