"""Members of staff: signing in, sessions, teams, roles."""

from flask import Flask

from contactapp.accounts import sessions


def init_app(app: Flask) -> None:
    sessions.init_app(app)
