"""A real browser at a running application with the demo association in it."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import select
from werkzeug.serving import make_server

from contactapp import create_app
from contactapp.contacts.models import Customer
from contactapp.db import db
from tests.journeys.colleague import Colleague, SignIn
from tests.support import databases, postgres

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


def _whole_answers(app: Flask) -> "WSGIApplication":
    """Close each answer before it is sent: this server leaves files open for a browser that hangs up halfway."""

    def answer(environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        with closing(app(environ, start_response)) as parts:  # type: ignore[type-var]
            return [b"".join(parts)]

    return answer


@pytest.fixture(scope="session")
def address(demo_app: Flask) -> Iterator[str]:
    """Where the application is served, from this process."""
    server = make_server("127.0.0.1", 0, _whole_answers(demo_app), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
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


@pytest.fixture
def colleague(address: str, chromium: Browser, engine: str) -> Iterator[SignIn]:
    """Somebody of the demo association, signed in at a browser of their own: ``colleague("anna")``.

    Afterwards no browser may have said anything on its console.
    """
    signed_in: list[Colleague] = []

    def sign_in(name: str, *, scripts: bool = True) -> Colleague:
        # What axe finds does not depend on the database, so one of them is enough.
        somebody = Colleague(chromium, address, name, scripts=scripts, inspects=scripts and engine == "sqlite")
        signed_in.append(somebody)
        somebody.sign_in()
        return somebody

    yield sign_in
    for somebody in signed_in:
        somebody.leave()
