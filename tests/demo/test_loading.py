"""``flask demo load``: the same every time, and only where it may."""

import pytest
import sqlalchemy as sa
from flask import Flask

from contactapp.accounts.models import User
from contactapp.contacts.models import Contact, ContactPoint, Lease
from contactapp.db import Base, db
from contactapp.demo import loading
from contactapp.events.models import Event
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.tasks.models import Task, TaskMessage
from tests.demo.conftest import demo_load, load
from tests.support import transaction
from tests.support.cast import Cast
from tests.support.make import contacts

Content = dict[str, list[tuple[object, ...]]]
# The FAQs come in through the import of the knowledge base, which numbers them itself.
NUMBERED_ELSEWHERE = {"faq_id"}


@pytest.fixture(scope="module")
def seventh(_rolled_back_app: Flask) -> Content:
    """The association of seed 7."""
    return _content(_rolled_back_app, seed=7)


def test_the_same_seed_gives_the_same_association(_rolled_back_app: Flask, seventh: Content) -> None:
    assert _content(_rolled_back_app, seed=7) == seventh


def test_another_seed_gives_another_association(_rolled_back_app: Flask, seventh: Content) -> None:
    assert _content(_rolled_back_app, seed=8) != seventh


def _content(app: Flask, *, seed: int) -> Content:
    """Everything told and everybody in it, wording included."""
    models = (Contact, ContactPoint, Lease, Ticket, ContactMoment, Task, TaskMessage, Event)
    with transaction.rolled_back(app):
        load(loading.Size(contacts=30, tickets=50, seed=seed))
        return {model.__tablename__: _rows(model) for model in models}


def _rows(model: type[Base]) -> list[tuple[object, ...]]:
    columns = [column for column in model.__table__.c if column.name not in NUMBERED_ELSEWHERE]
    return [tuple(row) for row in db.session.execute(sa.select(*columns).order_by(model.id))]


def test_it_refuses_outside_demo_mode(app: Flask) -> None:
    result = demo_load(app)
    assert result.exit_code != 0
    assert "CONTACTAPP_DEMO" in result.output
    assert db.session.scalar(sa.select(sa.func.count(User.id))) == 0


def test_it_never_mixes_with_users_of_ones_own(app: Flask, cast: Cast) -> None:
    cast.anna.email = "anna@woonstad.test"
    db.session.flush()
    result = demo_load(app, "--force")
    assert result.exit_code != 0
    assert "empty database" in result.output


def test_it_never_mixes_with_contacts_of_ones_own(app: Flask) -> None:
    contacts.household()
    assert demo_load(app, "--force").exit_code != 0
    assert db.session.scalar(sa.select(sa.func.count(Contact.id))) == 1


def test_a_filled_database_may_be_left_alone_without_complaint(app: Flask) -> None:
    contacts.household()
    assert demo_load(app, "--force", "--if-empty").exit_code == 0
    assert db.session.scalar(sa.select(sa.func.count(Contact.id))) == 1


def test_the_sign_ins_are_told(app: Flask) -> None:
    output = app.test_cli_runner().invoke(args=["demo", "sign-ins"]).output
    assert "anna@zilverlinde.example" in output
    assert "Welkom-bij-de-demo-2026" in output
