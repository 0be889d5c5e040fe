"""Commands of this area; a scheduler runs them, or a person."""

import click
from flask.cli import AppGroup

from contactapp.db import db
from contactapp.tasks import sweeping

tasks = AppGroup("tasks", help="Tasks and deadlines.")


@tasks.command("wake")
def wake() -> None:
    """Let tasks whose waiting day has come go on; harmless to run as often as one likes."""
    woken = sweeping.wake_waiting()
    db.session.commit()
    click.echo(f"{woken} woken")


@tasks.command("escalate")
def escalate() -> None:
    """Tell colleagues and leads which deadlines have passed; each task is told once."""
    told = sweeping.escalate_overdue()
    db.session.commit()
    click.echo(f"{told} escalated")
