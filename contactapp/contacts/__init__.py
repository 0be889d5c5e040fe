"""Contacts and customers: who is on the line."""

from datetime import timedelta

from flask import Flask
from flask_babel import lazy_gettext as _l

from contactapp.background.jobs import add_job
from contactapp.contacts import (
    belonging,
    belonging_views,
    cli,
    creating_views,
    details_views,
    editing_forms,
    export_views,
    history,
    import_forms,
    import_views,
    links,
    marking,
    merging,
    merging_views,
    models,
    naming,
    pdok,
    personal_views,
    reaching,
    showing,
    tabs,
    terms,
    views,
)
from contactapp.contacts.blueprint import blueprint
from contactapp.contacts.queries import roles_that_ended
from contactapp.permissions import Permission
from contactapp.web.navigation import NavigationItem, add_to_menu

VIEWS = (
    views,
    creating_views,
    details_views,
    belonging_views,
    personal_views,
    merging_views,
    export_views,
    import_views,
)


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""
    app.extensions["contacts.locatieserver"] = pdok.Locatieserver(app.config["CONTACTAPP"].pdok_url)
    app.register_blueprint(blueprint)
    links.init_app(app)
    marking.init_app(app)
    reaching.init_app(app)
    showing.init_app(app)
    history.init_app(app)
    tabs.init_app(app)
    cli.init_app(app)
    add_job(app, "pass-on-ended-roles", timedelta(hours=3), belonging.pass_on, each=roles_that_ended)
    app.jinja_env.globals.update(
        lives_here=belonging.lives_here,
        may_be_first=belonging.may_be_first,
        named_after=naming.named_after,
        namesakes=naming.namesakes,
        merge_can_be_undone=merging.can_be_undone,
        import_kinds=import_forms.KINDS,
        preferences_form=editing_forms.PreferencesForm.of,
    )
    add_to_menu(
        app,
        NavigationItem(
            "find",
            _l("Klanten"),
            "contacts.index",
            icon="customers",
            permission=Permission.CONTACT_VIEW,
            order=10,
            section="contacts",
            more_sections=("units",),
        ),
    )


__all__ = ["init_app", "models", "terms"]
