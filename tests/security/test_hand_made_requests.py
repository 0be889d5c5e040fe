"""Whatever somebody types in an address, a cursor or a hidden field: never an error of ours."""

import base64
import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.support import sign_in
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts, knowledge, tasks

HUGE = "9" * 25
MOMENT = {"at": "2026-01-01T00:00:00+00:00"}
BARE, EDGE = {"at": "2026-01-01T00:00:00"}, {"at": "0001-01-01T00:00:00+23:00"}


def cursor(content: Any) -> str:
    """A cursor as somebody makes it who read our addresses."""
    return base64.urlsafe_b64encode(json.dumps(content).encode()).decode().rstrip("=")


@pytest.mark.parametrize("number", [HUGE, "9" * 5000, "2147483648", "٣"])
@pytest.mark.parametrize(
    "address", ["/conversations/{}", "/contact-moments/{}/correction", "/contact-moments/{}/withdrawal"]
)
def test_a_number_that_no_row_has_is_not_found(browser: Browser, cast: Cast, address: str, number: str) -> None:
    assert browser.sign_in(cast.anna).get(address.format(number)).status == 404


def test_the_administrator_meets_no_error_either(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.dirk).get(f"/admin/users/{HUGE}").status == 404
    assert browser.post(f"/admin/users/{HUGE}/password").status == 404


@pytest.mark.parametrize("sort", ["urgency", "deadline", "number"])
@pytest.mark.parametrize("value", [BARE, EDGE, "x", 10**30, None, 1.5, True, [1], {"at": 5}, "\ud800", "a\0b"])
def test_a_cursor_of_nonsense_is_the_first_page(client: FlaskClient, cast: Cast, sort: str, value: Any) -> None:
    task = tasks.task(cast.verhuur)
    sign_in.start_session(client, cast.anna)
    for shape in ([value], [1, value], [value, 1], [1, value, 1], [1, MOMENT, value], [value] * 3):
        query = {"team": "verhuur", "sort": sort, "cursor": cursor([False, *shape])}
        answer = client.get("/tasks", query_string=query, headers={"HX-Request": "true", "HX-Target": "queue-list"})
        assert answer.status_code == 200
        if shape != [value] or not isinstance(value, int):
            assert f'data-task="{task.number}"' in answer.text


@pytest.mark.parametrize(
    "content",
    [
        ["2026-01-01T00:00:00", "ticket:1"], ["2026-01-01", "ticket:1"], ["2026-01-01T00:00:00+00:00", "ticket:abc"],
        ["2026-01-01T00:00:00+00:00", f"ticket:{HUGE}"], ["0001-01-01T00:00:00+23:59", "ticket:1"],
        ["9999-12-31T23:59:59-23:59", "ticket:1"], ["2026-01-01T00:00:00+00:00", {}], 5, None, [1, 2], "x",
    ],
)  # fmt: skip
def test_a_timeline_cursor_of_nonsense_is_the_first_page(browser: Browser, cast: Cast, content: Any) -> None:
    household = contacts.household()
    page = browser.sign_in(cast.anna).get(f"/contacts/{household.number}", query={"cursor": cursor(content)})
    assert page.status == 200


def test_a_deep_cursor_is_not_unpacked(browser: Browser, cast: Cast) -> None:
    household, deep = contacts.household(), base64.urlsafe_b64encode(b"[" * 4000).decode()
    browser.sign_in(cast.anna)
    assert browser.get(f"/contacts/{household.number}", query={"cursor": deep}).status == 200
    assert browser.get("/tasks", query={"team": "verhuur", "cursor": deep}).status == 200


@pytest.mark.parametrize("query", [{"older": "²"}, {"older": HUGE}, {"since": EDGE["at"]}, {"since": BARE["at"]}])
def test_a_filter_of_nonsense_counts_as_not_asked(browser: Browser, cast: Cast, query: dict[str, str]) -> None:
    browser.sign_in(cast.anna)
    assert browser.get("/tasks", query={"team": "verhuur", **query}).status == 200
    assert browser.get("/tasks/changes", query={"team": "verhuur", **query}, htmx=True).status == 200


