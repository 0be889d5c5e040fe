"""A new contact in one flow (R2, R3, R4, R5, R8)."""

from datetime import date

import pytest
from sqlalchemy import func, select

from contactapp.contacts.models import Contact, ContactKind, KnownAddress, RoleKind
from contactapp.contacts.queries import find_by_number
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.permissions import Role
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, stored
from tests.support.make import contacts as make

SAVE = "Contact bewaren"


def contact_of(page: Page) -> Contact:
    found = find_by_number(page.url.rpartition("/")[2])
    assert found is not None, page.text
    return found


def count() -> int:
    return db.session.scalar(select(func.count()).select_from(Contact)) or 0


def test_a_home_seeker_gets_a_household_and_a_person_with_a_role(browser: Browser, cast: Cast):
    stored(KnownAddress(postcode="3511AB", house_number=14, house_addition="2", street="Lindestraat", city="Utrecht"))
    page = browser.sign_in(cast.anna).get("/contacts/new")
    saved = page.submit(
        SAVE,
        {
            "initials": "m", "name_prefix": "van der", "surname": "Meulen", "address_box": "3511ab14-2",
            "phone": "06-12345678", "email": "M.vdMeulen@example.nl", "Woningzoekende": True,
        },
    )  # fmt: skip
    household = contact_of(saved)
    assert household.kind is ContactKind.HOUSEHOLD
    assert household.name == "M. van der Meulen"
    assert [point.value for point in household.contact_points] == ["+31612345678", "m.vdmeulen@example.nl"]
    assert household.home_address is not None
    assert household.home_address.one_line == "Lindestraat 14-2, 3511 AB Utrecht"
    assert household.home_address.verified
    (role,) = household.current_people
    assert (role.kind, role.person.name, role.shown_first) == (RoleKind.HOME_SEEKER, "M. van der Meulen", True)
    assert [event.verb for event in events_of(household)] == ["contact.created"]
    assert "M. van der Meulen is bewaard." in saved.text


