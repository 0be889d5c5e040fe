"""Tests inside one outer transaction: the application commits as always, and nothing stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from contactapp.db import db


@contextmanager
def rolled_back(app: Flask) -> Iterator[None]:
    """Bind every session of ``app`` to one connection, where a commit only releases a savepoint."""
    with app.app_context():
        engine = db.engine
        with engine.connect() as connection:
            outer = connection.begin()
            # Flask-SQLAlchemy looks its engine up here for every session that it makes.
            db.engines[None] = connection  # type: ignore[index]
            db.session.configure(join_transaction_mode="create_savepoint")
            try:
                yield
            finally:
                db.session.remove()
                db.engines[None] = engine  # type: ignore[index]
                db.session.configure(join_transaction_mode="conditional_savepoint")
                outer.rollback()
