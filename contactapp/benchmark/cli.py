"""``flask bench``: measure every operation over real HTTP, next to the floor."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app

from contactapp.benchmark import dataset, finding, report, server  # noqa: F401 - finding declares its operations
from contactapp.benchmark.desk import Desk
from contactapp.benchmark.operations import OPERATIONS
from contactapp.benchmark.samples import PERSON, Samples
from contactapp.config import normalise_database_url
from contactapp.demo.staff import PASSWORD

WARM_UP = 5


@click.command("bench")
@click.option("--contacts", default=20_000, show_default=True, help="Contacts in the data set.")
@click.option("--tickets", default=100_000, show_default=True, help="Tickets in the data set.")
@click.option("--times", default=60, show_default=True, help="How often each operation is measured.")
@click.option("--database", help="Measure in this database; filled when empty, and written to. Default: SQLite.")
def bench(contacts: int, tickets: int, times: int, database: str | None) -> None:
    """Measure how fast every operation is, compared with a bare view in the same process."""
    size = dataset.Size(contacts, tickets)
    with _database(size, database, Path(current_app.instance_path)) as url, server.running(url) as running:
        desk, samples = Desk(running.port), Samples.of(url)
        if WARM_UP + times > samples.open_tasks:
            raise click.ClickException(f"There are {samples.open_tasks} open tasks to claim; choose a lower --times.")
        desk.sign_in(PERSON, PASSWORD)
        figures = measure(desk, samples, times)
        floor = next(row for row in figures if row.name.startswith("floor: query"))
        click.echo(f"{contacts} contacts, {tickets} tickets, {times} times each, {url.split(':')[0]}")
        for line in report.lines(figures, floor, running.peak_memory()):
            click.echo(line)


def measure(desk: Desk, samples: Samples, times: int) -> list[report.Figures]:
    """Do every operation ``times`` times, in turn, so that a slow moment of the machine hits all alike.

    Raises:
        RuntimeError: when an answer is not a success; a fast error page is no figure.
    """
    figures = [report.Figures(operation.name, operation.aim, operation.p95_within) for operation in OPERATIONS]
    for round_number in range(WARM_UP + times):
        for operation, row in zip(OPERATIONS, figures, strict=True):
            request = operation.ask(desk, samples)
            answer = desk.send(request)
            if answer.status not in operation.success:
                raise RuntimeError(f"{operation.name}: {request.path} answered {answer.status}")
            if round_number >= WARM_UP:
                row.answers.append(answer)
    return figures


@contextmanager
def _database(size: dataset.Size, given: str | None, instance: Path) -> Iterator[str]:
    if given is None:
        with dataset.prepared(size, instance) as url:
            yield url
        return
    url = normalise_database_url(given)
    if dataset.is_empty(url):
        dataset.fill(size, url)
    yield url
