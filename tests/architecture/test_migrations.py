"""The migrations make exactly the tables that the models describe, and can be taken back."""

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import check, downgrade, upgrade

from contactapp.db import db
from contactapp.tasks.models import TaskMessage
from tests.support.make import accounts, tasks


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


def test_what_is_stored_and_what_guards_it_survive_both_ways(committing_app: Flask) -> None:
    tasks.message(tasks.task(), accounts.user("Anna de Wit"), "De monteur komt morgen.")
    db.session.commit()
    guards = _guards()
    downgrade(revision="0001")
    upgrade()
    assert _guards() == guards
    assert [message.text for message in db.session.scalars(sa.select(TaskMessage))] == ["De monteur komt morgen."]


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        f"{table.name}: {type(constraint).__name__}"
        for table in db.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []


def _guards() -> dict[str, set[str | None]]:
    db.session.remove()
    looked_at = sa.inspect(db.engine)
    tables = ("task", "faq_version", "saved_view")
    return {table: {check["name"] for check in looked_at.get_check_constraints(table)} for table in tables}


def _tables() -> set[str]:
    db.session.remove()
    return set(sa.inspect(db.engine).get_table_names())
