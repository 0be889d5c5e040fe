"""The figures that stand on every page, such as how much work lies open: asked together, once per request."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, g
from flask_login import current_user
from sqlalchemy import BindParameter, Integer, Select, bindparam, select

from contactapp.clock import local_today
from contactapp.db import db
from contactapp.permissions import Permission

# Given who reads it, what counts the figure.
Counting = Callable[[Any], Select[int]]
_ID: BindParameter[int] = bindparam("reader", type_=Integer)
_TEAMS: BindParameter[int] = bindparam("teams_of_reader", type_=Integer, expanding=True)


@dataclass(frozen=True)
class Reader:
    """Whoever has these permissions: who it is and in which teams is filled in for each of them."""

    permissions: frozenset[Permission]
    id = _ID
    team_ids = _TEAMS

    def can(self, permission: Permission) -> bool:
        return permission in self.permissions


def add_figure(app: Flask, name: str, counting: Counting) -> None:
    """Offer a figure to the layout. It is asked on every page, so it must be one cheap indexed count.

    It may depend on the id, the teams and the permissions of who reads, and on the day.
    """
    _all(app)[name] = counting


def figure(name: str) -> int:
    """One figure for the person who is signed in; the first one asked for brings all of them along."""
    if "figures" not in g:
        counting = _counting(tuple(_all(current_app).items()), Reader(current_user.permissions), local_today())
        mine = {_ID.key: current_user.id, _TEAMS.key: list(current_user.team_ids)}
        g.figures = db.session.execute(counting, mine).one()._mapping
    figures: Mapping[str, int] = g.figures
    return figures[name]


@lru_cache(maxsize=100)
def _counting(countings: tuple[tuple[str, Counting], ...], reader: Reader, _day: date) -> Select[Any]:
    """Composed once for all with the same permissions, and anew on another day; composing takes longer than asking."""
    return select(*(counting(reader).scalar_subquery().label(name) for name, counting in countings))


def _all(app: Flask) -> dict[str, Counting]:
    figures: dict[str, Counting] = app.extensions.setdefault("figures", {})
    return figures


def init_app(app: Flask) -> None:
    app.jinja_env.globals["figure"] = figure
