"""Somebody who would rather not be called or mailed."""

import pytest

from contactapp.contacts.models import Contact, RoleKind
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make

OUR_CALL, OUR_MAIL, THEIR_CALL = "TEL-UIT", "EMA-UIT", "TEL-INK"


@pytest.fixture
def household(app) -> Contact:
    household = make.household("Vos", initials="A.", name_prefix="", do_not_call=True, do_not_mail=True)
    make.role(make.person("Vos", initials="B.", name_prefix=""), household, shown_first=True)
    make.phone(household)
    make.email(household, "vos@example.nl")
    return household


def warned(browser: Browser, household: Contact, way: str) -> str:
    page = browser.get("/tickets/new", query={"contact": household.number})
    data = page.form("Vastleggen en sluiten (voltooien)").data()
    data.poplist("_key")
    data["way"] = way
    return browser.send("/conversations/draft", data, htmx="draft-state").text


@pytest.mark.parametrize("page", ["", "/details", "/home"])
def test_no_link_calls_or_mails_them(browser: Browser, cast: Cast, household: Contact, page: str):
    shown = browser.sign_in(cast.anna).get(f"/contacts/{household.number}{page}")
    links = [link.get("href", "") for link in shown.find_all("a")]
    assert not [href for href in links if href.startswith(("tel:", "mailto:"))]


def test_the_number_stays_to_be_read_with_the_reason(browser: Browser, cast: Cast, household: Contact):
    text = browser.sign_in(cast.anna).get(f"/contacts/{household.number}").text
    assert f"{household.phones[0].shown}, liever niet bellen" in text


def test_nobody_in_a_household_that_objects_can_be_called(browser: Browser, cast: Cast, household: Contact):
    make.phone(household.people[0].person, "+31687654321")
    shown = browser.sign_in(cast.anna).get(f"/contacts/{household.number}")
    assert not [a for a in shown.find_all("a") if a.get("href", "").startswith("tel:")]


def test_whoever_speaks_for_them_can_be_called(browser: Browser, cast: Cast, household: Contact):
    guardian = make.person("Das", initials="C.", name_prefix="")
    make.role(guardian, household, RoleKind.ADMINISTRATOR)
    make.phone(guardian, "+31687654321")
    shown = browser.sign_in(cast.anna).get(f"/contacts/{household.number}")
    assert [a.get("href") for a in shown.find_all("a") if a.get("href", "").startswith("tel:")] == ["tel:+31687654321"]


def test_choosing_to_call_warns(browser: Browser, cast: Cast, household: Contact):
    assert "A. Vos wil liever niet gebeld worden." in warned(browser.sign_in(cast.anna), household, OUR_CALL)


def test_choosing_to_mail_warns(browser: Browser, cast: Cast, household: Contact):
    assert "A. Vos wil liever geen e-mail." in warned(browser.sign_in(cast.anna), household, OUR_MAIL)


def test_a_call_from_them_is_no_reason_to_warn(browser: Browser, cast: Cast, household: Contact):
    assert "liever" not in warned(browser.sign_in(cast.anna), household, THEIR_CALL)
