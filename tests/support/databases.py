"""A migrated database per test worker, for each engine; copied from a template that is migrated once per run."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa
from flask_migrate import upgrade
from jinja2 import FileSystemBytecodeCache

from contactapp import create_app
from contactapp.config import Config
from tests.support import postgres
from tests.support.settings import settings

ROOT = "CONTACTAPP_TEST_ROOT"


def root() -> Path:
    """The temporary folder that all workers of this run share; made by ``tests/conftest.py``."""
    return Path(os.environ[ROOT])


@dataclass(frozen=True)
class TestDatabase:
    """One database of our own; ``renew`` makes it as new, whatever was committed in it."""

    __test__ = False
    engine: str
    name: str

    @property
    def url(self) -> str:
        return f"sqlite:///{self.file}" if self.engine == "sqlite" else _server().format(self.name)

    @property
    def config(self) -> Config:
        return settings(database_url=self.url, instance_path=root() / self.name)

    def renew(self) -> None:
        """Copy the migrated template over this database."""
        (root() / self.name).mkdir(exist_ok=True)
        if self.engine == "sqlite":
            for path in root().glob(f"{self.file.name}*"):
                path.unlink()
            shutil.copyfile(_template(self.engine), self.file)
        else:
            _remake(self.name, f"TEMPLATE {_template(self.engine)}")

    @property
    def file(self) -> Path:
        return root() / f"{self.name}.db"


def compiled_templates() -> FileSystemBytecodeCache:
    """Templates that one application of this run compiled and all others can use."""
    folder = root() / "templates"
    folder.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def _template(engine: str) -> Path | str:
    """Where the migrated template is; the first worker that asks makes it."""
    done, empty = root() / f"{engine}.migrated", TestDatabase(engine, "template_contactapp")
    with _one_at_a_time(engine):
        if not done.exists():
            if engine == "postgresql":
                _remake(empty.name)
            _migrate(empty)
            done.touch()
    return empty.file if engine == "sqlite" else empty.name


def _migrate(database: TestDatabase) -> None:
    app = create_app(database.config)
    with app.app_context():
        upgrade()
        for engine in app.extensions["sqlalchemy"].engines.values():
            engine.dispose()


def _server() -> str:
    """The address of the throw-away PostgreSQL, or ``Unavailable``; the first worker that asks starts it."""
    home = root() / "postgresql"
    address, failure = root() / "postgresql.address", root() / "postgresql.failure"
    with _one_at_a_time("server"):
        if failure.exists():
            raise postgres.Unavailable(failure.read_text())
        if not address.exists():
            try:
                address.write_text(postgres.start(home))
            except postgres.Unavailable as reason:
                failure.write_text(str(reason))
                raise
    return address.read_text()


def _remake(name: str, options: str = "") -> None:
    engine = sa.create_engine(_server().format("postgres"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
    with engine.connect() as connection:
        connection.exec_driver_sql(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.exec_driver_sql(f"CREATE DATABASE {name} {options}")


@contextmanager
def _one_at_a_time(what: str) -> Iterator[None]:
    with (root() / f"{what}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
