"""Tasks, team queues and the working calendar."""

from datetime import timedelta

from flask import Flask
from flask_babel import lazy_gettext as _l

from contactapp.background.jobs import add_job
from contactapp.permissions import Permission
from contactapp.tasks import (
    calendar_views,
    call_views,
    choice_views,
    cli,
    counts,
    for_knowledge,
    lead_views,
    message_views,
    new_views,
    notification_views,
    notifications,
    recurring,
    recurring_views,
    sweeping,
    task_views,
    type_views,
    views,
)
from contactapp.tasks.blueprint import blueprint
from contactapp.tasks.counts import MY_OPEN_WORK, UNCLAIMED
from contactapp.tasks.notifications import UNREAD
from contactapp.tasks.terms import term_words
from contactapp.web.figures import add_figure
from contactapp.web.navigation import NavigationItem, add_to_menu

VIEWS = (
    views,
    task_views,
    call_views,
    notification_views,
    calendar_views,
    lead_views,
    choice_views,
    message_views,
    type_views,
    new_views,
    recurring_views,
)  # loaded so that their routes hang on the blueprint


def init_app(app: Flask) -> None:
    """Register the views, menu entries and commands of this area."""
    app.register_blueprint(blueprint)
    add_figure(app, UNREAD, notifications.unread)
    add_figure(app, UNCLAIMED, counts.unclaimed)
    add_figure(app, MY_OPEN_WORK, counts.my_open_work)
    app.jinja_env.globals["term_words"] = term_words
    app.cli.add_command(cli.tasks)
    add_job(app, "wake-waiting-tasks", timedelta(minutes=2), sweeping.wake_waiting)
    add_job(app, "make-recurring-tasks", timedelta(minutes=15), recurring.make, each=recurring.due)
    add_job(app, "escalate-overdue-tasks", timedelta(minutes=10), sweeping.escalate_overdue)
    add_job(app, "forget-task-drafts", timedelta(hours=6), sweeping.forget_drafts)
    for_knowledge.init_app()
    add_to_menu(
        app,
        NavigationItem(
            group="work",
            text=_l("Teamtaken"),
            endpoint="tasks.queue",
            icon="queue",
            permission=Permission.TASK_WORK,
            order=20,
            section="tasks",
            figure=UNCLAIMED,
        ),
    )
