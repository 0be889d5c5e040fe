"""The figures that stand on every page."""

from flask import Flask, g
from flask_login import login_user

from contactapp.db import db
from contactapp.tasks.counts import MY_OPEN_WORK, UNCLAIMED
from contactapp.tasks.notifications import UNREAD, NotificationKind, notify
from contactapp.web.figures import figure
from tests.support.cast import Cast
from tests.support.make import accounts, tasks
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


def test_who_may_do_the_same_still_has_figures_of_their_own(app: Flask, cast: Cast) -> None:
    tasks.task(cast.techniek)
    tasks.task(cast.verhuur)
    tasks.task(cast.verhuur, assignee=cast.anna)
    for reader, figures in ((cast.carla, (1, 0)), (cast.anna, (1, 1)), (accounts.user(), (0, 0))):
        with app.test_request_context():
            g.pop("figures", None)  # of the reader before
            login_user(reader)
            assert (figure(UNCLAIMED), figure(MY_OPEN_WORK)) == figures
