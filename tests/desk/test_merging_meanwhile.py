"""Somebody registers on a contact that a colleague is merging at that moment: the note is where one finds it."""

from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import suppress

from flask import Flask
from sqlalchemy import select

from contactapp.contacts.merging import merge
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.interactions.models import ContactMoment
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts


def test_a_note_goes_along_to_the_contact_that_stays(committing_app: Flask) -> None:
    cast, kept, gone = Cast(), contacts.household("Vries"), contacts.household("Vries")
    anna, dirk = cast.anna, cast.dirk
    db.session.commit()
    browser = Browser(committing_app).sign_in(anna)
    typed = {"contact": gone.number, "subject": "Lift", "way": "TEL-INK", "kind": "question", "result": "answered"}
    kept_id, gone_id = kept.id, gone.id
    merge(db.session.get_one(Contact, kept_id), db.session.get_one(Contact, gone_id), by=dirk)
    db.session.flush()
    with ThreadPoolExecutor(1) as pool:
        registered = pool.submit(browser.post, "/tickets/new", typed | {"note": "Staat stil"})
        with suppress(TimeoutError):  # it waits for the merge, or does not and is ready soon
            registered.result(timeout=0.2)
        db.session.commit()
        assert registered.result().status == 200
    assert db.session.scalars(select(ContactMoment.contact_id)).all() == [kept_id]
