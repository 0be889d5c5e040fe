"""Who else has a task on screen."""

from datetime import timedelta

from sqlalchemy import select, update

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks import conversing
from contactapp.tasks.notifications import unread
from contactapp.tasks.presence import TaskPresence
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, tasks


def daan_in(cast: Cast) -> User:
    return accounts.user("Daan van den Berg", teams=[cast.techniek])


def test_a_colleague_who_looks_at_the_same_task_is_named(browser: Browser, cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    assert "bekijkt deze taak ook" not in page.text
    page = browser.sign_in(daan).get(f"/tasks/{task.number}")
    assert "Carla Öztürk bekijkt deze taak ook." in page.text
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}/presence", htmx=True)
    assert "Daan van den Berg bekijkt deze taak ook." in page.text


def test_who_went_away_is_not_named_any_more(browser: Browser, cast: Cast) -> None:
    daan, task = daan_in(cast), tasks.task(cast.techniek)
    browser.sign_in(daan).get(f"/tasks/{task.number}")
    db.session.execute(update(TaskPresence).values(seen_at=utcnow() - timedelta(minutes=2)))
    assert "bekijkt" not in browser.sign_in(cast.carla).get(f"/tasks/{task.number}").text
    assert [row.user_id for row in db.session.scalars(select(TaskPresence))] == [cast.carla.id]


def test_looking_twice_leaves_one_row(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    for _ in range(2):
        browser.get(f"/tasks/{task.number}")
    assert len(db.session.scalars(select(TaskPresence)).all()) == 1


def test_a_stranger_hears_nothing(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    assert browser.sign_in(cast.anna).get(f"/tasks/{task.number}/presence", htmx=True).status == 404


def test_what_comes_while_the_page_stays_open_is_not_read_yet(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    conversing.add_message(task, "De monteur komt niet.", by=daan_in(cast))
    browser.get(f"/tasks/{task.number}/presence", htmx=True)
    assert db.session.scalar(unread(cast.carla)) == 1
