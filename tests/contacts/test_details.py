"""The tabs with what is known of a contact, and changing it during the call (R5, R7, R10, R12)."""

from datetime import date

import pytest
from sqlalchemy import select

from contactapp.contacts.models import Contact, KnownAddress, RoleKind
from contactapp.contacts.queries import find_by_number
from contactapp.contacts.searching import Search
from contactapp.db import db
from contactapp.events.log import events_of, sentence
from contactapp.events.models import AccessRecord
from contactapp.permissions import Role
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, stored
from tests.support.make import contacts as make


def opened(browser: Browser, contact: Contact) -> Page:
    return browser.get(f"/contacts/{contact.number}/details")


def again(contact: Contact) -> Contact:
    db.session.expire_all()
    found = find_by_number(contact.number)
    assert found is not None
    return found


def last_sentence(contact: Contact) -> str:
    return sentence(events_of(contact)[-1])


@pytest.mark.parametrize(("tab", "screen"), [("details", "contact-details"), ("home", "contact-home")])
def test_every_look_at_a_contact_is_noted(browser: Browser, cast: Cast, tab: str, screen: str):
    household = make.household()
    browser.sign_in(cast.anna).get(f"/contacts/{household.number}/{tab}")
    (row,) = db.session.scalars(select(AccessRecord)).all()
    assert (row.user_id, row.contact_id, row.screen) == (cast.anna.id, household.id, screen)


@pytest.mark.parametrize("tab", ["", "/home", "/details", "/personal"])
def test_the_facts_are_the_same_on_every_tab(browser: Browser, cast: Cast, tab: str):
    contact = make.customer().contact
    assert "huurt sinds" in browser.sign_in(cast.bram).get(f"/contacts/{contact.number}{tab}").text


@pytest.mark.parametrize("tab", ["details", "home"])
def test_a_contact_that_does_not_exist_is_not_found(browser: Browser, cast: Cast, tab: str):
    assert browser.sign_in(cast.anna).get(f"/contacts/C000000/{tab}").status == 404


def test_the_home_tab_shows_what_is_and_was_rented(browser: Browser, cast: Cast):
    customer = make.customer()
    make.lease(
        customer,
        make.unit(street="Elzenpad", number="20418-018"),
        starts_on=date(2010, 1, 1),
        ends_on=date(2019, 12, 31),
    )
    text = browser.sign_in(cast.anna).get(f"/contacts/{customer.contact.number}/home").text
    assert "huurt nu" in text
    assert "Elzenpad 14" in text
    assert "1 januari 2010 tot en met 31 december 2019" in text


def test_a_person_is_found_at_the_address_of_the_household_they_live_in(browser: Browser, cast: Cast):
    household, tenant, guardian = make.household(), make.person(), make.person("Rijn")
    make.address(household)
    make.role(tenant, household)
    make.role(guardian, household, RoleKind.ADMINISTRATOR)
    browser.sign_in(cast.anna)
    assert "Lindestraat 14" in browser.get(f"/contacts/{tenant.number}").within("div", id="contact-facts").text
    assert "Lindestraat 14" not in browser.get(f"/contacts/{guardian.number}").within("div", id="contact-facts").text


def test_who_will_rent_does_not_rent_yet(browser: Browser, cast: Cast):
    customer = make.customer()
    make.lease(customer, to_come := make.unit(street="Elzenpad"), starts_on=date(2190, 1, 1))
    page = browser.sign_in(cast.anna).get(f"/contacts/{customer.contact.number}/home")
    assert "huurt straks" in page.text
    assert "vanaf 1 januari 2190" in page.text
    assert "huurt vanaf 1 januari 2190" in browser.get(f"/contacts/{customer.contact.number}").text
    assert "huurt straks" in browser.get(f"/units/{to_come.number}").text


def test_the_details_never_show_personal_data_to_who_may_not_see_them(browser: Browser, cast: Cast):
    person = make.person(birth_date=date(1984, 3, 12), salutation="MEVR")
    page = opened(browser.sign_in(cast.anna), person)
    assert "1984" not in page.response.text
    assert "MEVR" not in page.response.text


