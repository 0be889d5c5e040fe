"""What the tests of segments start from."""

from types import SimpleNamespace

import pytest
from flask import Flask

from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts, segments, together


@pytest.fixture
def street(app: Flask) -> SimpleNamespace:
    """Three households in the Lindestraat: one can be mailed, one rather not, one has no address for it."""
    with together():
        world = SimpleNamespace(segment=segments.segment())
        for number, name in ((2, "Aarts"), (4, "Bos"), (6, "Cox")):
            household = contacts.household(name, initials="P.", name_prefix="")
            contacts.address(household, house_number=number)
            setattr(world, name.lower(), household)
        contacts.email(world.aarts, "aarts@voorbeeld.example")
        contacts.email(world.bos, "bos@voorbeeld.example")
        world.bos.do_not_mail = True
    return world


@pytest.fixture
def bram(browser: Browser, cast: Cast) -> Browser:
    """The browser of Bram, who leads a team."""
    return browser.sign_in(cast.bram)
