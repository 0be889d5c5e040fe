"""What happens by itself: jobs that return, and what a process does before its first request."""

from flask import Flask

from contactapp.background import cli, models


def init_app(app: Flask) -> None:
    app.cli.add_command(cli.work)


__all__ = ["init_app", "models"]
