"""The knowledge base: answers found while somebody is on the phone.

Finding: ``search`` is the engine and knows neither Flask nor the database, ``glossary`` feeds it, ``finding`` keeps one
per process. ``asking`` is what a list is asked, ``results`` what it answers, ``facets`` how it narrows, ``marking`` why
something was found; ``pages`` is one answer to read, ``using`` counts, ``feedback`` tells the editors.

Writing: ``contents`` is an answer as one value, ``editing`` and ``approving`` are what editors do to it, ``writing``
helps meanwhile with words of ``suggesting``, ``comparing`` shows what changed. ``categorising``, ``filing``,
``linking`` and ``news`` are what stands around answers; ``transfer`` takes all of it along and back.
"""

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
