"""Segments: a saved selection of contacts for whom one contact moment is registered at once."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from contactapp.permissions import Permission
from contactapp.segments import models, run_views, views, wording
from contactapp.segments.blueprint import blueprint
from contactapp.web.navigation import NavigationItem, add_to_menu


def init_app(app: Flask) -> None:
    """Register the views, the menu entry and the words."""
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(selection_text=wording.selection_text, left_out_because=wording.reason_text)
    entry = NavigationItem(
        "find",
        _l("Selecties"),
        "segments.index",
        "two-people",
        Permission.SEGMENT_REGISTER,
        order=50,
        section="segments",
    )
    add_to_menu(app, entry)


__all__ = ["init_app", "models", "run_views", "views"]
