"""Somebody who would rather not be called or mailed."""

import pytest

from contactapp.contacts.models import Contact, RoleKind
from contactapp.db import db
from contactapp.desk.starting import phone_of
from contactapp.interactions.codes import Channel
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import contacts as make
from tests.support.make import interactions, tasks

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


def way_in(page: Page) -> str:
    return next(
        option.get("value", "") for option in page.find("select", name="way") if option.get("selected") is not None
    )


def test_how_we_reach_somebody_says_nothing_about_how_they_reach_us(browser: Browser, cast: Cast, household: Contact):
    household.preferred_channel = "BRI"
    browser.sign_in(cast.anna)
    assert way_in(browser.get(f"/contacts/{household.number}")) == THEIR_CALL
    assert way_in(browser.get("/tickets/new", query={"contact": household.number})) == THEIR_CALL


def test_a_template_knows_better_than_a_preference(browser: Browser, cast: Cast, household: Contact):
    household.preferred_channel = "BRI"
    balie = interactions.template("Balie", code="balie", channel=Channel.DESK)
    query = {"contact": household.number, "template": balie.code}
    assert way_in(browser.sign_in(cast.anna).get("/tickets/new", query=query)) == "BAL-INK"


@pytest.mark.parametrize(
    ("wishes", "way"),
    [({"do_not_mail": True}, "BRI-UIT"), ({"do_not_mail": False}, OUR_MAIL), ({"preferred_channel": "SMS"}, "SMS-UIT")],
)
def test_the_promised_answer_goes_as_they_like_it(
    browser: Browser, cast: Cast, household: Contact, wishes: dict[str, object], way: str
):
    for name, wish in wishes.items():
        setattr(household, name, wish)
    ticket = interactions.contact_moment(interactions.ticket(household)).ticket
    assert way_in(browser.sign_in(cast.anna).get(f"/tickets/{ticket.number}?kind=feedback")) == way


def test_the_answer_goes_to_who_asked_and_as_they_like_it(browser: Browser, cast: Cast, household: Contact):
    household.do_not_call = household.do_not_mail = False
    asked = make.person("Das", initials="C.", name_prefix="", do_not_call=True)
    make.role(asked, household, RoleKind.CO_TENANT)
    ticket = interactions.contact_moment(interactions.ticket(household), person=asked).ticket
    page = browser.sign_in(cast.anna).get(f"/tickets/{ticket.number}?kind=feedback")
    assert way_in(page) == OUR_MAIL
    assert page.find("select", name="person").find("option[@selected]").get("value") == asked.number


@pytest.mark.parametrize(
    ("way", "words"),
    [(OUR_CALL, "A. Vos wil liever niet gebeld worden."), (OUR_MAIL, "A. Vos wil liever geen e-mail.")],
)
def test_another_channel_for_a_follow_up_warns_too(
    browser: Browser, cast: Cast, household: Contact, way: str, words: str
):
    ticket = interactions.contact_moment(interactions.ticket(household)).ticket
    page = browser.sign_in(cast.anna).get(f"/tickets/{ticket.number}")
    assert "wil liever" not in page.text
    data = page.form("Vervolg vastleggen").data()
    data.poplist("_key")
    data["way"] = way
    assert words in browser.send(f"/tickets/{ticket.number}/contact-moments/draft", data, htmx="draft-state").text


def test_promising_to_call_back_warns(browser: Browser, cast: Cast, household: Contact):
    tasks.task_type("Terugbellen", code="bel", is_callback=True)
    page = browser.sign_in(cast.anna).get("/tickets/new", query={"contact": household.number})
    data = page.form("Vastleggen en sluiten (voltooien)").data()
    data.poplist("_key")
    data["task"], data["task_type"] = "y", "bel"
    drafted = browser.send("/conversations/draft", data, htmx="draft-state")
    assert "A. Vos wil liever niet gebeld worden." in drafted.text


def test_the_task_to_call_back_warns(browser: Browser, cast: Cast, household: Contact):
    kind = tasks.task_type("Terugbellen", is_callback=True)
    task = tasks.task(cast.verhuur, type=kind, contact=household, phone_number="+31612345678", assignee=cast.anna)
    text = browser.sign_in(cast.anna).get(f"/tasks/{task.number}").text
    assert "A. Vos wil liever niet gebeld worden." in text


@pytest.mark.parametrize(
    ("kind", "said"), [(RoleKind.CO_TENANT, ["C. Das", "A. Vos"]), (RoleKind.ADMINISTRATOR, ["C. Das"])]
)
def test_the_task_to_call_back_warns_for_whose_number_it_is(
    browser: Browser, cast: Cast, household: Contact, kind: RoleKind, said: list[str]
):
    reluctant = make.person("Das", initials="C.", name_prefix="", do_not_call=True)
    make.phone(reluctant, "+31687654321")
    make.role(reluctant, household, kind)
    call = tasks.task_type("Terugbellen", is_callback=True)
    task = tasks.task(cast.verhuur, type=call, contact=household, phone_number="+31687654321", assignee=cast.anna)
    page = browser.sign_in(cast.anna).get(f"/tasks/{task.number}")
    assert [name for name in ("C. Das", "A. Vos") if f"{name} wil liever niet gebeld worden." in page.text] == said
    assert not page.find_all("a", href="tel:+31687654321")


def test_who_speaks_for_them_is_called_back(household: Contact):
    assert phone_of(household) == household.phones[0].value, "who has asked for it is called all the same"
    guardian = make.person("Das", initials="C.", name_prefix="")
    make.role(guardian, household, RoleKind.ADMINISTRATOR)
    make.phone(guardian, "+31687654321")
    db.session.expire_all()
    assert phone_of(household) == "+31687654321"
