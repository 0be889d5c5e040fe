"""``flask backup`` and ``flask restore``: one file with the database and everything people added to it as files."""

import hashlib
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import click
import sqlalchemy as sa
from flask import Flask

from contactapp.db import db, is_sqlite
from contactapp.web import files

CHECKSUMS = "checksums.sha256"  # as sha256sum writes and reads it
FILES = "files/"


@click.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup(target: Path) -> None:
    """Write TARGET, a zip file. The application may go on meanwhile: it holds one moment of the database."""
    if target.exists():
        raise click.ClickException(f"{target} is there already; choose another name.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    unfinished.touch(mode=0o600)
    with tempfile.TemporaryDirectory() as folder, ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
        # The database first: a file that comes later is in no row yet, so nothing in a row is missing.
        dump = _dump(Path(folder))
        contents = [(dump, dump.name), *((path, f"{FILES}{name}") for path, name in _added_files())]
        lines = [_stored(archive, path, name) for path, name in contents]
        archive.writestr(CHECKSUMS, "".join(lines))
    unfinished.rename(target)
    click.echo(f"{target}: the database and {len(contents) - 1} files.")


@click.command("restore")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Also when this installation holds data: they are lost.")
def restore(source: Path, replace: bool) -> None:
    """Put back what SOURCE holds, with the server stopped. Everything is checked before anything is touched."""
    if not replace and sa.inspect(db.engine).get_table_names():
        raise click.ClickException("This database is not empty. Use --replace to lose what it holds.")
    with tempfile.TemporaryDirectory(dir=files.folder(), prefix=".restore-") as folder:
        try:
            unpacked = _unpacked(source, Path(folder))
        except (BadZipFile, KeyError, ValueError) as problem:
            raise click.ClickException(f"{source} is damaged or no back-up: {problem}") from problem
        _load(unpacked)
        for place in _added_folders():
            shutil.rmtree(place)
        if (unpacked / FILES).is_dir():
            shutil.copytree(unpacked / FILES, files.folder(), dirs_exist_ok=True)
    click.echo(f"Restored from {source}. Next: ./run flask db upgrade")


def _dump(folder: Path) -> Path:
    """One moment of the database as a file."""
    db.session.rollback()
    if is_sqlite():
        dump = folder / "database.sqlite"
        with closing(sqlite3.connect(_sqlite_file())) as origin, closing(sqlite3.connect(dump)) as copy:
            origin.backup(copy)
        return dump
    dump = folder / "database.pgdump"
    _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={dump}")
    return dump


def _load(unpacked: Path) -> None:
    dump = unpacked / ("database.sqlite" if is_sqlite() else "database.pgdump")
    if not dump.exists():
        raise click.ClickException("This back-up was made of the other kind of database (SQLite, PostgreSQL).")
    sqlite = is_sqlite()
    db.session.remove()
    db.engine.dispose()
    if not sqlite:
        _restore_postgresql(dump)
        return
    place = _sqlite_file()
    for log in ("-wal", "-shm"):
        place.with_name(place.name + log).unlink(missing_ok=True)
    shutil.move(dump, place)


def _restore_postgresql(dump: Path) -> None:
    """In one transaction; tables that the back-up does not know, as after an update, would stand in its way."""
    tables = ", ".join(f'"{name}"' for name in sa.inspect(db.engine).get_table_names())
    db.engine.dispose()
    emptied, filled = dump.with_name("emptied.sql"), dump.with_name("filled.sql")
    emptied.write_text(f"DROP TABLE {tables} CASCADE;" if tables else "")
    _run("pg_restore", "--no-owner", f"--file={filled}", str(dump))
    once = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--single-transaction", "--set=ON_ERROR_STOP=1")
    _postgresql("psql", *once, f"--file={emptied}", f"--file={filled}")


def _unpacked(source: Path, folder: Path) -> Path:
    """The contents of a back-up, each file as it was when it was made."""
    with ZipFile(source) as archive:
        archive.extractall(folder)
        lines = archive.read(CHECKSUMS).decode().splitlines()
        held = {name for name in archive.namelist() if name != CHECKSUMS}
    checksums = {name: checksum for checksum, name in (line.split("  ", 1) for line in lines)}
    for name in sorted(held | checksums.keys()):
        if not (folder / name).is_file() or _checksum(folder / name) != checksums.get(name):
            raise ValueError(f"{name} is not what was stored")
    return folder


def _stored(archive: ZipFile, path: Path, name: str) -> str:
    archive.write(path, name)
    return f"{_checksum(path)}  {name}\n"


def _checksum(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _added_folders() -> list[Path]:
    """Where the areas keep files; the database and the key of this installation lie beside them, not in them."""
    return [place for place in files.folder().iterdir() if place.is_dir() and not place.name.startswith(".")]


def _added_files() -> Iterator[tuple[Path, str]]:
    for place in _added_folders():
        for path in sorted(place.rglob("*")):
            if path.is_file():
                yield path, path.relative_to(files.folder()).as_posix()


def _sqlite_file() -> Path:
    return Path(db.engine.url.database or "")


def _postgresql(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's own programs; the password goes in a file, where no list of processes shows it."""
    url = db.engine.url
    with tempfile.NamedTemporaryFile("w", prefix="pgpass") as secret:
        secret.write("*:*:*:*:" + (url.password or "").replace("\\", "\\\\").replace(":", "\\:"))
        secret.flush()
        address = url.set(drivername="postgresql", password=None).update_query_dict({"passfile": secret.name})
        _run(program, f"--dbname={address.render_as_string(hide_password=False)}", *arguments)


def _run(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        raise click.ClickException(f"{program} is not on the path (Debian: apt install postgresql-client).")
    if subprocess.run([found, *arguments], check=False).returncode:  # noqa: S603 - our own words
        raise click.ClickException(f"{program} failed; nothing was changed.")


def init_app(app: Flask) -> None:
    app.cli.add_command(backup)
    app.cli.add_command(restore)
