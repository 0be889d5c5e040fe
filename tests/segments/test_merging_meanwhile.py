"""Something is registered for a segment while a colleague merges somebody in it: it stands where one finds it."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import suppress

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.contacts.merging import merge
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.interactions.models import ContactMoment
from tests.segments.test_registering import run_out, the_run
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import contacts, segments

TYPED = {"way": "BRI-UIT", "kind": "report", "subject": "Lift", "note": "Staat stil", "seen": "0"}


@pytest.mark.parametrize("begun", [True, False])
def test_it_goes_along_to_the_contact_that_stays(committing_app: Flask, begun: bool) -> None:
    cast, segment = Cast(), segments.segment()
    kept, gone = contacts.household("Vries"), contacts.household("Vries")
    for number, household in enumerate((kept, gone), 1):
        contacts.address(household, house_number=number)
    bram, dirk = cast.bram, cast.dirk
    db.session.commit()
    browser = Browser(committing_app).sign_in(bram)
    ids, address = (kept.id, gone.id), f"/segments/{segment.id}/runs"
    page = browser.post(address, TYPED) if begun else None
    db.session.rollback()
    kept, gone = (db.session.get_one(Contact, id_) for id_ in ids)
    merge(kept, gone, by=dirk)
    page = _meanwhile(lambda: run_out(browser, page or browser.post(address, TYPED)))
    assert db.session.scalars(select(ContactMoment.contact_id)).all() == [ids[0]]
    assert the_run().registered == 1


def _meanwhile(act: Callable[[], Page]) -> Page:
    """Do this until it waits for what was not committed yet, commit that, and let it go on."""
    db.session.flush()
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(act)
        with suppress(TimeoutError):
            done.result(timeout=0.2)
        db.session.commit()
        return done.result()
