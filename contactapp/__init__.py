"""Contactapp: the agent desktop of a housing association."""

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from contactapp import (
    accounts,
    background,
    backup,
    benchmark,
    contacts,
    demo,
    desk,
    events,
    interactions,
    knowledge,
    privacy,
    production,
    segments,
    tasks,
    web,
)
from contactapp.config import PROJECT, Config
from contactapp.db import db
from contactapp.web.templating import TemplateEnvironment

AREAS = (
    background, web, events, accounts, contacts, knowledge, interactions, tasks, desk, segments, privacy,
    demo, production, backup, benchmark,
)  # fmt: skip
migrate = Migrate(directory=str(PROJECT / "migrations"), render_as_batch=True, compare_type=True)


def create_app(config: Config | None = None) -> Flask:
    """Make the application; without ``config`` the environment is read.

    Raises:
        ConfigError: when a setting is missing or wrong.
    """
    config = config or Config.from_environ()
    app = Flask(__name__, static_folder=None, instance_path=str(config.instance_path))
    app.jinja_environment = TemplateEnvironment
    app.config.from_mapping(config.as_flask())
    if config.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.trusted_proxies, x_proto=config.trusted_proxies)  # type: ignore[method-assign]
    db.init_app(app)
    migrate.init_app(app, db)
    for area in AREAS:
        area.init_app(app)
    return app
