"""Tasks, team queues and the working calendar."""

from flask import Flask

# The models come first: the abilities of a task and its table refer to each other.
from contactapp.tasks import models, notifications, office, presence  # noqa: F401


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""
