"""Members of staff: signing in, sessions, teams, roles."""

from datetime import timedelta

from flask import Flask

from contactapp.accounts import admin_views, cli, expiring, given_views, sessions, views
from contactapp.background.jobs import add_job


def init_app(app: Flask) -> None:
    sessions.init_app(app)
    app.register_blueprint(views.blueprint)
    given_views.init_app(app)
    admin_views.init_app(app)
    app.cli.add_command(cli.users)
    add_job(app, "forget-sign-ins", timedelta(hours=6), expiring.forget_old_sign_ins)
