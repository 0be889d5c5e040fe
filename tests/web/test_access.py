"""Deny by default: a view that declares nothing is closed, and signing in comes first."""

import pytest
from flask import Flask

from contactapp.permissions import Permission, Role, permissions_of
from contactapp.web.access import declared_access
from tests.support.browser import Browser
from tests.support.cast import Cast


def test_a_view_without_declaration_is_closed_for_everybody(
    app: Flask, browser: Browser, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.view_functions, "accounts.sessions", lambda: "secret")
    assert declared_access(app, "accounts.sessions") is None
    assert browser.sign_in(cast.dirk).get("/account/sessions").status == 403


def test_anonymous_visitors_are_sent_to_sign_in_and_back(browser: Browser) -> None:
    page = browser.get("/account/sessions")
    assert page.url == "/login?next=/account/sessions"


def test_htmx_without_session_stays_on_the_page_and_what_is_typed_there(browser: Browser) -> None:
    answer = browser.client.get("/account/sessions", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (401, "session:ended")


def test_an_anonymous_post_is_sent_to_sign_in_too(browser: Browser) -> None:
    answer = browser.client.post("/account/password", data={"new": "x"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/login")


def test_every_role_may_sign_in_and_no_role_may_do_everything() -> None:
    for role in Role:
        assert Permission.DESK in permissions_of({role})
        assert permissions_of({role}) != frozenset(Permission)


def test_only_the_privacy_officer_reads_the_access_log() -> None:
    may = [role for role in Role if Permission.ACCESS_LOG_VIEW in permissions_of({role})]
    assert may == [Role.PRIVACY_OFFICER]