def test_a_supplier_is_an_organisation_without_salutation(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    values = {"Bedrijf": True, "company_name": "Bouwmeester B.V.", "chamber_of_commerce_number": "1234 5678"}
    company = contact_of(page.submit(SAVE, values))
    assert (company.kind, company.name, company.salutation) == (ContactKind.ORGANISATION, "Bouwmeester B.V.", "BLANCO")
    assert company.chamber_of_commerce_number == "12345678"
    assert company.people == []


def test_a_company_may_have_a_contact_person(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    values = {
        "Bedrijf": True, "company_name": "Bouwmeester B.V.", "person_initials": "p", "person_surname": "de Wit",
    }  # fmt: skip
    (role,) = contact_of(page.submit(SAVE, values)).current_people
    assert (role.kind, role.person.name) == (RoleKind.CONTACT_PERSON, "P. de Wit")


def test_who_was_not_found_may_be_a_company(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts?q=de+Snelle+Loodgieter").click("Nieuw contact")
    assert [page.find("input", name=name).get("value") for name in ("surname", "company_name")] == [
        "Snelle Loodgieter", "de Snelle Loodgieter"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "field", "value"),
    [
        ("a. van den Berg", "surname", "Berg"), ("a. van den Berg", "name_prefix", "van den"),
        ("06 5555 5551", "phone", "06 5555 5551"), ("3511ab 14", "address_box", "3511ab 14"),
        ("berg@example.nl", "email", "berg@example.nl"),
    ],
)  # fmt: skip
def test_who_was_looked_for_in_vain_stands_in_the_form(
    browser: Browser, cast: Cast, typed: str, field: str, value: str
):
    page = browser.sign_in(cast.anna).get("/contacts/new", query={"q": typed, "next": "/tickets/new"})
    assert page.find("input", name=field).get("value") == value


def test_the_number_that_calls_goes_before_what_was_typed(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new", query={"q": "06 5555 5551", "phone": "+31612345678"})
    assert page.find("input", name="phone").get("value") == "+31612345678"


def test_the_number_is_reserved_when_the_form_opens(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)
    token = browser.post("/contacts/numbers", htmx="contact-number").find("input", name="reserved").get("value")
    browser.post("/contacts/numbers", htmx="contact-number")
    contact = contact_of(
        browser.post("/contacts/new", {"kind": "household", "surname": "Vos", "reserved": token, "role": "home_seeker"})
    )
    assert contact.number == "C100001"


def test_a_reserved_number_serves_once(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)
    token = browser.post("/contacts/numbers", htmx="contact-number").find("input", name="reserved").get("value")
    values = {"kind": "household", "surname": "Vos", "reserved": token, "role": "home_seeker"}
    first, second = (contact_of(browser.post("/contacts/new", values)) for _ in range(2))
    assert first.number != second.number


def test_numbers_that_came_by_import_are_passed_over(browser: Browser, cast: Cast):
    make.household("Haas", number="C100001")
    make.household("Das", number="C123456")
    page = browser.sign_in(cast.anna).get("/contacts/new")
    number = contact_of(page.submit(SAVE, {"surname": "Vos"})).number
    assert number == "C123457"


def test_a_forged_reservation_is_ignored(browser: Browser, cast: Cast):
    values = {"kind": "household", "surname": "Vos", "reserved": "C999999", "role": "home_seeker"}
    assert contact_of(browser.sign_in(cast.anna).post("/contacts/new", values)).number != "C999999"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"surname": ""}, "Vul de achternaam in."),
        ({"surname": "\u200b"}, "Vul de achternaam in."),
        ({"surname": "Vos", "phone": "06 1234 567"}, "Dit nummer is te kort"),
        ({"surname": "Vos", "email": "vos@"}, "Dit e-mailadres klopt niet"),
        ({"surname": "Vos", "address_box": "Lindestraat"}, "geen postcode met huisnummer"),
        ({"Bedrijf": True, "company_name": ""}, "Vul de naam van het bedrijf in."),
        (
            {"Bedrijf": True, "company_name": "Snel", "chamber_of_commerce_number": "12"},
            "Een KvK-nummer heeft 8 cijfers.",
        ),
        ({"surname": "V" * 301}, "Deze naam is te lang."),
        ({"surname": "Vos", "person_initials": "WILHELMINA JOHANNA MARIA"}, "Typ de initialen."),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(
    browser: Browser, cast: Cast, values: dict[str, str | bool], words: str
):
    before = count()
    page = browser.sign_in(cast.anna).get("/contacts/new")
    answer = page.submit(SAVE, {"initials": "A.", "city": "Utrecht", **values})
    assert answer.status == 422
    assert words in answer.text
    assert answer.find("input", name="initials").get("value") == "A."
    assert answer.find("input", name="city").get("value") == "Utrecht"
    for name, value in values.items():
        if name in ("phone", "email", "address_box"):
            assert answer.find("input", name=name).get("value") == value
    assert count() == before


def test_only_who_may_see_personal_data_is_asked_for_them(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    assert "geboortedatum" not in page.response.text.lower()
    values = {
        "kind": "household",
        "surname": "Vos",
        "role": "home_seeker",
        "birth_date": "12-03-1984",
        "salutation": "MEVR",
    }
    (role,) = contact_of(browser.post("/contacts/new", values)).current_people
    assert role.person.birth_date is None


def test_a_lead_stores_the_date_of_birth_with_the_person(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.bram).get("/contacts/new")
    (role,) = contact_of(page.submit(SAVE, {"surname": "Vos", "birth_date": "12-03-1984"})).current_people
    assert role.person.birth_date == date(1984, 3, 12)
    page = browser.get("/contacts/new")
    assert page.submit(SAVE, {"surname": "Vos", "birth_date": "31-02-1984"}).status == 422


def test_sending_the_form_twice_stores_once(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    first, second = (page.submit(SAVE, {"surname": "Vos"}) for _ in range(2))
    assert first.url == second.url
    assert count() == 2


def test_after_an_error_the_number_of_the_contact_is_named(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)
    token = browser.post("/contacts/numbers", htmx="contact-number").find("input", name="reserved").get("value")
    page = browser.post("/contacts/new", {"kind": "household", "surname": "", "reserved": token})
    assert page.status == 422
    assert "Dit contact krijgt nummer C100001" in page.text
    assert contact_of(page.submit(SAVE, {"surname": "Vos"})).number == "C100001"


def test_a_forged_number_is_not_promised_after_an_error(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).post("/contacts/new", {"kind": "household", "reserved": "C999999"})
    assert page.status == 422
    assert "C999999" not in page.text
    assert page.find("span", hx_post="/contacts/numbers").get("id") == "contact-number"


def test_the_form_goes_back_to_where_a_contact_was_needed(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new?next=/contacts?kind%3Dhousehold")
    response = browser.client.post("/contacts/new", data=page.form(SAVE, {"surname": "Vos"}).data())
    assert response.location.startswith("/contacts?kind=household&contact=C")


def test_who_gives_up_goes_back_to_where_a_contact_was_needed(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)
    for given, back in (("/tickets/new?phone=1", "/tickets/new?phone=1"), ("https://evil.example/", "/contacts")):
        assert browser.get("/contacts/new", query={"next": given}).click("Annuleren").url == back


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_form_never_goes_to_another_host(browser: Browser, cast: Cast, target: str):
    page = browser.sign_in(cast.anna).get("/contacts/new", query={"next": target})
    response = browser.client.post("/contacts/new", data=page.form(SAVE, {"surname": "Vos"}).data())
    assert response.location.startswith("/contacts/C")


def test_the_name_shows_while_it_is_typed(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)
    values = {"kind": "household", "initials": "am", "surname": "van den Berg"}
    assert "A.M. van den Berg" in browser.post("/contacts/lookalikes", values, htmx="lookalikes").text


def test_comparing_does_not_spend_the_key_of_the_form(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    box = page.find("div", hx_post="/contacts/lookalikes")
    assert box.get("hx-params") == "not _key"


def test_who_may_not_edit_contacts_gets_no_form(browser: Browser, cast: Cast):
    browser.sign_in(accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER]))
    assert browser.get("/contacts/new").status == 403
    assert browser.post("/contacts/new", {"surname": "Vos"}).status == 403
    assert "Nieuw contact" not in browser.get("/contacts").text
    assert count() == 0