def test_a_phone_number_is_added_during_the_call(browser: Browser, cast: Cast):
    household = make.household()
    make.phone(household, preferred=True)
    page = opened(browser.sign_in(cast.anna), household)
    saved = page.submit("Telefoon en e-mail bewaren", {"new_phone": "030-765 43 21", "new_email": "Vries@example.nl"})
    points = again(household).contact_points
    assert [(point.value, point.preferred) for point in points] == [
        ("+31612345678", True),
        ("vries@example.nl", True),
        ("+31307654321", False),
    ]
    assert "De gegevens zijn bewaard." in saved.text
    assert "030 765 43 21" in last_sentence(household)
    assert [hit.contact for hit in Search("0307654321").hits()] == [household]


def test_a_number_is_changed_removed_and_preferred(browser: Browser, cast: Cast):
    household = make.household()
    first = make.phone(household, preferred=True)
    second = make.phone(household, "+31307654321")
    gone = make.email(household, preferred=True)
    page = opened(browser.sign_in(cast.anna), household)
    modes = [page.find("input", name=f"point-{point.id}").get("inputmode") for point in (first, gone)]
    assert modes == ["tel", "email"], "a telephone number is not taken for a citizen service number"
    page.submit(
        "Telefoon en e-mail bewaren",
        {f"point-{first.id}": "0687654321", f"point-{gone.id}": "", "030 765 43 21": True},
    )
    assert [(point.value, point.preferred) for point in again(household).contact_points] == [
        ("+31307654321", True),
        ("+31687654321", False),
    ]
    assert second.id in {point.id for point in household.contact_points}


def test_a_wrong_number_stands_at_its_field(browser: Browser, cast: Cast):
    household = make.household()
    make.phone(household)
    page = opened(browser.sign_in(cast.anna), household)
    answer = page.submit("Telefoon en e-mail bewaren", {"new_phone": "06 12", "new_email": "geen adres"})
    assert answer.status == 422
    assert "Dit nummer is te kort" in answer.text
    assert answer.find("input", name="new_email").get("value") == "geen adres"
    assert len(again(household).contact_points) == 1


def test_a_new_name_is_derived_and_found(browser: Browser, cast: Cast):
    household = make.household()
    page = opened(browser.sign_in(cast.anna), household)
    page.submit("Naam bewaren", {"initials": "am", "name_prefix": "", "surname": "van den Berg"})
    assert again(household).name == "A.M. van den Berg"
    assert last_sentence(household) == "Anna de Wit wijzigde naam: P. de Vries werd A.M. van den Berg."
    assert [hit.contact for hit in Search("berg").hits()] == [household]


def test_a_name_may_not_be_emptied(browser: Browser, cast: Cast):
    household = make.household()
    answer = opened(browser.sign_in(cast.anna), household).submit("Naam bewaren", {"surname": " "})
    assert answer.status == 422
    assert "Vul de naam in." in answer.text


def test_a_move_replaces_the_address_and_keeps_the_old_one_in_the_log(browser: Browser, cast: Cast):
    stored(KnownAddress(postcode="3571ZL", house_number=52, house_addition="C", street="Wilgenkade", city="Utrecht"))
    household = make.household()
    make.address(household)
    opened(browser.sign_in(cast.anna), household).submit("Adres bewaren", {"address_box": "3571zl 52c"})
    (address,) = again(household).addresses
    assert (address.one_line, address.verified) == ("Wilgenkade 52 C, 3571 ZL Utrecht", True)
    assert "Lindestraat 14" in last_sentence(household)


def test_an_empty_address_is_refused(browser: Browser, cast: Cast):
    household = make.household()
    make.address(household)
    answer = opened(browser.sign_in(cast.anna), household).submit("Adres bewaren")
    assert answer.status == 422
    assert len(again(household).addresses) == 1


def test_preferences_are_kept_and_shown(browser: Browser, cast: Cast):
    person = make.person()
    make.phone(person)
    page = opened(browser.sign_in(cast.anna), person)
    shown = page.submit("Voorkeuren bewaren", {"language": "ti", "do_not_call": True})
    assert again(person).do_not_call
    assert "liever niet bellen" in shown.text
    assert "Tigrinya" in shown.text


