"""What one types about a task is kept on the server until it is sent."""

from datetime import timedelta

from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.tasks import closing
from contactapp.tasks.drafting import drafts_by, drafts_of
from contactapp.tasks.sweeping import forget_drafts
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks


def test_typed_text_is_there_after_a_reload_and_gone_once_sent(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    browser.sign_in(cast.anna)
    saved = browser.post(f"/tasks/{task.number}/drafts/message", {"text": "De sleutel ligt"}, htmx="draft-message")
    assert "Concept bewaard" in saved.text
    browser.post(f"/tasks/{task.number}/drafts/finish", {"outcome": "Sleutel is", "note": "Gebeld"})
    page = browser.get(f"/tasks/{task.number}")
    assert page.form("Bericht plaatsen").data()["text"] == "De sleutel ligt"
    assert page.form("Afronden").data()["outcome"] == "Sleutel is"
    assert [draft.beginning for draft in drafts_by(cast.anna, size=5)] == ["Sleutel is", "De sleutel ligt"]
    page.submit("Bericht plaatsen", {"Bericht": "De sleutel ligt klaar."})
    assert list(drafts_of(task, cast.anna)) == ["finish"]


def test_a_draft_is_of_one_person_and_emptying_it_removes_it(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    browser.sign_in(cast.anna).post(f"/tasks/{task.number}/drafts/message", {"text": "Van Anna"})
    assert drafts_of(task, cast.bram) == {}
    browser.post(f"/tasks/{task.number}/drafts/message", {"text": ""})
    assert drafts_of(task, cast.anna) == {}


def test_a_draft_that_arrives_after_its_form_was_sent_is_ignored(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    page = browser.sign_in(cast.anna).get(f"/tasks/{task.number}")
    page.submit("Bericht plaatsen", {"Bericht": "Klaar"})
    key = page.form("Bericht plaatsen").data()["_key"]
    browser.post(f"/tasks/{task.number}/drafts/message", {"text": "Kla", "draft_of": key})
    assert drafts_of(task, cast.anna) == {}


def test_drafts_are_refused_to_strangers_and_for_what_is_no_form(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur)
    assert browser.sign_in(cast.carla).post(f"/tasks/{task.number}/drafts/message", {"text": "x"}).status == 404
    assert browser.sign_in(cast.anna).post(f"/tasks/{task.number}/drafts/nothing", {"text": "x"}).status == 404


def test_drafts_of_what_is_closed_or_out_of_sight_are_not_listed(browser: Browser, cast: Cast) -> None:
    mine, other = tasks.task(cast.verhuur, assignee=cast.anna), tasks.task(cast.verhuur)
    browser.sign_in(cast.anna)
    for task in (mine, other):
        browser.post(f"/tasks/{task.number}/drafts/message", {"text": "Halve zin"})
    closing.finish(mine, outcome="Klaar", by=cast.anna)
    other.team = cast.techniek
    db.session.flush()
    assert drafts_by(cast.anna, size=5) == []


def test_drafts_of_what_is_closed_for_long_are_forgotten(browser: Browser, cast: Cast) -> None:
    long_ago, lately, running = (tasks.task(cast.verhuur, assignee=cast.anna) for _ in range(3))
    browser.sign_in(cast.anna)
    for task in (long_ago, lately, running):
        browser.post(f"/tasks/{task.number}/drafts/message", {"text": "Halve zin"})
    for task in (long_ago, lately):
        closing.finish(task, outcome="Klaar", by=cast.anna)
    long_ago.closed_at = utcnow() - timedelta(days=31)
    forget_drafts()
    assert [list(drafts_of(task, cast.anna)) for task in (long_ago, lately, running)] == [[], ["message"], ["message"]]
