"""Signing in and out: safe, the same answer for everybody, and really over when it is over."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from contactapp.accounts.models import SignInFailure, User, UserSession
from contactapp.accounts.passwords import hash_password
from contactapp.accounts.signing_in import choose_password
from contactapp.accounts.throttling import FREE_PER_ADDRESS, _hash
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.models import Event
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.hashing import LIGHT, passwords_hashed_by
from tests.support.make import accounts

PASSWORD = "zeven blauwe fietsen bij het station"
WRONG = "Je e-mailadres of wachtwoord klopt niet."


@pytest.fixture
def anna(cast: Cast) -> User:
    cast.anna.password_hash = hash_password(PASSWORD)
    db.session.flush()
    return cast.anna


def sign_in(browser: Browser, email: str, password: str = PASSWORD, path: str = "/login"):
    return browser.get(path).submit("Inloggen", {"E-mailadres": email, "Wachtwoord": password})


def test_the_right_password_leads_to_the_page_that_was_asked(browser: Browser, anna: User) -> None:
    page = sign_in(browser, anna.email, path=browser.get("/account/sessions").url)
    assert page.url == "/account/sessions"
    assert anna.last_sign_in_at is not None


def test_signing_in_is_recorded(browser: Browser, anna: User) -> None:
    sign_in(browser, anna.email, path="/login?next=/account/sessions")
    event = db.session.scalars(select(Event).where(Event.verb == "user.signed-in")).one()
    assert event.actor_id == anna.id


@pytest.mark.parametrize(("email", "password"), [("anna", "wrong wrong wrong"), ("nobody@example.test", PASSWORD)])
def test_wrong_and_unknown_get_the_same_answer(browser: Browser, anna: User, email: str, password: str) -> None:
    page = sign_in(browser, anna.email if email == "anna" else email, password)
    assert page.status == 422
    assert WRONG in page.text


def test_a_disabled_colleague_gets_the_same_answer(browser: Browser, anna: User) -> None:
    anna.active = False
    page = sign_in(browser, anna.email)
    assert (page.status, WRONG in page.text) == (422, True)


def test_what_is_not_filled_in_is_told_above_the_form(browser: Browser, anna: User) -> None:
    page = browser.get("/login").submit("Inloggen", {"E-mailadres": anna.email})
    assert page.status == 422
    assert "Vul je wachtwoord in." in page.within("div", class_="error-summary").text


def test_the_address_that_was_typed_stays(browser: Browser, anna: User) -> None:
    page = sign_in(browser, anna.email, "wrong wrong wrong")
    assert page.find("input", name="email").get("value") == anna.email
    assert not page.find("input", name="password").get("value")


def test_guessing_becomes_slow_for_an_account_known_or_not(browser: Browser, anna: User) -> None:
    answers = []
    for email in (anna.email, "nobody@example.test"):
        pages = [sign_in(browser, email, f"wrong password {attempt}") for attempt in range(6)]
        answers.append([page.status for page in pages])
    assert answers[0] == answers[1] == [422, 422, 422, 422, 429, 429]


def test_failures_outlive_the_refused_request(browser: Browser, anna: User) -> None:
    sign_in(browser, anna.email, "wrong wrong wrong")
    assert len(db.session.scalars(select(SignInFailure)).all()) == 1


def test_who_waits_gets_in_and_starts_afresh(browser: Browser, anna: User) -> None:
    for attempt in range(5):
        sign_in(browser, anna.email, f"wrong password {attempt}")
    for failure in db.session.scalars(select(SignInFailure)):
        failure.at = utcnow() - timedelta(minutes=16)
    assert sign_in(browser, anna.email, path="/login?next=/account/sessions").status == 200
    assert db.session.scalars(select(SignInFailure)).all() == []


def test_an_address_never_waits_longer_than_failures_count(browser: Browser, anna: User) -> None:
    for attempt in range(2 * FREE_PER_ADDRESS):
        row = {"account_hash": _hash(f"nobody-{attempt}"), "address_hash": _hash("127.0.0.1")}
        db.session.add(SignInFailure(**row))
    page = sign_in(browser, anna.email)
    assert (page.status, "Wacht 15 minuten." in page.text) == (429, True)


class _Interrupted(PasswordHasher):
    """Looks at a password, and lets something happen before it answers."""

    def __init__(self, happens: Callable[[], None]) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self._happens = happens

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:
        found = super().verify(hash, password)
        self._happens()
        return bool(found)


def test_a_password_that_is_changed_while_it_is_looked_at_lets_nobody_in(committing_app: Flask) -> None:
    anna = accounts.user("Anna de Wit", password_hash=hash_password(PASSWORD))
    db.session.commit()
    anna_id, email = anna.id, anna.email
    db.session.remove()

    def change() -> None:
        with committing_app.app_context(), passwords_hashed_by(LIGHT):
            choose_password(db.session.get_one(User, anna_id), "een heel andere zin over fietsen")
            db.session.commit()

    with passwords_hashed_by(_Interrupted(change)):
        page = sign_in(Browser(committing_app), email)
    assert WRONG in page.text
    assert db.session.scalars(select(UserSession)).all() == []


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example",
        "https://evil.example",
        "/\t/evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
    ],
)
def test_signing_in_never_leads_to_another_host(app: Flask, browser: Browser, anna: User, target: str) -> None:
    form = browser.get("/login").form("Inloggen", {"E-mailadres": anna.email, "Wachtwoord": PASSWORD})
    data = dict(form.data()) | {"next": target}
    answer = browser.client.post("/login", data=data)
    assert answer.headers["Location"] == "/"


def test_after_signing_out_the_old_cookie_opens_nothing(browser: Browser, anna: User) -> None:
    page = sign_in(browser, anna.email, path="/login?next=/account/sessions")
    session = db.session.scalars(select(UserSession)).one()
    page.submit("Uitloggen")
    assert session.ended_at is not None
    assert browser.get("/account/sessions").url.startswith("/login")


def test_a_session_ends_after_half_an_hour_of_rest(browser: Browser, anna: User) -> None:
    sign_in(browser, anna.email, path="/login?next=/account/sessions")
    db.session.scalars(select(UserSession)).one().last_seen_at = utcnow() - timedelta(minutes=31)
    assert browser.get("/account/sessions").url.startswith("/login")


def test_only_a_hash_of_the_token_is_stored(browser: Browser, anna: User) -> None:
    sign_in(browser, anna.email, path="/login?next=/account/sessions")
    row = db.session.scalars(select(UserSession)).one()
    assert len(row.token_hash) == 64
    assert set(row.token_hash) <= set("0123456789abcdef")
