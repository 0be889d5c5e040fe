"""How migrations reach the database of the running application."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from contactapp.accounts.models import RoleSet
from contactapp.db import UtcDateTime, db
from contactapp.interactions.note_index import write_when_outdated


def render_item(kind, item, _autogen_context):
    """Our own column types are written as the plain types they are in the database."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, RoleSet):
        return "sa.String(length=200)"
    return False


def run() -> None:
    options = current_app.extensions["migrate"].configure_args
    connection = context.config.attributes.get("connection")
    if connection is not None:
        migrate(connection, options)
        return
    with connected() as own:
        prepare(own)
        migrate(own, options)


def connected() -> Connection:
    """Raises RuntimeError, which the command tells without a trace: this is where a wrong DATABASE_URL shows first."""
    try:
        return db.engine.connect()
    except OperationalError as problem:
        raise RuntimeError(f"The database does not answer. {problem.orig}") from problem


def prepare(connection) -> None:
    """Give this connection what a migration needs, before it begins; nobody else gets it afterwards.

    SQLite changes a table by making it anew; dropping the old one would delete every row that refers to it.
    """
    connection.detach()
    if connection.dialect.name == "sqlite":
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")


def migrate(connection, options) -> None:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_item=render_item,
        transaction_per_migration=True,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()
    with connection.begin_nested() if connection.in_transaction() else connection.begin():
        write_when_outdated(connection)


run()
