"""A file is read in while a colleague is at work on the contacts in it."""

from concurrent.futures import ThreadPoolExecutor, TimeoutError
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from contactapp.contacts.merging import merge
from contactapp.contacts.models import Contact, ContactPoint, ContactPointKind, Customer
from contactapp.db import db
from tests.contacts.test_importing import CONTACTS, CUSTOMERS
from tests.support.cast import Cast
from tests.support.make import contacts


@pytest.fixture
def read_meanwhile(committing_app: Flask, tmp_path: Path):
    """Read a file until it waits for what was not committed yet, commit that, and let it go on."""

    def command(*args: str) -> Result:
        with committing_app.app_context():
            return committing_app.test_cli_runner().invoke(args=args)

    def read(kind: str, text: str) -> str:
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        db.session.flush()
        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(command, "import", kind, str(path))
            with suppress(TimeoutError):
                done.result(timeout=0.2)
            db.session.commit()
            result = done.result()
        assert result.exit_code == 0, repr(result.exception)
        return result.output

    return read


def household() -> Contact:
    return db.session.scalars(select(Contact).where(Contact.external_id == "H1")).one()


def test_what_the_file_brings_goes_along_to_the_contact_that_stays(read_meanwhile):
    read_meanwhile("contacts", CONTACTS)
    merge(contacts.household(), household(), by=Cast().bram)
    read_meanwhile("contacts", CONTACTS.replace("06-12345678", "06-87654321"))
    db.session.expire_all()
    kept = db.session.get_one(Contact, household().merged_into_id)
    phones = select(ContactPoint.contact_id).where(ContactPoint.kind == ContactPointKind.PHONE)
    assert "+31687654321" in {phone.value for phone in kept.phones}
    assert household().id not in db.session.scalars(phones).all()


def test_a_customer_number_goes_along_too(read_meanwhile):
    read_meanwhile("contacts", CONTACTS)
    kept = contacts.household()
    merge(kept, household(), by=Cast().bram)
    read_meanwhile("customers", CUSTOMERS)
    assert db.session.scalars(select(Customer.contact_id)).all() == [kept.id]


def test_a_name_that_a_colleague_is_changing_stops_no_file(read_meanwhile):
    read_meanwhile("contacts", CONTACTS)
    household().initials = "T."
    assert "1 gewijzigd, 2 ongewijzigd, 0 geweigerd" in read_meanwhile("contacts", CONTACTS)
