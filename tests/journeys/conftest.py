"""A real browser at a running application with the demo association in it."""

import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import Cookie
from werkzeug.wrappers import Response

from contactapp import create_app
from contactapp.accounts.models import User
from contactapp.contacts.models import Customer
from contactapp.db import db
from tests.journeys.colleague import Colleague, SignIn
from tests.support import databases, postgres
from tests.support.sign_in import start_session

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SMALL = ["--contacts", "150", "--tickets", "300"]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here runs in a browser."""
    for item in items:
        if "tests/journeys" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def demo_app(engine: str) -> Iterator[Flask]:
    """The application with the demo association, in a small size."""
    database = databases.TestDatabase(engine, f"journeys_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    try:
        database.renew()
    except postgres.Unavailable as reason:
        pytest.skip(f"PostgreSQL: {reason}")
    app = create_app(replace(database.config, demo=True, testing=False))
    app.jinja_env.bytecode_cache = databases.compiled_templates()
    loaded = app.test_cli_runner().invoke(args=["demo", "load", *SMALL])
    assert loaded.exit_code == 0, (loaded.output, loaded.exception)
    yield app
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def _customers(demo_app: Flask) -> Iterator[str]:
    with demo_app.app_context():
        renting = select(Customer.number).where(Customer.number.not_in(["100477", "100482"])).order_by(Customer.id)
        return iter(db.session.scalars(renting).all())


@pytest.fixture
def customer(_customers: Iterator[str]) -> str:
    """The number of a customer about whom no other journey left a draft."""
    return next(_customers)


class Handler(WSGIRequestHandler):
    """Keeps its connections: a page asks for forty files."""

    protocol_version = "HTTP/1.1"


def _whole_answers(app: Flask) -> "WSGIApplication":
    """Close each answer before it is sent: this server leaves files open for a browser that hangs up halfway.

    Files are kept at hand, because every colleague comes with an empty browser; an address names one content.
    """
    files: dict[str, tuple[str, list[tuple[str, str]], list[bytes]]] = {}

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        address = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}"
        if address not in files:
            response = Response.from_app(app, environ, buffered=True)
            whole = [response.get_data()]
            if "immutable" not in response.headers.get("Cache-Control", "") or "Set-Cookie" in response.headers:
                return response(environ, start_response)
            files[address] = response.status, list(response.headers), whole
        status, headers, whole = files[address]
        start_response(status, headers)
        return whole

    return answer


@pytest.fixture(scope="session")
def address(demo_app: Flask) -> Iterator[str]:
    """Where the application is served, from this process."""
    server = make_server("127.0.0.1", 0, _whole_answers(demo_app), threaded=True, request_handler=Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.skip("no Chromium on the path (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def _came_in(demo_app: Flask) -> set[str]:
    """Who has signed in before; without scripts all see the same, so that counts as one."""
    return set()


@pytest.fixture
def colleague(address: str, chromium: Browser, engine: str, demo_app: Flask, _came_in: set[str]) -> Iterator[SignIn]:
    """Somebody of the demo association, signed in at a browser of their own: ``colleague("anna")``.

    The first time they sign in as a person does; later they have a session and start at an empty page. Afterwards no
    browser may have said anything on its console.
    """
    signed_in: list[Colleague] = []

    def sign_in(name: str, *, scripts: bool = True) -> Colleague:
        # What axe finds does not depend on the database, so one of them is enough.
        somebody = Colleague(chromium, address, name, scripts=scripts, inspects=scripts and engine == "sqlite")
        signed_in.append(somebody)
        who = name if scripts else ""
        if who in _came_in:
            somebody.returns(_session_of(demo_app, somebody.email))
        else:
            somebody.sign_in()
            _came_in.add(who)
        return somebody

    yield sign_in
    for somebody in signed_in:
        somebody.leave()


def _session_of(app: Flask, email: str) -> Cookie:
    """The cookie of a new session."""
    client = app.test_client()
    with app.app_context():
        start_session(client, db.session.scalars(select(User).where(User.email == email)).one())
    cookie = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert cookie is not None
    return cookie
