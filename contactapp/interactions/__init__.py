"""Tickets, contact moments and templates."""

from flask import Flask

from contactapp.interactions import attachments, models, note_index
from contactapp.interactions.codes import KIND_LABELS, RESULT_LABELS, way_icon, way_label


def init_app(app: Flask) -> None:
    """Give the templates the words of the code lists."""
    app.jinja_env.globals.update(
        kind_labels=KIND_LABELS, result_labels=RESULT_LABELS, way_icon=way_icon, way_label=way_label
    )


__all__ = ["attachments", "init_app", "models", "note_index"]
