"""Members of staff: signing in, sessions, teams, roles."""

from flask import Flask

from contactapp.accounts import administration, cli, sessions, views


def init_app(app: Flask) -> None:
    sessions.init_app(app)
    app.register_blueprint(views.blueprint)
    administration.init_app(app)
    app.cli.add_command(cli.users)
