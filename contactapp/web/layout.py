"""What the layout asks of the application, so that it works with whatever areas are there."""

import secrets

from flask import Flask, current_app, g, render_template, url_for
from flask_babel import get_locale
from markupsafe import Markup

from contactapp.web.rendering import wants_fragment


def has_page(endpoint: str) -> bool:
    """Whether some area offers this endpoint."""
    return endpoint in current_app.view_functions


def home_url() -> str:
    """The page on which a day starts."""
    return _first("desk.start")


def search_url() -> str:
    """Where the search field at the top of every page goes: everything, or contacts when that is all there is."""
    return _first("desk.search", "contacts.index")


def keyboard_help() -> Markup:
    """The window with every shortcut. It is the same on every page, so it is made once per language."""
    made: dict[str, Markup] = current_app.extensions["keyboard_help"]
    language = str(get_locale())
    if language not in made:
        made[language] = Markup(render_template("layouts/_keyboard_help.html"))  # noqa: S704 - our own template
    return made[language]


def answer_mark() -> str:
    """Tells the parts of one answer from those of another that still stand on the page while htmx swaps."""
    mark: str = g.setdefault("answer_mark", secrets.token_hex(3))
    return mark


def _first(*endpoints: str) -> str:
    return next((url_for(endpoint) for endpoint in endpoints if has_page(endpoint)), url_for("styleguide.index"))


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(has_page=has_page, home_url=home_url, search_url=search_url)
    app.extensions["keyboard_help"] = {}
    app.jinja_env.globals.update(answer_mark=answer_mark, keyboard_help=keyboard_help)
    app.jinja_env.globals["wants_fragment"] = wants_fragment
    app.jinja_env.globals["session_idle_minutes"] = app.config["CONTACTAPP"].session_idle_minutes
