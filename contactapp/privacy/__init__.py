"""Privacy: who looked at whom, and what was changed about accounts."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from contactapp.permissions import Permission
from contactapp.privacy import rights_views, views
from contactapp.web.navigation import NavigationItem, add_to_menu


def init_app(app: Flask) -> None:
    app.register_blueprint(views.blueprint)
    app.register_blueprint(rights_views.blueprint)
    entry = NavigationItem(
        "steer",
        _l("Inzagelog"),
        "privacy.access_log",
        "visible",
        Permission.ACCESS_LOG_VIEW,
        order=80,
        section="privacy",
    )
    add_to_menu(app, entry)
