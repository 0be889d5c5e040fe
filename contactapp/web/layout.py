"""What the layout asks of the application, so that it works with whatever areas are there."""

from flask import Flask, current_app, url_for


def has_page(endpoint: str) -> bool:
    """Whether some area offers this endpoint."""
    return endpoint in current_app.view_functions


def search_url() -> str:
    """Where the search field at the top of every page goes: everything, or contacts when that is all there is."""
    return url_for("desk.search") if has_page("desk.search") else "/contacts"


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(has_page=has_page, search_url=search_url)
