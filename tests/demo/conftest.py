"""A small demo association, loaded once for all tests that only look at it."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from click.testing import Result
from flask import Flask

from contactapp.demo import loading
from tests.support import transaction

# A Tuesday, in the middle of a working day.
NOW = datetime(2026, 11, 24, 9, 4, tzinfo=UTC)
SMALL = loading.Size(contacts=60, tickets=400)


def load(size: loading.Size = SMALL, now: datetime = NOW) -> None:
    """Load without a progress bar."""
    loading.load(size, now=now, progress=lambda _steps, _label: None)


def demo_load(app: Flask, *arguments: str) -> Result:
    """Load by command, as little as can be."""
    return app.test_cli_runner().invoke(args=["demo", "load", "--contacts", "30", "--tickets", "50", *arguments])


@pytest.fixture(scope="module")
def loaded(_rolled_back_app: Flask) -> Iterator[Flask]:
    """The application with the small association in it."""
    with transaction.rolled_back(_rolled_back_app):
        load()
        yield _rolled_back_app
