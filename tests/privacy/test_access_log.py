"""The privacy officer sees who looked at whom; nobody else does (R12)."""

import pytest

from contactapp.contacts.merging import merge
from contactapp.db import db
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts
from tests.support.queries import assert_same_query_count


@pytest.fixture
def gerda(cast: Cast):
    return accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER])


def test_opening_a_contact_stands_in_the_log(app, cast: Cast, gerda) -> None:
    household = contacts.household("Tesfay", initials="S.", name_prefix="")
    Browser(app).sign_in(cast.anna).get(f"/contacts/{household.number}")
    page = Browser(app).sign_in(gerda).get("/privacy/access-log")
    row = page.within("li", data_access=True).text
    assert "Anna de Wit" in row
    assert household.number in row


def test_the_log_can_be_narrowed_to_a_contact_and_a_colleague(app, cast: Cast, gerda) -> None:
    one, other = contacts.household("Een"), contacts.household("Ander")
    Browser(app).sign_in(cast.anna).get(f"/contacts/{one.number}")
    Browser(app).sign_in(cast.carla).get(f"/contacts/{other.number}")
    browser = Browser(app).sign_in(gerda)
    assert len(browser.get("/privacy/access-log").find_all(data_access=True)) == 2
    assert len(browser.get(f"/privacy/access-log?contact={one.number}").find_all(data_access=True)) == 1
    assert "Carla" in browser.get("/privacy/access-log?colleague=carla").within("li", data_access=True).text
    assert not browser.get("/privacy/access-log?contact=C000000").find_all(data_access=True)


def test_who_looked_at_a_contact_stays_known_when_it_is_merged(app, cast: Cast, gerda) -> None:
    first, second, third = (contacts.household(name) for name in ("Een", "Twee", "Drie"))
    for looker, contact in ((cast.anna, first), (cast.carla, second), (cast.bram, third)):
        Browser(app).sign_in(looker).get(f"/contacts/{contact.number}")
    merge(second, first, by=cast.bram)
    merge(third, second, by=cast.bram)
    db.session.flush()
    browser = Browser(app).sign_in(gerda)
    for contact in (first, second, third):
        rows = browser.get(f"/privacy/access-log?contact={contact.number.lower()}").find_all(data_access=True)
        assert len(rows) == 3, contact.surname


@pytest.mark.parametrize("who", ["anna", "bram", "dirk"])
def test_nobody_else_reads_the_log(browser: Browser, cast: Cast, who: str) -> None:
    assert browser.sign_in(getattr(cast, who)).get("/privacy/access-log").status == 403


def test_the_log_asks_as_much_for_many_rows_as_for_few(app, cast: Cast, gerda) -> None:
    reader, looker = Browser(app).sign_in(gerda), Browser(app).sign_in(cast.anna)

    def look(count: int) -> None:
        for _ in range(count):
            looker.get(f"/contacts/{contacts.household().number}")

    assert_same_query_count(lambda: reader.get("/privacy/access-log"), look)
