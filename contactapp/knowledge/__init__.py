"""The knowledge base: answers found while somebody is on the phone."""

from flask import Flask
from flask_babel import lazy_gettext as _l

from contactapp.knowledge import (
    approving,
    category_views,
    cli,
    desk_queries,
    desk_views,
    editor_views,
    file_views,
    finding,
    models,
    news,
    news_views,
    transfer_views,
    views,
)
from contactapp.knowledge.transfer import jobs
from contactapp.permissions import Permission
from contactapp.web.navigation import NavigationItem, add_to_menu


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""
    finding.init_app(app)
    app.jinja_env.globals.update(
        approval_needed=approving.is_needed, unread_news=news.unread, returned_texts=desk_queries.returned_to
    )
    for area in (views, editor_views, desk_views, category_views, file_views, news_views, transfer_views):
        app.register_blueprint(area.blueprint)
    cli.init_app(app)
    add_to_menu(
        app,
        NavigationItem(
            "find", _l("Kennisbank"), "knowledge.index", "knowledge", Permission.KNOWLEDGE_VIEW, 20, "knowledge"
        ),
    )


__all__ = ["init_app", "jobs", "models"]
