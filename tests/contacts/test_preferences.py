"""How somebody likes to be reached: shown beside the name, changed on the spot."""

import pytest
from flask import Flask

from contactapp.contacts import merging
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.permissions import Role
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts
from tests.support.make import contacts as make

SAVE, PLACE = "Voorkeuren bewaren", "contact-preferences"


@pytest.fixture
def household(app: Flask) -> Contact:
    household = make.household("Vos", initials="A.", name_prefix="")
    make.phone(household)
    return household


@pytest.fixture
def anna(browser: Browser, cast: Cast) -> Browser:
    return browser.sign_in(cast.anna)


def beside_the_name(page: Page) -> str:
    return page.within("div", id=PLACE).text


def test_what_somebody_prefers_stands_beside_the_name(anna: Browser, household: Contact):
    household.preferred_channel, household.language, household.do_not_call = "EMA", "tr", True
    for page in ("", "/details", "/home"):
        text = beside_the_name(anna.get(f"/contacts/{household.number}{page}"))
        assert all(words in text for words in ("spreekt Turks", "liefst mailen", "liever niet bellen"))


def test_it_is_changed_on_the_spot_and_recorded(anna: Browser, household: Contact, cast: Cast):
    page = anna.get(f"/contacts/{household.number}")
    changed = page.submit(SAVE, {"Liefst via": "BRI", "Taal": "pl", "Liever niet bellen": True}, htmx=True)
    assert "liefst een brief" in changed.text
    assert not [link for link in changed.find_all("a") if link.get("href", "").startswith("tel:")]
    [event] = events_of(household)
    assert (event.data["old"], event.data["new"]) == (["nl"], ["pl", "BRI", "do_not_call"])
    assert event.actor_id == cast.anna.id


def test_without_scripts_one_comes_back_where_one_was(anna: Browser, household: Contact):
    page = anna.get(f"/contacts/{household.number}")
    form = page.form(SAVE, {"Liefst via": "APP"})
    referrer = {"Referer": f"http://localhost/contacts/{household.number}"}
    answer = anna.client.post(form.action, data=form.data(), headers=referrer)
    assert answer.location == f"/contacts/{household.number}"
    assert household.preferred_channel == "APP"


@pytest.mark.parametrize("htmx", [True, False])
def test_one_cannot_like_best_what_one_would_rather_not_have(anna: Browser, household: Contact, htmx: bool):
    page = anna.get(f"/contacts/{household.number}")
    refused = page.submit(SAVE, {"Liefst via": "EMA", "Liever niet mailen": True, "Taal": "ar"}, htmx=htmx)
    assert refused.status == 422
    assert "dit kanaal wil het contact liever niet" in refused.text
    assert refused.find("option", value="ar").get("selected") is not None
    assert household.preferred_channel == ""


def test_a_change_by_a_colleague_meanwhile_is_not_overwritten(anna: Browser, household: Contact):
    page = anna.get(f"/contacts/{household.number}")
    household.first_name = "Anton"
    db.session.flush()
    assert page.submit(SAVE, {"Liefst via": "SMS"}).status == 409
    assert household.preferred_channel == ""


def test_merging_keeps_the_preference_of_whoever_had_one(app: Flask, household: Contact, cast: Cast):
    gone = make.household("Vos", initials="A.", name_prefix="", preferred_channel="SMS")
    act = merging.merge(household, gone, by=cast.bram)
    assert household.preferred_channel == "SMS"
    merging.undo(act, by=cast.bram)
    assert household.preferred_channel == ""


def in_place(anna: Browser, household: Contact) -> Page:
    """The forms that come when one asks for them on the page of the household."""
    assert anna.get(f"/contacts/{household.number}").find("div", id="contact-reach") is not None
    return anna.get(f"/contacts/{household.number}/contact-points", htmx=True)


def test_the_phone_of_somebody_is_changed_on_the_page_of_their_household(anna: Browser, household: Contact):
    person = make.person("Haile", initials="Y.", name_prefix="")
    make.role(person, household)
    make.phone(person, "+31307654321")
    form = in_place(anna, household).form("Bewaren Y. Haile", {f"point-{person.contact_points[0].id}": "030 1234567"})
    page = anna.post(form.action, form.data(), htmx="contact-reach")
    assert [point.value for point in person.contact_points] == ["+31301234567"]
    assert "030 123 45 67" in page.within("div", id="contact-facts").text
    assert [event.verb for event in events_of(person)] == ["contact.changed"]


def test_a_wrong_phone_is_said_in_place_with_what_was_typed(anna: Browser, household: Contact):
    form = in_place(anna, household).form("Bewaren A. Vos", {"new_phone": "030 99"})
    page = anna.post(form.action, form.data(), htmx="contact-reach")
    assert page.status == 422
    assert page.find("input", name="new_phone").get("value") == "030 99"
    assert page.find("div", id="contact-reach") is not None
    assert len(household.contact_points) == 1


def test_a_phone_that_was_changed_meanwhile_is_not_overwritten(anna: Browser, household: Contact):
    form = in_place(anna, household).form("Bewaren A. Vos", {"new_phone": "030 1234567"})
    household.first_name = "Anton"
    db.session.flush()
    assert anna.post(form.action, form.data(), htmx="contact-reach").status == 409
    assert len(household.contact_points) == 1


def test_who_may_not_change_contacts_gets_no_form(browser: Browser, household: Contact):
    browser.sign_in(accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER]))
    assert browser.get(f"/contacts/{household.number}").within("div", id="contact-reach").text == ""
    assert browser.get(f"/contacts/{household.number}/contact-points").status == 403
    assert browser.get("/contacts/C999999/contact-points").status == 403


def test_the_forms_of_an_unknown_contact_are_not_found(anna: Browser):
    assert anna.get("/contacts/C999999/contact-points").status == 404