@pytest.mark.parametrize("conversation", [HUGE, "²", "-1"])
def test_a_conversation_that_cannot_be_is_none(browser: Browser, cast: Cast, conversation: str) -> None:
    answer = browser.sign_in(cast.anna).post("/tickets/new", {"conversation": conversation})
    assert answer.status == 422


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "0202-11-03T10:00"])
def test_a_year_that_nobody_means_is_refused_at_its_field(browser: Browser, cast: Cast, moment: str) -> None:
    household = contacts.household()
    typed = {"contact": household.number, "subject": "Ketel", "note": "Belt over de ketel.", "occurred_at": moment}
    typed |= {"kind": "question", "way": "TEL-INK", "result": "answered"}
    answer = browser.sign_in(cast.anna).post("/tickets/new", typed)
    assert answer.status == 422
    assert "Belt over de ketel." in answer.text


@pytest.mark.parametrize("target", ["//[", "//[x", "///["])
def test_an_address_that_cannot_be_read_leads_home(browser: Browser, cast: Cast, target: str) -> None:
    assert browser.sign_in(cast.anna).get("/login", query={"next": target}).url == "/"


@pytest.mark.parametrize("referrer", ["http://[", "http://[::1"])
def test_a_referrer_that_cannot_be_read_leads_home(client: FlaskClient, cast: Cast, referrer: str) -> None:
    sign_in.start_session(client, cast.anna)
    headers = {"X-CSRFToken": sign_in.csrf_token(client), "Referer": referrer}
    answer = client.post("/account/language", data={"language": "nl"}, headers=headers)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


@pytest.mark.parametrize("htmx", [{}, {"HX-Request": "true"}])
@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ({"surname": "x" * 4_300_000}, "application/x-www-form-urlencoded"),
        ({"surname": "x" * 27_000_000}, "application/x-www-form-urlencoded"),
        (b"--b" + b"x" * 27_000_000, "multipart/form-data; boundary=b"),
        ({f"field-{place}": "1" for place in range(1100)}, "multipart/form-data"),
    ],
)
def test_a_form_that_is_too_long_is_told_so(
    client: FlaskClient, cast: Cast, data: dict[str, str] | bytes, encoding: str, htmx: dict[str, str]
) -> None:
    sign_in.start_session(client, cast.anna)
    headers = {"X-CSRFToken": sign_in.csrf_token(client), **htmx}
    assert client.post("/contacts/new", data=data, headers=headers, content_type=encoding).status_code == 413


def test_a_stranger_who_sends_too_much_is_told_so(client: FlaskClient) -> None:
    assert client.post("/login", data={"email": "x" * 4_300_000}).status_code == 413


@pytest.mark.parametrize("place", ["first", "second", "name", "path"])
def test_nul_is_refused_wherever_it_stands(app: Flask, client: FlaskClient, cast: Cast, place: str) -> None:
    sign_in.start_session(client, cast.anna)
    headers = {"X-CSRFToken": sign_in.csrf_token(client)}
    data = {"first": {"task": ["a\0b"]}, "second": {"task": ["x", "a\0b"]}, "name": {"a\0b": "x"}}.get(place, {})
    address = "/tasks/a%00b/claim" if place == "path" else "/tasks/claims"
    assert client.post(address, data=data, headers=headers).status_code == 422


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "geen dag"])
def test_a_search_over_days_that_cannot_be(browser: Browser, cast: Cast, day: str) -> None:
    browser.sign_in(cast.anna)
    for name in ("since", "until"):
        assert browser.get("/tickets", query={"q": "ketel", name: day}).status == 200


@pytest.mark.parametrize("year", ["²", HUGE, "٣"])
def test_a_calendar_of_no_year_is_that_of_this_year(browser: Browser, cast: Cast, year: str) -> None:
    assert browser.sign_in(cast.dirk).get("/admin/working-calendar", query={"year": year}).status == 200


def test_versions_that_cannot_be_are_the_newest_two(browser: Browser, cast: Cast) -> None:
    faq = knowledge.faq("Ketel bijvullen")
    browser.sign_in(cast.dirk)
    for name in ("old", "new"):
        assert browser.get(f"/knowledge/{faq.code}/versions", query={name: HUGE}).status in (200, 404)


def test_the_timeline_alone_is_a_part_of_the_page(browser: Browser, cast: Cast) -> None:
    household = contacts.household()
    part = browser.sign_in(cast.anna).get(f"/contacts/{household.number}", htmx="timeline")
    assert part.status == 200
    assert part.find_all(id="timeline")
