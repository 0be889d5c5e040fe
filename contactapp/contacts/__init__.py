"""Contacts and customers: who is on the line."""

from flask import Flask

from contactapp.contacts import models, terms


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""


__all__ = ["init_app", "models", "terms"]
