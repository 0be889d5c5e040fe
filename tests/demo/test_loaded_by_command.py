"""What ``flask demo load`` leaves behind is ready to go on from."""

from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from flask import Flask

from contactapp.accounts.models import User
from contactapp.contacts.creating import new_number
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.web.numbering import next_in
from tests.demo.conftest import demo_load
from tests.support import transaction
from tests.support.make import contacts


@pytest.fixture(scope="module", autouse=True)
def forced(_rolled_back_app: Flask) -> Iterator[Flask]:
    """The application outside demo mode, with the association in it because somebody insisted."""
    with transaction.rolled_back(_rolled_back_app):
        assert demo_load(_rolled_back_app, "--force").exit_code == 0
        yield _rolled_back_app


def test_force_fills_an_empty_database_once(forced: Flask) -> None:
    again = demo_load(forced, "--force")
    assert (again.exit_code, "loaded already" in again.output) == (0, True)
    assert db.session.scalar(sa.select(sa.func.count(User.id)).where(User.email.like("anna@%"))) == 1


def test_numbers_and_ids_go_on_after_the_demo() -> None:
    taken = set(db.session.scalars(sa.select(Contact.number)))
    assert new_number() not in taken
    assert next_in("customer") > 100482
    assert contacts.household().id > 30
