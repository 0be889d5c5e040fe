"""The data that is measured: the demo association in the asked size, made once and kept in the instance folder."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import click
import sqlalchemy as sa

from contactapp.config import PROJECT


@dataclass(frozen=True)
class Size:
    """How large the association is."""

    contacts: int
    tickets: int


@contextmanager
def prepared(size: Size, instance: Path) -> Iterator[str]:
    """The address of a copy of the data set; what the benchmark writes is gone afterwards."""
    kept = instance / f"benchmark-{size.contacts}-{size.tickets}.db"
    if not kept.exists():
        _make(size, kept)
    copy = kept.with_name("benchmark-running.db")
    shutil.copyfile(kept, copy)
    try:
        yield f"sqlite:///{copy}"
    finally:
        for path in instance.glob(f"{copy.name}*"):
            path.unlink()


def fill(size: Size, database_url: str) -> None:
    """Migrate a database and load the demo association into it."""
    click.echo(f"Making {size.contacts} contacts and {size.tickets} tickets; they are kept for the next time.")
    environ = os.environ | {"DATABASE_URL": database_url, "CONTACTAPP_DEMO": "1"}
    flask = [sys.executable, "-m", "flask", "--app", "wsgi.py"]
    amounts = ["--contacts", str(size.contacts), "--tickets", str(size.tickets)]
    for words in (["db", "upgrade"], ["demo", "load", *amounts]):
        subprocess.run([*flask, *words], cwd=PROJECT, env=environ, check=True)  # noqa: S603 - our own words


def is_empty(database_url: str) -> bool:
    """Whether nobody has loaded anything into this database."""
    engine = sa.create_engine(database_url, poolclass=sa.NullPool)
    if not sa.inspect(engine).has_table("contact"):
        return True
    with engine.connect() as connection:
        return connection.execute(sa.text("SELECT 1 FROM contact LIMIT 1")).first() is None


def _make(size: Size, kept: Path) -> None:
    unfinished = kept.with_suffix(".unfinished")
    for path in kept.parent.glob(f"{unfinished.name}*"):
        path.unlink()
    fill(size, f"sqlite:///{unfinished}")
    # Everything out of the write-ahead log, so that the one file is the whole data set.
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.execute("ANALYZE")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    unfinished.rename(kept)
