"""The migrations make exactly the tables that the models describe, and can be taken back."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import check, downgrade, upgrade

from contactapp.db import db


# SQLite cannot tell what an index on an expression is made of; PostgreSQL compares those.
@pytest.mark.filterwarnings("ignore:autogenerate skipping:UserWarning")
def test_models_and_migrations_agree(committing_app: Flask) -> None:
    check()


def test_migrations_run_both_ways(committing_app: Flask) -> None:
    before = _tables()
    downgrade(revision="base")
    assert _tables() == {"alembic_version"}
    upgrade()
    assert _tables() == before


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        f"{table.name}: {type(constraint).__name__}"
        for table in db.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def _tables() -> set[str]:
    db.session.remove()
    return set(sa.inspect(db.engine).get_table_names())
