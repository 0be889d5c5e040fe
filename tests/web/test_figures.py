"""The figures that stand on every page."""

from flask import Flask
from flask_login import login_user

from contactapp.db import db
from contactapp.tasks.counts import MY_OPEN_WORK, UNCLAIMED
from contactapp.tasks.notifications import UNREAD, NotificationKind, notify
from contactapp.web.figures import figure
from tests.support.cast import Cast
from tests.support.make import tasks
from tests.support.queries import recorded_queries


def test_all_figures_of_a_page_cost_one_query(app: Flask, cast: Cast) -> None:
    mine = tasks.task(cast.techniek, assignee=cast.carla)
    tasks.task(cast.techniek)
    tasks.task(cast.techniek)
    tasks.task(cast.verhuur)
    notify(mine, cast.carla, NotificationKind.ASSIGNED, by=cast.anna)
    db.session.flush()
    with app.test_request_context(), recorded_queries() as asked:
        login_user(cast.carla)
        assert (figure(UNCLAIMED), figure(MY_OPEN_WORK), figure(UNREAD)) == (2, 1, 1)
    assert len(asked) == 1
