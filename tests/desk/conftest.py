"""What the tests of the desk start from."""

from types import SimpleNamespace

import pytest
from flask import Flask

from contactapp.contacts.models import RoleKind
from contactapp.db import db
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, interactions, knowledge, tasks, together


@pytest.fixture
def desk(app: Flask, cast: Cast) -> SimpleNamespace:
    """Household De Vries with a main tenant and an administrator, a FAQ, a template, teams and a task type."""
    with together():
        household = contacts.household("Vries", initials="P.", name_prefix="de")
        speaker = contacts.person("Vries", initials="P.", name_prefix="de")
        guardian = contacts.person("Rijn", initials="M.", name_prefix="van")
        contacts.role(speaker, household, shown_first=True)
        contacts.role(guardian, household, RoleKind.ADMINISTRATOR)
        contacts.customer(household, number="100482")
        world = SimpleNamespace(
            household=household,
            speaker=speaker,
            guardian=guardian,
            faq=knowledge.faq("Wat doe ik als de cv-ketel druk verliest?", code="KB-001"),
            template=interactions.template("Algemene vraag", code="vraag", note="Vraag van {klant}: "),
            techniek=cast.techniek,
            klachten=accounts.team("Klachten", code="klachten", handles_complaints=True),
            type=tasks.task_type("Uitzoeken", code="uitzoeken"),
            anna=cast.anna,
        )
    db.session.commit()
    return world


@pytest.fixture
def anna(browser: Browser, desk: SimpleNamespace) -> Browser:
    """The browser of Anna, signed in."""
    return browser.sign_in(desk.anna)
