"""The desk: conversations, registering, the timeline, the working day."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from contactapp.contacts.phones import show_phone
from contactapp.desk import (
    attachment_views,
    chips,
    consulting,
    contact_views,
    conversing,
    correction_views,
    follow_up_views,
    following_views,
    models,
    notepad_views,
    saved_view_views,
    search_views,
    standard_text_views,
    start_views,
    subject_views,
    template_views,
    ticket_page_views,
    ticket_search_views,
    ticket_views,
)
from contactapp.desk.blueprint import blueprint
from contactapp.desk.bulk import models as bulk_models
from contactapp.desk.bulk import views as bulk_views
from contactapp.desk.forms import COUNTED_FROM
from contactapp.desk.ticket_entries import ticket_entries
from contactapp.desk.timeline import add_source
from contactapp.permissions import Permission
from contactapp.tasks.counts import MY_OPEN_WORK
from contactapp.web.files import KINDS
from contactapp.web.navigation import NavigationItem, add_to_menu

MENU = (
    NavigationItem("work", _l("Mijn werkdag"), "desk.start", "workday", Permission.DESK, 10, "", MY_OPEN_WORK),
    NavigationItem("find", _l("Tickets"), "desk.tickets", "message", Permission.TICKET_VIEW, 30, "tickets"),
    NavigationItem("find", _l("Sjablonen"), "desk.templates", "copy", Permission.TICKET_REGISTER, 40, "templates"),
)


def init_app(app: Flask) -> None:
    """Register the views, the sources of the timeline and the bar of conversations."""
    app.register_blueprint(blueprint)
    add_source(app, ticket_entries)
    consulting.init_app(app)
    app.jinja_env.globals.update(
        running_conversations=conversing.running,
        conversation_chips=chips.chips,
        chip_name=chips.chip_name,
        chip_words=chips.chip_words,
        show_phone=show_phone,
        current_conversation=conversing.current_conversation,
        counted_from=COUNTED_FROM,
        accepted_files=",".join(KINDS),
    )
    for item in MENU:
        add_to_menu(app, item)


__all__ = [
    "attachment_views",
    "bulk_models",
    "bulk_views",
    "contact_views",
    "conversing",
    "correction_views",
    "follow_up_views",
    "following_views",
    "init_app",
    "models",
    "notepad_views",
    "saved_view_views",
    "search_views",
    "standard_text_views",
    "start_views",
    "subject_views",
    "template_views",
    "ticket_page_views",
    "ticket_search_views",
    "ticket_views",
]
