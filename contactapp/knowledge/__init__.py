"""The knowledge base: answers found while somebody is on the phone."""

from flask import Flask

from contactapp.knowledge import models


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""


__all__ = ["init_app", "models"]
