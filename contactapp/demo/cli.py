"""``flask demo …``: the demo association."""

from datetime import UTC, datetime

import click
from flask import current_app
from flask.cli import AppGroup

from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.demo import loading, staff

demo = AppGroup("demo", help="The demo association Zilverlinde.")
_LABEL_WIDTH = 26


@demo.command("load")
@click.option("--contacts", default=2500, show_default=True, type=click.IntRange(20), help="Households, organisations.")
@click.option("--tickets", default=6000, show_default=True, type=click.IntRange(0), help="Tickets in three years.")
@click.option("--seed", default=2026, show_default=True, help="The same seed gives the same association.")
@click.option("--force", is_flag=True, help="Also outside demo mode; the database must be empty all the same.")
@click.option("--if-empty", is_flag=True, help="Leave a database with other data alone without complaint.")
def load(contacts: int, tickets: int, seed: int, force: bool, if_empty: bool) -> None:
    """Fill an empty database with three years of believable work."""
    config = current_app.config["CONTACTAPP"]
    if not (config.demo or config.benchmark or force):
        raise click.ClickException("Set CONTACTAPP_DEMO=1: the demo has public passwords. Or use --force.")
    try:
        if loading.is_loaded():
            click.echo("The demo association is loaded already.")
            return
    except loading.Refused as refused:
        if if_empty:
            return
        raise click.ClickException(str(refused)) from refused
    _load(loading.Size(contacts, tickets, seed))


@demo.command("sign-ins")
def sign_ins() -> None:
    """Who can sign in, with which password."""
    for colleague in staff.CAST:
        click.echo(f"  {colleague.email:<28} {colleague.name}")
    click.echo(f"  password for all: {staff.PASSWORD}")


def _load(size: loading.Size) -> None:
    started = datetime.now(UTC)
    with click.progressbar(length=size.steps, label=" " * _LABEL_WIDTH) as bar:

        def progress(steps: int, label: str) -> None:
            bar.label = label.ljust(_LABEL_WIDTH)
            bar.update(steps)

        loading.load(size, now=utcnow(), progress=progress)
        db.session.commit()
    took = (datetime.now(UTC) - started).total_seconds()
    click.echo(f"Zilverlinde is loaded: {size.contacts} contacts, {size.tickets} tickets, in {took:.0f} s.")
