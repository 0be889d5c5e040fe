"""A page may not keep PostgreSQL busy for long; a command and the worker may."""

import pytest
from flask import Flask
from sqlalchemy import text

from contactapp.db import db


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
def test_only_a_request_has_a_limit_also_on_a_connection_that_did_other_work(committing_app: Flask) -> None:
    assert _limit() == "0"
    with committing_app.test_request_context():
        assert _limit() == "15s"
    assert _limit() == "0"


def _limit() -> str:
    limit = str(db.session.scalar(text("SHOW statement_timeout")))
    db.session.rollback()  # gives the connection back
    return limit
