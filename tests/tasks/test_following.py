"""Colleagues who watch a task (R50)."""

from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.tasks import conversing
from contactapp.tasks.notifications import unread
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks


def test_a_colleague_of_another_team_follows_sees_the_task_and_is_told(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Kozijn", assignee=cast.carla)
    assert browser.sign_in(cast.anna).get(f"/tasks/{task.number}").status == 404
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    assert page.submit("Laten volgen").status == 422
    page = page.submit("Laten volgen", {"Wie moet meekijken?": cast.anna.name})
    assert "volgt deze taak" in page.text
    assert db.session.scalar(unread(cast.anna)) == 1
    assert events_of(task)[-1].verb == "task.followed"
    assert browser.sign_in(cast.anna).get(f"/tasks/{task.number}").heading == "Kozijn"


def test_adding_twice_by_hand_is_refused_and_changes_nothing(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    conversing.follow(task, cast.anna, by=cast.carla)
    browser.sign_in(cast.carla)
    for chosen in (str(cast.anna.id), "999999", "x"):
        assert browser.post(f"/tasks/{task.number}/followers/colleagues", {"colleague": chosen}).status == 422
    assert [follower.user for follower in task.followers] == [cast.anna]


def test_only_who_works_on_it_adds_followers(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    path, data = f"/tasks/{task.number}/followers/colleagues", {"colleague": str(cast.bram.id)}
    assert browser.sign_in(cast.anna).post(path, data).status == 404
    conversing.follow(task, cast.anna, by=cast.carla)
    assert browser.post(path, data).status == 403
