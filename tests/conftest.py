"""What every test can ask for. The fixtures a test needs are described in tests/README.md."""

import gc
import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from contactapp import create_app
from contactapp.db import db
from tests.support import databases, hashing, network, postgres, transaction
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.client import IsolatedClient

CI = os.environ.get("CI") == "true"


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder that this run shares with its workers."""
    if databases.ROOT not in os.environ:
        os.environ[databases.ROOT] = tempfile.mkdtemp(prefix="contactapp-tests-")
        # The PostgreSQL server runs as another user and must be able to pass through.
        databases.root().chmod(0o711)
        config.add_cleanup(_clean_up)


def _clean_up() -> None:
    postgres.stop(databases.root() / "postgresql")
    shutil.rmtree(os.environ.pop(databases.ROOT))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One database after the other, each from its journeys on: of two workers each gets one, and both end with tests
    that are short enough to share out evenly."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> tuple[int, bool]:
    callspec = getattr(item, "callspec", None)
    engine = callspec.params.get("engine") if callspec else None
    return ("sqlite", None, "postgresql").index(engine), item.get_closest_marker("browser") is None


def pytest_collection_finish() -> None:
    """What is loaded now stays: looking through it for garbage time and again cost a twentieth of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one: what was not run was not tested."""
    report = yield
    if CI and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome, report.longrepr = "failed", f"With CI=true nothing may be skipped. {item.nodeid}: {reason}"
    return report


@pytest.fixture(scope="session", autouse=True)
def _no_network() -> Iterator[None]:
    with network.only_this_machine():
        yield


@pytest.fixture(scope="session", autouse=True)
def _light_hashes() -> Iterator[None]:
    with hashing.passwords_hashed_by(hashing.LIGHT):
        yield


@pytest.fixture
def real_hashes() -> Iterator[None]:
    """Passwords cost here what they cost outside: for what depends on it."""
    with hashing.passwords_hashed_by(hashing.REAL):
        yield


@pytest.fixture(scope="session", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def engine(request: pytest.FixtureRequest) -> str:
    """The kind of database; every test that reaches the database runs once for each."""
    return str(request.param)


@pytest.fixture(scope="session")
def _rolled_back_app(engine: str) -> Iterator[Flask]:
    with _application(engine, "rolled_back") as (app, _database):
        yield app


@pytest.fixture(scope="session")
def _committing_app(engine: str) -> Iterator[tuple[Flask, databases.TestDatabase]]:
    with _application(engine, "committing") as app_and_database:
        yield app_and_database


@contextmanager
def _application(engine: str, purpose: str) -> Iterator[tuple[Flask, databases.TestDatabase]]:
    database = databases.TestDatabase(engine, f"{purpose}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}")
    try:
        database.renew()
    except postgres.Unavailable as reason:
        pytest.skip(f"PostgreSQL: {reason}")
    app = create_app(database.config)
    app.jinja_env.bytecode_cache = databases.compiled_templates()
    app.test_client_class = IsolatedClient
    yield app, database
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(_rolled_back_app: Flask) -> Iterator[Flask]:
    """The application on a migrated database; whatever the test writes is rolled back after it."""
    with transaction.rolled_back(_rolled_back_app):
        yield _rolled_back_app


@pytest.fixture
def committing_app(_committing_app: tuple[Flask, databases.TestDatabase]) -> Iterator[Flask]:
    """The application on a database of its own where commits are real: for what several threads do at once."""
    app, database = _committing_app
    with app.app_context():
        db.engine.dispose()
        database.renew()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Flask's own test client, for requests that no browser would make."""
    return app.test_client()


@pytest.fixture
def browser(app: Flask) -> Browser:
    """A browser without anybody signed in; it checks every page it opens."""
    return Browser(app)


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Anna, Bram, Carla and Dirk with their teams."""
    return Cast()


@pytest.fixture
def project() -> Path:
    """The root of the project."""
    return Path(__file__).resolve().parent.parent
