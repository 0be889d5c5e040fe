"""What the layout asks of the application, so that it works with whatever areas are there."""

import secrets

from flask import Flask, g

from contactapp.web.rendering import wants_fragment


def answer_mark() -> str:
    """Tells the parts of one answer from those of another that still stand on the page while htmx swaps."""
    mark: str = g.setdefault("answer_mark", secrets.token_hex(3))
    return mark


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(answer_mark=answer_mark)
    app.jinja_env.globals["wants_fragment"] = wants_fragment
    app.jinja_env.globals["session_idle_minutes"] = app.config["CONTACTAPP"].session_idle_minutes
