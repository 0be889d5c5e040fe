"""Commands: reading files of other systems, and writing the search index anew."""

import csv
from collections.abc import Callable
from pathlib import Path
from time import sleep

import click
from flask import Flask
from flask.cli import AppGroup

from contactapp.contacts.importing import BadFile, Outcome, Tally, import_file
from contactapp.contacts.importing.kinds import FILES
from contactapp.contacts.importing.reading import BATCH, Importer
from contactapp.contacts.terms import reindex_all
from contactapp.db import db, is_sqlite

# On SQLite who waits to write looks again after at most a tenth of a second.
_PAUSE = 0.12

contacts = AppGroup("contacts", help="Contacts and customers.")


@contacts.command("reindex")
def reindex_contacts() -> None:
    """Write the search terms of all contacts anew."""
    written = reindex_all(db.session.connection())
    db.session.commit()
    click.echo(f"{written} zoektermen geschreven.")


def _import_command(name: str, make: Callable[[], Importer]) -> click.Command:
    importer = make()

    @click.command(name, help=f"Import {name} from CSV. Columns: {', '.join(importer.required)}; may have: "
                   f"{', '.join(importer.optional) or 'nothing else'}.")  # fmt: skip
    @click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
    @click.option("--dry-run", is_flag=True, help="Say what would happen and store nothing.")
    @click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the refused rows here.")
    def command(file: Path, dry_run: bool, report: Path | None) -> None:
        try:
            with file.open("rb") as lines:
                length = max(sum(1 for _line in lines) - 1, 0)
            with click.progressbar(length=length, label=name) as bar:
                tally = import_file(file, make(), after_batch=_keeping(bar.update), trial=dry_run)
        except BadFile as problem:
            raise click.ClickException(str(problem)) from problem
        finally:
            db.session.rollback()
        _tell(tally, dry_run=dry_run, report=report)

    return command


def _keeping(progress: Callable[[int], None]) -> Callable[[int], None]:
    """Commit every batch, so that what was read of a long file stays when the rest cannot be, and nobody waits long."""

    def after_batch(count: int) -> None:
        db.session.commit()
        db.session.expunge_all()
        progress(count)
        if is_sqlite() and count == BATCH:  # more may come
            sleep(_PAUSE)

    return after_batch


def _tell(tally: Tally, *, dry_run: bool, report: Path | None) -> None:
    counts = tally.counts
    click.echo(
        f"{tally.read} regels: {counts[Outcome.ADDED]} toegevoegd, {counts[Outcome.CHANGED]} gewijzigd, "
        f"{counts[Outcome.SAME]} ongewijzigd, {len(tally.refused)} geweigerd."
    )
    if dry_run:
        click.echo("Proef: er is niets opgeslagen.")
    for line, reason in tally.refused[:20]:
        click.echo(f"  regel {line}: {reason}")
    if report:
        with report.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file, delimiter=";").writerows([("regel", "reden"), *tally.refused])


def init_app(app: Flask) -> None:
    app.cli.add_command(contacts)
    imports = app.cli.commands.setdefault("import", AppGroup("import", help="Read data from files."))
    assert isinstance(imports, click.Group)  # noqa: S101 - tells the type checker; every area makes it alike
    for name, make in FILES.items():
        imports.add_command(_import_command(name, make))
