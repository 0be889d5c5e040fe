"""Tickets, contact moments and templates."""

from flask import Flask

from contactapp.interactions import attachments, cli, models, note_index, queries
from contactapp.interactions.codes import KIND_LABELS, RESULT_LABELS, way_icon, way_label
from contactapp.knowledge.editing import defaults


def init_app(app: Flask) -> None:
    """Give the templates the words of the code lists, and the knowledge base the templates an answer may preset."""
    app.cli.add_command(cli.tickets)
    defaults.templates = lambda: [(template.code, template.name) for template in queries.all_templates()]
    app.jinja_env.globals.update(
        kind_labels=KIND_LABELS, result_labels=RESULT_LABELS, way_icon=way_icon, way_label=way_label
    )


__all__ = ["attachments", "init_app", "models", "note_index"]
