"""Looking up an address: own table, cache, land registry, and never waiting long (R4)."""

import json
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.clock import utcnow
from contactapp.contacts.models import KnownAddress
from contactapp.contacts.pdok import Breaker, Locatieserver, Unavailable
from contactapp.contacts.postcodes import HouseAddress, parse_house_address
from contactapp.db import db
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make
from tests.support.make import stored

DOOR = HouseAddress("3511AB", 14)
DOCUMENT = {
    "straatnaam": "Lindestraat", "huisnummer": 14, "postcode": "3511AB", "woonplaatsnaam": "Utrecht",
    "nummeraanduiding_id": "0344200000000001",
}  # fmt: skip


@dataclass
class Registry:
    """A server of the same shape as the land registry's, on this machine."""

    documents: list[dict[str, object]] = field(default_factory=lambda: [dict(DOCUMENT)])
    status: int = 200
    body: bytes | None = None
    delay: float = 0
    asked: list[list[tuple[str, str]]] = field(default_factory=list)
    url: str = ""

    def answer(self) -> bytes:
        return self.body if self.body is not None else json.dumps({"response": {"docs": self.documents}}).encode()


@pytest.fixture
def registry() -> Iterator[Registry]:
    state = Registry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append([("path", urlsplit(self.path).path), *parse_qsl(urlsplit(self.path).query)])
            time.sleep(state.delay)
            self.send_response(state.status)
            self.send_header("Location", "http://192.0.2.1/")
            self.end_headers()
            with suppress(BrokenPipeError):
                self.wfile.write(state.answer())

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    # It looks this often whether it may stop.
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    state.url = f"http://127.0.0.1:{server.server_port}/v3_1"
    yield state
    server.shutdown()
    server.server_close()


@pytest.fixture
def connected(app: Flask, registry: Registry) -> Registry:
    app.extensions["contacts.locatieserver"] = Locatieserver(registry.url)
    return registry


def test_the_registry_is_asked_for_one_door(registry: Registry):
    (found,) = Locatieserver(registry.url).find(DOOR)
    assert found.one_line == "Lindestraat 14, 3511 AB Utrecht"
    assert found.bag_id == "0344200000000001"
    asked = registry.asked[0]
    assert ("path", "/v3_1/free") in asked
    assert {("fq", "type:adres"), ("fq", "postcode:3511AB"), ("fq", "huisnummer:14")} <= set(asked)


def test_letter_and_addition_are_one_addition(registry: Registry):
    registry.documents = [{**DOCUMENT, "huisletter": "A", "huisnummertoevoeging": "2"}]
    (found,) = Locatieserver(registry.url).find(DOOR)
    assert found.house_addition == "A-2"


@pytest.mark.parametrize("trouble", [{"status": 500}, {"status": 302}, {"body": b"<html>"}, {"body": b'{"a": 1}'},
                                     {"documents": [{"huisnummer": "x"}]}])  # fmt: skip
def test_whatever_the_registry_says_wrong_counts_as_unavailable(registry: Registry, trouble: dict[str, object]):
    for name, value in trouble.items():
        setattr(registry, name, value)
    with pytest.raises(Unavailable):
        Locatieserver(registry.url).find(DOOR)


def test_a_slow_registry_is_given_up(registry: Registry):
    registry.delay = 0.2
    with pytest.raises(Unavailable):
        Locatieserver(registry.url, patience=(1.0, 0.02)).find(DOOR)


def test_after_some_failures_the_registry_is_left_alone_for_a_while(registry: Registry):
    registry.status = 500
    server = Locatieserver(registry.url, Breaker(failures_allowed=2, rest=timedelta(milliseconds=50)))
    for _ in range(4):
        with pytest.raises(Unavailable):
            server.find(DOOR)
    assert len(registry.asked) == 2
    registry.status = 200
    time.sleep(0.06)
    assert len(server.find(DOOR)) == 1


def test_an_unknown_address_comes_from_the_registry_and_is_kept(browser: Browser, cast: Cast, connected: Registry):
    browser.sign_in(cast.anna)
    for _ in range(2):
        page = browser.get("/contacts/addresses?address_box=3511ab 14", htmx="address-found")
        assert "Lindestraat 14, 3511 AB Utrecht" in page.text
        assert "Geverifieerd adres." in page.text
    assert len(connected.asked) == 1
    assert db.session.scalars(select(KnownAddress.origin)).all() == ["pdok"]


def test_our_own_table_comes_first(browser: Browser, cast: Cast, connected: Registry):
    stored(KnownAddress(postcode="3511AB", house_number=14, street="Lindelaan", city="Utrecht"))
    page = browser.sign_in(cast.anna).get("/contacts/addresses?address_box=3511ab 14", htmx="address-found")
    assert "Lindelaan 14" in page.text
    assert connected.asked == []


def test_what_was_kept_too_long_is_asked_again(browser: Browser, cast: Cast, connected: Registry):
    long_ago = utcnow() - timedelta(days=200)
    stored(KnownAddress(postcode="3511AB", house_number=14, street="Oudestraat", city="Utrecht", origin="pdok",
                        fetched_at=long_ago))  # fmt: skip
    page = browser.sign_in(cast.anna).get("/contacts/addresses?address_box=3511ab 14", htmx="address-found")
    assert "Lindestraat 14" in page.text


def test_several_doors_are_a_list_and_never_a_guess(browser: Browser, cast: Cast, connected: Registry):
    connected.documents = [{**DOCUMENT, "huisletter": letter} for letter in "AB"]
    page = browser.sign_in(cast.anna).get("/contacts/addresses?address_box=3511ab 14", htmx="address-found")
    assert "Welk huisnummer is het?" in page.text
    assert [field.get("value") for field in page.find_all("input", name="addition")] == ["A", "B"]


def test_our_own_homes_are_not_all_doors_of_a_building(browser: Browser, cast: Cast, connected: Registry):
    make.unit(number="20418-052", postcode="3511AB", house_number=14, house_addition="2", street="Lindestraat")
    connected.documents = [{**DOCUMENT, "huisnummertoevoeging": door} for door in ("10", "1", "2")]
    page = browser.sign_in(cast.anna).get("/contacts/addresses?address_box=3511ab 14", htmx="address-found")
    assert [field.get("value") for field in page.find_all("input", name="addition")] == ["1", "2", "10"]


def test_without_the_registry_the_address_is_typed_by_hand(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/addresses?address_box=3511ab 14", htmx="address-found")
    assert "Vul hieronder straat en plaats in." in page.text


def test_a_door_that_does_not_exist_is_said_in_words(browser: Browser, cast: Cast, connected: Registry):
    connected.documents = []
    page = browser.sign_in(cast.anna).get("/contacts/addresses?address_box=3511ab 999", htmx="address-found")
    assert "Dit adres kennen we niet" in page.text


@pytest.mark.parametrize("typed", ["", "3511", "Lindestraat", "3511AB"])
def test_an_unfinished_address_asks_nobody(browser: Browser, cast: Cast, connected: Registry, typed: str):
    assert browser.sign_in(cast.anna).get("/contacts/addresses", query={"address_box": typed}, htmx=True).status == 200
    assert connected.asked == []


def test_the_same_door_is_known_in_any_notation(app: Flask):
    from contactapp.contacts.addressbook import verified

    stored(KnownAddress(postcode="3511AB", house_number=14, house_addition="A-2", street="Lindestraat", city="Utrecht"))
    for typed in ("3511ab 14a2", "3511 AB 14 A-2", "3511AB14-a-2"):
        assert verified(parse_house_address(typed)) is not None
    assert verified(parse_house_address("3511AB 14")) is None
