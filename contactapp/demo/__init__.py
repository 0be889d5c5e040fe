"""The demo association "Zilverlinde": made by a command, never in production."""

from flask import Flask

from contactapp.demo.cli import demo


def init_app(app: Flask) -> None:
    """Register the command that loads the demo."""
    app.cli.add_command(demo)
