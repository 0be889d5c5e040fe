"""Deadline, type, urgency and checklist (R46, R50)."""

from datetime import timedelta

from contactapp.clock import to_local, utcnow
from contactapp.events.log import events_of
from contactapp.tasks import conversing
from contactapp.tasks.models import TaskStep
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks

WHEN = "%Y-%m-%dT%H:%M"


def test_another_deadline_needs_a_reason_that_stands_in_the_messages(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    later = to_local(utcnow() + timedelta(days=9)).replace(second=0, microsecond=0)
    values = {"type": task.type.code, "deadline": later.strftime(WHEN)}
    assert browser.sign_in(cast.carla).post(f"/tasks/{task.number}/plan", values).status == 422
    values = {"type": task.type.code, "deadline": later.strftime(WHEN), "reason": "De huurder is met vakantie."}
    assert "De huurder is met vakantie." in browser.post(f"/tasks/{task.number}/plan", values).text
    assert task.deadline_at == later


def test_urgent_alone_needs_no_reason(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    before = task.deadline_at
    values = {"type": task.type.code, "deadline": to_local(before).strftime(WHEN), "urgent": "y"}
    assert browser.sign_in(cast.carla).post(f"/tasks/{task.number}/plan", values).status == 200
    assert (task.urgent, task.deadline_at) == (True, before)
    assert [event.verb for event in events_of(task)] == ["task.made-urgent"]


def test_another_type_keeps_team_and_deadline(browser: Browser, cast: Cast) -> None:
    task, kind = tasks.task(cast.techniek, assignee=cast.carla), tasks.task_type("Bestellen", team=cast.verhuur)
    values = {"type": kind.code, "deadline": to_local(task.deadline_at).strftime(WHEN), "reason": "Toch een onderdeel."}
    before = task.deadline_at
    browser.sign_in(cast.carla).post(f"/tasks/{task.number}/plan", values)
    assert (task.type, task.team, task.deadline_at) == (kind, cast.techniek, before)


def test_a_stranger_a_follower_and_nonsense(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    path, values = f"/tasks/{task.number}/plan", {"type": task.type.code, "deadline": "2030-01-01T10:00", "reason": "x"}
    browser.sign_in(cast.anna)
    assert browser.post(path, values).status == 404
    conversing.follow(task, cast.anna, by=cast.carla)
    assert browser.post(path, values).status == 403
    browser.sign_in(cast.carla)
    assert browser.post(path, values | {"deadline": "ooit"}).status == 422
    assert browser.post(path, values | {"type": "bestaat-niet"}).status == 422


def test_ticking_a_line_of_the_checklist_is_noted(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla, steps=[TaskStep(position=1, text="Klant bellen")])
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    assert "0 van 1" in page.text
    page = browser.post(f"/tasks/{task.number}/steps/{task.steps[0].id}", {"done": "1"})
    assert "1 van 1" in page.text
    assert task.steps[0].done_by == cast.carla
    browser.post(f"/tasks/{task.number}/steps/{task.steps[0].id}", {"done": "1"})
    assert [event.verb for event in events_of(task)] == ["task.step-ticked"]
    assert browser.post(f"/tasks/{task.number}/steps/999999", {"done": "1"}).status == 404
