"""``flask backup`` and ``flask restore``: one file with the database and everything people added to it as files."""

import hashlib
import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import click
import sqlalchemy as sa
from flask import Flask

from contactapp.db import db, is_sqlite
from contactapp.web import files

CHECKSUMS = "checksums.sha256"  # as sha256sum writes and reads it
FILES = "files"
_AT_ONCE = 1 << 20  # bytes
_A_DAY = 86_400  # seconds


@click.command("backup")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
def backup(target: Path) -> None:
    """Write TARGET, a zip file. The application may go on meanwhile: it holds one moment of the database."""
    if target.exists():
        raise click.ClickException(f"{target} is there already; choose another name.")
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        count = _write(unfinished)
        unfinished.rename(target)
    except (OSError, ValueError, sqlite3.Error) as problem:
        raise click.ClickException(f"No back-up was made: {problem}") from problem
    finally:
        unfinished.unlink(missing_ok=True)
    click.echo(f"{target}: the database and {count} files.")


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
            dump = _checked_dump(unpacked)
        except (BadZipFile, KeyError, ValueError, sqlite3.Error) as problem:
            raise click.ClickException(f"{source} is damaged or no back-up: {problem}") from problem
        except OSError as problem:
            raise click.ClickException(f"Nothing was changed: {problem}") from problem
        kept = _put_back(unpacked / FILES, dump)
    click.echo(f"Restored from {source}. Next: ./run flask db upgrade")
    for path in _removed_but(kept):
        click.echo(f"A file that the back-up does not know could not be taken away: {path}", err=True)


def _write(unfinished: Path) -> int:
    """Write the back-up; how many files it holds beside the database."""
    with _holding() as folder, ZipFile(unfinished, "w", ZIP_DEFLATED) as archive:
        # Both before and after the database: a file of one of its rows was there at either moment, or is brought here
        # by whoever takes it away meanwhile.
        held = folder / FILES
        _hold_files(held)
        dump = _dump(folder)
        _hold_files(held)
        contents = [(path, path.relative_to(folder).as_posix()) for path in (dump, *_files_in(held))]
        archive.writestr(CHECKSUMS, "".join(_stored(archive, path, name) for path, name in contents))
    return len(contents) - 1


@contextmanager
def _holding() -> Iterator[Path]:
    """A folder where whoever takes a file away leaves it with us."""
    for stale in files.folder().glob(f"{files.HELD}*"):
        if stale.stat().st_mtime < time.time() - _A_DAY:  # of a back-up that was cut off
            shutil.rmtree(stale, ignore_errors=True)
    held = Path(tempfile.mkdtemp(dir=files.folder(), prefix=files.HELD))
    try:
        yield held
    finally:
        # Under another name first, so that nobody adds to it while it goes.
        shutil.rmtree(held.rename(held.with_name(held.name.replace(files.HELD, ".held-"))), ignore_errors=True)


def _put_back(unpacked: Path, dump: Path) -> set[Path]:
    """Add the files, then let the database be another in one go: at no moment does it miss a file.

    Returns:
        Where the files of the back-up stand now.
    """
    places = {path: files.folder() / path.relative_to(unpacked) for path in _files_in(unpacked)}
    added = [place for place in places.values() if not place.exists()]
    try:
        for path, place in places.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
        _load(dump)
    except BaseException as problem:
        for place in added:
            place.unlink(missing_ok=True)
        if isinstance(problem, (OSError, sqlite3.Error)):
            raise click.ClickException(f"Nothing was changed: {problem}") from problem
        raise
    return set(places.values())


def _removed_but(kept: set[Path]) -> list[Path]:
    """Take away what the back-up does not hold; tells what stayed."""
    stayed = []
    for path in [path for path in _added_files() if path not in kept]:
        try:
            path.unlink()
        except OSError:
            stayed.append(path)
    return stayed


def _dump(folder: Path) -> Path:
    """One moment of the database as a file."""
    db.session.rollback()
    if is_sqlite():
        dump = folder / "database.sqlite"
        with closing(sqlite3.connect(_sqlite_file())) as origin, closing(sqlite3.connect(dump)) as copy:
            origin.backup(copy)
        _check_sqlite(dump)
        return dump
    dump = folder / "database.pgdump"
    _postgresql("pg_dump", "--format=custom", "--no-owner", f"--file={dump}")
    return dump


def _checked_dump(unpacked: Path) -> Path:
    """The database of a back-up, of the kind that this installation has."""
    dump = unpacked / ("database.sqlite" if is_sqlite() else "database.pgdump")
    if not dump.exists():
        raise click.ClickException("This back-up was made of the other kind of database (SQLite, PostgreSQL).")
    if is_sqlite():
        _check_sqlite(dump)
    return dump


def _check_sqlite(dump: Path) -> None:
    """Refuse a database of which a part cannot be read.

    Raises:
        ValueError: with what SQLite says of it.
    """
    with closing(sqlite3.connect(dump)) as content:
        [first], *_others = content.execute("PRAGMA quick_check(1)")
    if first != "ok":
        raise ValueError(first)


def _load(dump: Path) -> None:
    sqlite = is_sqlite()
    db.session.remove()
    db.engine.dispose()
    if not sqlite:
        _restore_postgresql(dump)
        return
    place = _sqlite_file()
    try:
        _copy_sqlite(dump, place)
    except sqlite3.DatabaseError as problem:
        if problem.sqlite_errorcode not in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
            raise
        _set_aside(place)
        _copy_sqlite(dump, place)


def _copy_sqlite(dump: Path, place: Path) -> None:
    """In one transaction of the database that is there, so that it is the old or the new one whatever happens."""
    with closing(sqlite3.connect(dump)) as content, closing(sqlite3.connect(place)) as target:
        content.backup(target)
        target.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _set_aside(place: Path) -> None:
    """A database that cannot be read any more; who knows what can still be saved from it."""
    for ending in ("", "-wal", "-shm"):
        part = place.with_name(place.name + ending)
        if part.exists():
            part.replace(place.with_name(f"{place.name}.damaged{ending}"))


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
    """Store a file; its checksum is that of the bytes that were stored."""
    digest = hashlib.sha256()
    with path.open("rb") as content, archive.open(name, "w", force_zip64=True) as kept:
        while part := content.read(_AT_ONCE):
            digest.update(part)
            kept.write(part)
    return f"{digest.hexdigest()}  {name}\n"


def _checksum(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _added_folders() -> list[Path]:
    """Where the areas keep files; the database and the key of this installation lie beside them, not in them."""
    return [place for place in files.folder().iterdir() if place.is_dir() and not place.name.startswith(".")]


def _added_files() -> list[Path]:
    return [path for place in _added_folders() for path in _files_in(place)]


def _files_in(place: Path) -> list[Path]:
    """Every file below a folder; a hidden one is still being written."""
    return [path for path in sorted(place.rglob("*")) if path.is_file() and not path.name.startswith(".")]


def _hold_files(held: Path) -> None:
    """Keep what is there now in a folder of our own, where nobody takes it away; it costs no space."""
    for path in _added_files():
        kept = held / path.relative_to(files.folder())
        if kept.exists():
            continue
        kept.parent.mkdir(parents=True, exist_ok=True)
        try:
            kept.hardlink_to(path)
        except FileNotFoundError:  # taken away since we looked
            continue
        except OSError:  # no links on this file system
            shutil.copyfile(path, kept)


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
