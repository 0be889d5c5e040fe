"""Commands of the knowledge base: import, and measuring the search."""

from pathlib import Path

import click
from flask import Flask
from flask.cli import AppGroup

from contactapp.db import db
from contactapp.knowledge.finding import find
from contactapp.knowledge.search import evaluation
from contactapp.knowledge.transfer import exporting, importing

knowledge = AppGroup("knowledge", help="The knowledge base.")


@click.command("faqs")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen, with every refused line; store nothing.")
def import_faqs(file: Path, dry_run: bool) -> None:
    """Import a knowledge base: a ZIP, JSON lines or CSV, by its name; run it again to bring it up to date."""
    try:
        tally = importing.try_file(file) if dry_run else importing.import_file(file)
    except importing.BadImport as error:
        raise click.ClickException(str(error)) from error
    db.session.commit()
    for line, reason in tally.refused:
        click.echo(f"Regel {line}: {reason}.")
    click.echo(f"{tally.added} toegevoegd, {tally.changed} gewijzigd, {tally.same} ongewijzigd.")


@knowledge.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(file: Path) -> None:
    """Write everything as a ZIP or, without the files, as JSON lines; as CSV the answers only. By its name."""
    kind = file.suffix.lower().removeprefix(".")
    if kind not in exporting.FORMATS:
        raise click.BadParameter("The name must end in .zip, .jsonl or .csv.")
    _media_type, write = exporting.FORMATS[kind]
    with file.open("wb") as written:
        write(written)
    click.echo(f"{file} geschreven.")


@knowledge.command("evaluate")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def evaluate(file: Path) -> None:
    """Measure the search on labelled queries (JSON lines with query, class, best and ok)."""
    find("warm draaien")
    measures = evaluation.measure(evaluation.read(file), lambda query: list(find(query))[:10])
    click.echo(f"{'class':<12}{'n':>5}{'hit@1':>8}{'hit@3':>8}{'MRR@10':>8}{'empty':>8}{'median':>10}{'p95':>10}")
    for kind in sorted(measures, key=lambda name: (name == "all", name)):
        one = measures[kind]
        click.echo(
            f"{kind:<12}{len(one.ranks):>5}{one.hit_at(1):>8.1%}{one.hit_at(3):>8.1%}{one.reciprocal_rank:>8.3f}"
            f"{one.empty_share:>8.1%}{one.median:>7.1f} ms{one.p95:>7.1f} ms"
        )


def init_app(app: Flask) -> None:
    app.cli.add_command(knowledge)
    imports = app.cli.commands.setdefault("import", AppGroup("import", help="Read data from files."))
    assert isinstance(imports, click.Group)  # noqa: S101 - tells the type checker; every area makes it alike
    imports.add_command(import_faqs)
