"""A task of another team does not exist: no address, list or search tells it from one that never was (R40)."""

import re

import pytest
from flask import Flask

from contactapp.tasks.models import Task
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import interactions, tasks

CANARIES = ("Kanarietitel", "Kanarieomschrijving", "Kanarieuitkomst", "Kanariebericht")
PAGES = (
    "/", "/search?q={n}", "/search?q=Kanarietitel", "/tasks?team=verhuur", "/tasks?team=techniek&running=1&q=Kanarie",
    "/tasks/changes?team=verhuur&shown={n}", "/tasks/changes?team=techniek&shown={n}", "/tasks/mine",
    "/tasks/callbacks",
    "/tickets/{t}", "/contacts/{c}", "/contacts/{c}?show=tasks", "/contacts/{c}/details", "/contacts/{c}/home",
    "/notifications", "/contacts?q={n}", "/knowledge?q=Kanarietitel",
)  # fmt: skip
ACTS = (
    "claim", "claim/undo", "messages", "handling", "handover", "return", "give-back", "takeover", "waiting", "plan",
    "resumption", "outcome", "cancellation", "reopening", "steps/1", "call-attempts", "calls", "followers",
)  # fmt: skip


@pytest.fixture
def task(cast: Cast) -> Task:
    """A task of Verhuur on a ticket that everybody may read."""
    title, description, outcome, text = CANARIES
    ticket = interactions.ticket()
    values = {"ticket": ticket, "contact": ticket.contact, "description": description, "outcome": outcome}
    made = tasks.task(cast.verhuur, title, **values)
    tasks.message(made, cast.anna, text)
    return made


def plain(text: str, number: str) -> str:
    """A page without what differs at every request."""
    return re.sub(r'value="[\w.-]{16,}"|"X-CSRFToken": *"[^"]*"', "", text).replace(number, "")


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_a_stranger_what_the_task_says(browser: Browser, cast: Cast, task: Task, page: str) -> None:
    assert task.ticket is not None
    assert task.contact is not None
    browser.sign_in(cast.carla)
    address = page.format(n=task.number, t=task.ticket.number, c=task.contact.number)
    for htmx in (False, True):
        html = browser.client.get(address, headers={"HX-Request": "true"} if htmx else {}).get_data(as_text=True)
        shown = html.replace("q=Kanarietitel", "").replace('value="Kanarietitel"', "")
        assert not [word for word in CANARIES[1:] if word in html]
        assert f"/tasks/{task.number}" not in shown


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_it_is_answered_like_one_on_nothing(app: Flask, cast: Cast, task: Task, act: str) -> None:
    carla = Browser(app).sign_in(cast.carla)
    typed = {"reason": "zomaar een reden", "text": "zomaar een bericht", "outcome": "klaar", "follow": "1"}
    hidden, missing = (carla.post(f"/tasks/{number}/{act}", typed) for number in (task.number, "TK26-999999"))
    assert (hidden.status, missing.status) == (404, 404)
    assert plain(hidden.text, task.number) == plain(missing.text, "TK26-999999")
    assert task.assignee_id is None


def test_its_page_is_answered_like_one_that_never_was(app: Flask, cast: Cast, task: Task) -> None:
    client = Browser(app).sign_in(cast.carla).client
    for path in ("", "/presence", "?part=finish"):
        hidden, missing = (client.get(f"/tasks/{number}{path}") for number in (task.number, "TK26-999999"))
        assert (hidden.status_code, missing.status_code) == (404, 404)
        texts = [answer.get_data(as_text=True) for answer in (hidden, missing)]
        assert plain(texts[0], task.number) == plain(texts[1], "TK26-999999")
