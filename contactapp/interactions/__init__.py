"""Tickets, contact moments and templates."""

from flask import Flask

from contactapp.interactions import models


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""


__all__ = ["init_app", "models"]
