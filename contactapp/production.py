"""``flask check-production``: what `./run serve` wants to know before it starts, besides the settings."""

import click
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from contactapp.config import PROJECT
from contactapp.db import db
from contactapp.demo.staff import DOMAIN

DEMO_PEOPLE = f"%@{DOMAIN}"


@click.command("check-production")
def check_production() -> None:
    """Refuse a database that does not answer, that must be migrated first, or that holds the demo association."""
    try:
        connection = db.session.connection()
    except OperationalError as problem:
        raise click.ClickException(f"The database does not answer. {problem.orig}") from problem
    wanted = set(ScriptDirectory(str(PROJECT / "migrations")).get_heads())
    if wanted - set(MigrationContext.configure(connection).get_current_heads()):
        raise click.ClickException("The database must be migrated first: ./run flask db upgrade")
    if connection.execute(text("SELECT 1 FROM user_account WHERE email LIKE :people"), {"people": DEMO_PEOPLE}).first():
        raise click.ClickException("This database holds the demo association, whose passwords are public.")
    click.echo(f"Ready to serve {current_app.config['CONTACTAPP'].brand_name}.", err=True)


def init_app(app: Flask) -> None:
    app.cli.add_command(check_production)