def test_the_second_of_two_who_save_at_once_is_told(browser: Browser, cast: Cast):
    household = make.household()
    first = opened(browser.sign_in(cast.anna), household)
    second = opened(browser, household)
    first.submit("Naam bewaren", {"surname": "Haas"})
    answer = second.submit("Naam bewaren", {"surname": "Vos de Wit"})
    assert answer.status == 409
    assert "Iemand anders heeft dit contact net gewijzigd." in answer.text
    assert "Vos de Wit" in answer.text
    assert again(household).surname == "Haas"


def test_saving_twice_changes_once(browser: Browser, cast: Cast):
    household = make.household()
    page = opened(browser.sign_in(cast.anna), household)
    for _ in range(2):
        assert page.submit("Naam bewaren", {"surname": "Haas"}).status == 200
    assert [event.verb for event in events_of(household)] == ["contact.changed"]


def test_changing_somebody_of_several_households_says_so_first(browser: Browser, cast: Cast):
    guardian = make.person("Rijn")
    for surname in ("Tesfay", "Bakker"):
        make.role(guardian, make.household(surname, initials="S.", name_prefix=""), RoleKind.ADMINISTRATOR)
    text = opened(browser.sign_in(cast.anna), guardian).text
    assert "Deze persoon hoort bij 2 huishoudens of bedrijven" in text
    assert "S. Tesfay, S. Bakker" in text


@pytest.mark.parametrize("what", ["name", "contact-points", "address", "preferences"])
def test_who_may_not_edit_changes_nothing(browser: Browser, cast: Cast, what: str):
    household = make.household()
    browser.sign_in(accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER]))
    assert browser.post(f"/contacts/{household.number}/{what}", {"surname": "Haas"}).status == 403
    assert "Naam bewaren" not in opened(browser, household).text


@pytest.mark.parametrize("what", ["name", "contact-points", "address", "preferences"])
def test_changing_what_does_not_exist_is_not_found(browser: Browser, cast: Cast, what: str):
    assert browser.sign_in(cast.anna).post(f"/contacts/C000000/{what}", {"surname": "Haas"}).status == 404


def test_an_old_number_leads_to_the_contact(browser: Browser, cast: Cast):
    from contactapp.contacts.models import ContactAlias

    household = make.household()
    stored(ContactAlias(number="C000007", contact_id=household.id))
    assert find_by_number("c000007") == household
    assert [hit.contact for hit in Search("C000007").hits()] == [household]


def test_a_home_has_a_page_with_its_tenants(browser: Browser, cast: Cast):
    home = make.unit(number="20418-048", complex_code="20418", complex_name="Wilgenhof")
    now = make.customer(make.household("Tesfay", initials="S.", name_prefix=""))
    make.lease(now, home, starts_on=date(2020, 1, 1))
    before = make.customer(make.household("Bakker", initials="B.", name_prefix=""))
    make.lease(before, home, starts_on=date(2001, 1, 1), ends_on=date(2019, 12, 31))
    page = browser.sign_in(cast.anna).get("/units/20418-048")
    assert [row.get("data-contact") for row in page.find_all("li", data_contact=True)] == [
        now.contact.number,
        before.contact.number,
    ]
    assert "Wilgenhof" in page.text
    assert browser.get("/units/onbekend").status == 404
    assert len(db.session.scalars(select(AccessRecord).where(AccessRecord.screen == "unit")).all()) == 2


def test_the_home_of_a_tenant_leads_to_its_page(browser: Browser, cast: Cast):
    customer = make.customer()
    number = customer.leases[0].unit.number
    page = browser.sign_in(cast.anna).get(f"/contacts/{customer.contact.number}/home")
    unit = page.click(number)
    assert unit.heading == f"Woning {number}"
    assert "".join(unit.find("a", aria_current="page", href="/contacts").itertext()).strip() == "Klanten"


def test_of_who_speaks_for_many_the_bar_shows_a_few_and_the_way_to_all(browser: Browser, cast: Cast):
    office = make.person("Rijn", initials="M.", name_prefix="van")
    for number in range(9):
        make.role(office, make.household(f"Client{number}", initials="", name_prefix=""), RoleKind.ADMINISTRATOR)
    page = browser.sign_in(cast.anna).get(f"/contacts/{office.number}")
    assert "nog 3 huishoudens en bedrijven" in page.text
    assert "Client5" in page.text
    assert "Client8" not in page.text
    everything = page.click("nog 3 huishoudens en bedrijven").text
    assert "Client8" in everything
