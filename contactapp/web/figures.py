"""The figures that stand on every page, such as how much work lies open: asked together, once per request."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, g
from flask_login import current_user
from sqlalchemy import Select, select

from contactapp.db import db

# Given the person who is signed in, what counts the figure.
Counting = Callable[[Any], Select[int]]


def add_figure(app: Flask, name: str, counting: Counting) -> None:
    """Offer a figure to the layout. It is asked on every page, so it must be one cheap indexed count."""
    _all(app)[name] = counting


def figure(name: str) -> int:
    """One figure for the person who is signed in; the first one asked for brings all of them along."""
    if "figures" not in g:
        counts = [counting(current_user).scalar_subquery().label(key) for key, counting in _all(current_app).items()]
        g.figures = db.session.execute(select(*counts)).one()._mapping
    return int(g.figures[name])


def _all(app: Flask) -> dict[str, Counting]:
    figures: dict[str, Counting] = app.extensions.setdefault("figures", {})
    return figures


def init_app(app: Flask) -> None:
    app.jinja_env.globals["figure"] = figure
