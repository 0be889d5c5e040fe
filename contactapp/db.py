"""The database: one base class, the same settings for SQLite and PostgreSQL."""

import sqlite3
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from flask import g, has_request_context, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Dialect, Engine, Enum, MetaData, event
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry
from sqlalchemy.pool import ConnectionPoolEntry, Pool
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
LONGEST_STATEMENT = 15_000  # milliseconds, for a request on PostgreSQL
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
# How the two databases call it that a row with this key is there already.
_DOUBLE = {"23505", sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY}
# What else goes wrong only because somebody did something at the same moment: a row that was taken away, a lock that
# did not come free, two that waited for each other.
_CLASH = _DOUBLE | {"23503", "40001", "40P01", "55P03", sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY, sqlite3.SQLITE_BUSY}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, stored in UTC; SQLite has no time zones, so it keeps the bare UTC value."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without time zone cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    registry = registry(metadata=MetaData(naming_convention=NAMING), type_annotation_map={datetime: UtcDateTime()})

    id: Mapped[int] = mapped_column(primary_key=True)


def code_column(kind: type[StrEnum], *, length: int = 20) -> Enum:
    """A column type for one of our fixed code lists: stored as its code, checked by the database."""
    return Enum(
        kind,
        name=kind.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=length,
        values_callable=lambda members: [member.value for member in members],
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})

if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model


def is_sqlite() -> bool:
    """Whether the bound database is SQLite; for the few modules that hold a difference."""
    return db.engine.dialect.name == "sqlite"


def add_once(row: Base) -> bool:
    """Store a row unless one with its key is there, also when another window stores that at this very moment.

    Give the row ids, not other rows: by their relations it would be stored before it could be taken back.

    Returns:
        Whether it is new.
    """
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError as error:
        if _code(error) not in _DOUBLE:
            raise
        return False
    return True


def is_clash(error: DBAPIError) -> bool:
    """Whether the database refused because somebody else was just ahead; the same act later may well succeed."""
    return _code(error) in _CLASH


def _code(error: DBAPIError) -> object:
    return getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorcode", None)


def is_writing() -> bool:
    """Whether what runs now may change something: everything but a request that only shows."""
    return not has_request_context() or request.method not in SAFE_METHODS or bool(g.get("writing"))


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: object) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    # Writers wait their turn, though not in order of arrival: in a rush one of them can be passed over for a while.
    # The driver's own BEGIN comes too late for SELECT and breaks savepoints: we take it over below.
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL", "foreign_keys=ON", "busy_timeout=30000", "synchronous=FULL",
        "secure_delete=ON", "cache_size=-32000", "mmap_size=268435456", "temp_store=MEMORY",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Pool, "checkout")
def _limit_postgresql(connection: Any, record: ConnectionPoolEntry, _proxy: object) -> None:
    """A page gives up after a while; a command or the worker may take long over a statement.

    A process mostly does one of the two, so this asks nothing of the database but for the first time.
    """
    if isinstance(connection, sqlite3.Connection) or record.info.get("for_page") == has_request_context():
        return
    record.info["for_page"] = has_request_context()
    before, connection.autocommit = connection.autocommit, True  # outside any transaction, so that it stays
    connection.execute(f"SET statement_timeout = {LONGEST_STATEMENT if has_request_context() else 0}")
    connection.autocommit = before


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    """Writers queue at the start of their transaction; a later upgrade from reading could only fail."""
    if connection.dialect.name != "sqlite":
        return
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing() else "BEGIN")
