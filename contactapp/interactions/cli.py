"""Commands: writing the search index of notes anew."""

import click
from flask.cli import AppGroup

from contactapp.db import db
from contactapp.interactions.note_index import reindex_all

tickets = AppGroup("tickets", help="Tickets and contact moments.")


@tickets.command("reindex")
def reindex_tickets() -> None:
    """Write the search terms of all contact moments anew."""
    written = reindex_all(db.session.connection())
    db.session.commit()
    click.echo(f"{written} zoektermen geschreven.")
