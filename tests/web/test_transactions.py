"""What is written is written whole: once, with its event, or not at all."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, Response, request
from flask_login import current_user
from sqlalchemy import func, select

from contactapp.accounts.models import Team
from contactapp.db import db
from contactapp.events.log import record, sentence
from contactapp.events.models import Event
from contactapp.events.verbs import Verb
from contactapp.permissions import Permission
from contactapp.web.access import permit
from contactapp.web.idempotency import FormSubmission
from contactapp.web.numbering import next_in, yearly_number
from contactapp.web.rendering import done
from contactapp.web.transaction import after_commit
from tests.support.browser import Browser
from tests.support.cast import Cast

left: list[str] = []


@permit(Permission.DESK)
def make_team() -> Response:
    """A stand-in for any view that writes."""
    name = request.form["name"]
    db.session.add(Team(code=f"{name}-{next_in('test')}", name=name))
    record(current_user, Verb.TEAM_JOINED, by=current_user, name=current_user.name, team=name)
    after_commit(lambda: left.append(name))
    if name == "broken":
        raise RuntimeError("after the write")
    if name.startswith("overtaken"):  # as when somebody else took this code a moment ago
        db.session.add_all([Team(code="taken", name=name), Team(code="taken", name=name)])
    if name.endswith("late"):
        return Response("Gelukt.")
    return done(to="/account/sessions", message="Gelukt.")


@pytest.fixture
def writing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    return _with_view(app, monkeypatch)


@pytest.fixture
def writing_for_real(committing_app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    return _with_view(committing_app, monkeypatch)


def _with_view(app: Flask, monkeypatch: pytest.MonkeyPatch) -> str:
    left.clear()
    monkeypatch.setitem(app.view_functions, "accounts.change_password", make_team)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.config, "TESTING", False)
    return "/account/password"


def teams(name: str) -> int:
    return db.session.scalar(select(func.count()).select_from(Team).where(Team.name == name)) or 0


def test_a_write_and_its_event_are_stored_together_and_mail_leaves_after_it(
    browser: Browser, cast: Cast, writing: str
) -> None:
    assert browser.sign_in(cast.anna).post(writing, {"name": "nieuw"}).status == 200
    assert (teams("nieuw"), left) == (1, ["nieuw"])
    event = db.session.scalars(select(Event)).one()
    assert sentence(event, reader=cast.anna) == "Je zette Anna de Wit in team nieuw."


def test_an_error_after_a_write_stores_nothing_and_has_a_reference(browser: Browser, cast: Cast, writing: str) -> None:
    page = browser.sign_in(cast.anna).post(writing, {"name": "broken", "note": "een lange notitie"})
    assert page.status == 500
    assert (teams("broken"), left) == (0, [])
    assert "een lange notitie" in page.text


@pytest.mark.parametrize("when", ["", " late"])
def test_what_somebody_else_was_just_ahead_with_is_told_and_the_text_given_back(
    browser: Browser, cast: Cast, writing: str, when: str
) -> None:
    page = browser.sign_in(cast.anna).post(writing, {"name": f"overtaken{when}", "note": "een lange notitie"})
    assert page.status == 409
    assert teams(f"overtaken{when}") == 0
    assert "Iemand was je net voor" in page.text
    assert "een lange notitie" in page.text


def test_pressing_twice_stores_once_and_answers_the_same(browser: Browser, cast: Cast, writing: str) -> None:
    browser.sign_in(cast.anna)
    form = {"name": "eens", "_key": "key-1"}
    first, second = browser.post(writing, form), browser.post(writing, form)
    assert (first.url, second.url) == ("/account/sessions", "/account/sessions")
    assert teams("eens") == 1


def test_the_same_key_with_other_text_is_refused_and_gives_the_text_back(
    browser: Browser, cast: Cast, writing: str
) -> None:
    browser.sign_in(cast.anna)
    browser.post(writing, {"name": "eens", "_key": "key-1"})
    page = browser.post(writing, {"name": "anders", "note": "nog een notitie", "_key": "key-1"})
    assert (page.status, teams("anders")) == (409, 0)
    assert "nog een notitie" in page.text


def test_a_refused_form_does_not_use_up_its_key(browser: Browser, cast: Cast, writing: str) -> None:
    browser.sign_in(cast.anna)
    assert browser.post(writing, {"name": "broken", "_key": "key-1"}).status == 500
    assert browser.post(writing, {"name": "goed", "_key": "key-1"}).status == 200
    assert teams("goed") == 1


def test_five_posts_at_once_with_one_key_store_once(committing_app: Flask, writing_for_real: str) -> None:
    anna = Cast().anna
    db.session.commit()
    browsers = [Browser(committing_app).sign_in(anna) for _ in range(5)]

    def post(browser: Browser) -> int:
        return browser.post(writing_for_real, {"name": "samen", "_key": "key-1"}).status

    with ThreadPoolExecutor(5) as pool:
        assert list(pool.map(post, browsers)) == [200] * 5
    db.session.rollback()
    assert teams("samen") == 1
    assert len(db.session.scalars(select(FormSubmission)).all()) == 1


def test_numbers_are_never_given_twice(app: Flask) -> None:
    given = [next_in("contact", first=100_001) for _ in range(5)]
    assert given == [100_001, 100_002, 100_003, 100_004, 100_005]
    assert yearly_number("T") != yearly_number("T")


def test_an_event_carries_exactly_the_fields_of_its_verb(cast: Cast) -> None:
    with pytest.raises(ValueError, match="carries"):
        record(cast.anna, Verb.TEAM_JOINED, by=cast.anna, name="Anna")
