"""A draft that is on its way while its form is being stored does not come back afterwards."""

from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import suppress

from flask import Flask
from sqlalchemy import select

from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.interactions.conversations import Conversation
from contactapp.web.idempotency import FormSubmission
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts

KEY = "of-this-form"


def test_a_draft_waits_for_its_form_that_is_being_stored(committing_app: Flask) -> None:
    anna, household = Cast().anna, contacts.household()
    db.session.commit()
    browser = Browser(committing_app).sign_in(anna)
    typed = {"draft_of": KEY, "note": "Ketel", "contact": household.number}
    db.session.add(FormSubmission(user_id=anna.id, key=KEY, fingerprint="", created_at=utcnow(), body=""))
    db.session.flush()
    with ThreadPoolExecutor(1) as pool:
        draft = pool.submit(browser.post, "/conversations/draft", typed, htmx=True)
        with suppress(TimeoutError):  # it knows of the form, and waits for what becomes of it
            draft.result(timeout=0.2)
        db.session.commit()
        assert draft.result().status == 200
    assert db.session.scalars(select(Conversation)).all() == []
