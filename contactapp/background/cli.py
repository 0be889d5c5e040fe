"""``flask work``: the worker that ``./run worker`` starts."""

import logging
import signal
import threading
from datetime import datetime

import click
from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from contactapp.background.jobs import jobs_of
from contactapp.background.problems import kind_and_place
from contactapp.background.running import run_due, turns

PAUSE = 20  # seconds between two looks at what is due
logger = logging.getLogger(__name__)


@click.command("work")
@click.option("--once", is_flag=True, help="Run what is due and stop, for a scheduler.")
@click.option("--list", "only_list", is_flag=True, help="Show the jobs and when they ran.")
def work(once: bool, only_list: bool) -> None:
    """Run the background work as it falls due, until stopped. Several may run at the same time."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if only_list:
        _show(app)
    elif once:
        click.echo(" ".join(run_due(app)) or "nothing is due")
    else:
        _work_on(app)


def _work_on(app: Flask) -> None:
    """A job that is under way is finished before the worker stops."""
    stopped = threading.Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stopped.set())
    click.echo(f"Working on {len(jobs_of(app))} jobs (stop with Ctrl-C).", err=True)
    while not stopped.is_set():
        try:
            run_due(app)
        except SQLAlchemyError as problem:
            logger.error("The database does not answer; trying again. %s", kind_and_place(problem))
        stopped.wait(PAUSE)


def _show(app: Flask) -> None:
    known = turns()
    for job in jobs_of(app):
        turn = known.get(job.name)
        done, failed = (_moment(turn.succeeded_at), _moment(turn.failed_at)) if turn else ("-", "-")
        click.echo(f"{job.name:22} every {job.every}   done {done}   failed {failed}")


def _moment(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at else "-"
