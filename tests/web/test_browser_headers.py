"""What every answer tells the browser, and which requests are refused before a view sees them."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support.browser import Browser
from tests.support.cast import Cast


def test_every_answer_carries_the_security_headers(client: FlaskClient) -> None:
    for path in ("/login", "/nowhere", "/healthz"):
        headers = client.get(path).headers
        assert "script-src" not in headers["Content-Security-Policy"]
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "HX-Request" in headers["Vary"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_another_host_name_than_ours_gets_no_page(app: Flask, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    monkeypatch.setitem(app.config, "TRUSTED_HOSTS", ["desk.example"])
    client = app.test_client()
    refused = client.open("/login", method=method, headers={"Host": "evil.example"})
    assert (refused.status_code, refused.mimetype) == (400, "text/plain")
    assert "default-src 'self'" in refused.headers["Content-Security-Policy"]
    assert client.get("/login", headers={"Host": "desk.example"}).status_code == 200


def test_personal_pages_are_not_kept(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.anna).get("/account/sessions").response.headers["Cache-Control"] == "no-store"


def test_a_write_from_another_site_is_refused(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    answer = browser.client.post("/logout", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403


def test_a_write_without_token_is_refused_and_gives_the_text_back(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    answer = browser.client.post("/account/password", data={"note": "Mevrouw belt over de ketel"})
    assert answer.status_code == 400
    assert "Mevrouw belt over de ketel" in answer.get_data(as_text=True)


def test_nul_is_refused_with_a_clear_message(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.anna).post("/account/language", {"language": "nl\x00"})
    assert page.status == 422
    assert "onzichtbaar teken" in page.text
