"""Tasks, team queues and the working calendar."""

from flask import Flask

from contactapp.tasks import models


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""


__all__ = ["init_app", "models"]
