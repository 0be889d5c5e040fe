"""A button that is pressed twice works once, also where the form is no more than that button."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from contactapp.db import db
from contactapp.interactions.models import Conversation
from contactapp.tasks.models import Task
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.html_rules import WITHOUT_KEY
from tests.support.make import tasks


@pytest.mark.parametrize(
    ("path", "button", "counted"),
    [
        ("/", "Pak de volgende op", Task.assignee_id),
        ("/tasks?team=verhuur", "Pak de volgende op", Task.assignee_id),
        ("/", "Nieuw gesprek", Conversation.id),
    ],
)
def test_two_equal_posts_at_once_do_it_once(committing_app: Flask, path: str, button: str, counted: object) -> None:
    cast = Cast()
    for _time in range(3):
        tasks.task(cast.verhuur)
    browser = Browser(committing_app).sign_in(cast.anna)
    form = browser.get(path).form(button)

    def press(_time: int) -> str:
        client = committing_app.test_client()
        with client.session_transaction() as session, browser.client.session_transaction() as own:
            session.update(own)
        return client.post(form.action, data=form.data()).headers["Location"]

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(press, range(2)))) == 1
    assert db.session.scalar(select(func.count(counted))) == 1


def test_each_form_and_each_time_it_is_shown_has_a_key_of_its_own(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    fields = [field for _time in range(2) for field in browser.get("/").find_all("input", name="_key")]
    keys = [field.get("value") for field in fields]
    assert len(keys) >= 4
    assert len(set(keys)) == len(keys)


def test_the_forms_without_a_key_are_still_there(app: Flask) -> None:
    assert WITHOUT_KEY.keys() <= {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
