"""Passwords leave no trace: not in their hash, an error page, or the answers that are kept for a second press."""

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from contactapp.accounts.passwords import hash_password, verify_password
from contactapp.db import db
from contactapp.web.idempotency import FormSubmission
from tests.support import sign_in
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.html import text_of


@pytest.mark.usefixtures("real_hashes")
def test_a_guess_costs_time_and_memory() -> None:
    costs = extract_parameters(hash_password("mijn oude geheime zin"))
    assert costs.type is Type.ID
    # In KiB; the least that RFC 9106 advises.
    assert (costs.memory_cost, costs.time_cost) >= (64 * 1024, 3)


def test_an_error_page_does_not_repeat_a_password(client: FlaskClient, cast: Cast) -> None:
    sign_in.start_session(client, cast.anna)
    typed = {"current": "mijn oude geheime zin", "new": "mijn nieuwe geheime zin"}
    answer = client.post("/account/password", data=typed)
    assert answer.status_code == 400
    assert "geheime" not in answer.text


def test_a_new_password_is_shown_once_and_kept_nowhere(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in(cast.dirk)
    page = browser.post(f"/admin/users/{cast.anna.id}/password", {"_key": "once"})
    kept = db.session.scalars(select(FormSubmission)).one()
    assert (kept.body, kept.status) == ("", None)
    shown = text_of(page.find("code"))
    assert verify_password(cast.anna.password_hash, shown)
    assert page.text.count(shown) == 1


def test_pressing_again_makes_no_second_password(app: Flask, cast: Cast) -> None:
    browser = Browser(app).sign_in(cast.dirk)
    browser.post(f"/admin/users/{cast.anna.id}/password", {"_key": "once"})
    first = cast.anna.password_hash
    assert browser.post(f"/admin/users/{cast.anna.id}/password", {"_key": "once"}).status == 409
    assert cast.anna.password_hash == first
