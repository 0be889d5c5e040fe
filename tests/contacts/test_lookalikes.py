"""Existing contacts that are offered while somebody types a new one (R6)."""

import pytest

from contactapp.contacts.models import RoleKind
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import contacts as make


@pytest.mark.parametrize(
    "typed",
    [
        {"phone": "06 12 34 56 78"}, {"email": "S.Tesfay@example.nl"}, {"initials": "s", "surname": "Tesfay"},
        {"address_box": "3571zl 48b"}, {"surname": "Tesfay", "address_box": "3571zl 48b"},
    ],
)  # fmt: skip
def test_an_existing_contact_is_offered_while_typing(browser: Browser, cast: Cast, typed: dict[str, str]):
    household = make.household("Tesfay", initials="S.", name_prefix="")
    make.role(make.person("Tesfay", initials="S.", name_prefix=""), household)
    make.phone(household)
    make.email(household, "s.tesfay@example.nl")
    make.address(household, "3571ZL", 48, house_addition="B")
    page = browser.sign_in(cast.anna).post("/contacts/lookalikes", {"kind": "household", **typed}, htmx="lookalikes")
    assert [row.get("data-contact") for row in page.find_all("li", data_contact=True)] == [household.number]
    assert page.find("p", id="lookalikes-said").text == "1 contact lijkt hierop"
    assert page.click("Dit is hetzelfde contact").url == f"/contacts/{household.number}"


@pytest.mark.parametrize(
    "typed", [{"company_name": "Bouwmeester Advies BV"}, {"chamber_of_commerce_number": "12 34 56 78"}]
)
def test_a_company_is_offered_for_its_name_alone_and_for_its_registration(
    browser: Browser, cast: Cast, typed: dict[str, str]
):
    company = make.organisation("Bouwmeester Advies B.V.", chamber_of_commerce_number="12345678")
    make.organisation("Bouwmeester Groep B.V.")
    page = browser.sign_in(cast.anna).post("/contacts/lookalikes", {"kind": "organisation", **typed}, htmx="lookalikes")
    assert [row.get("data-contact") for row in page.find_all("li", data_contact=True)] == [company.number]


def test_somebody_else_is_not_offered(browser: Browser, cast: Cast):
    make.household("Tesfay", initials="S.", name_prefix="")
    typed = {"kind": "household", "initials": "B", "surname": "Tesfay"}
    page = browser.sign_in(cast.anna).post("/contacts/lookalikes", typed, htmx="lookalikes")
    assert page.find_all("li", data_contact=True) == []


@pytest.mark.parametrize(
    ("own", "inside", "reason"),
    [
        (("A.", "Berg"), None, "Zelfde naam"),
        (("T.", "Berg"), ("A.", "Vos"), "Zelfde achternaam"),
        (("A.J.", "Berg"), None, "Zelfde achternaam"),
        (("A.J.", "Kuijpers"), ("T.", "Berg"), "Zelfde achternaam: T. van den Berg (medehuurder)"),
        (("A.J.", "Kuijpers"), ("A.", "Berg"), "Zelfde naam: A. van den Berg (medehuurder)"),
        (("T.", "Berg"), ("A.", "Berg"), "Zelfde naam: A. van den Berg (medehuurder)"),
    ],
)
def test_what_is_the_same_is_told_in_words(
    browser: Browser, cast: Cast, own: tuple[str, str], inside: tuple[str, str] | None, reason: str
):
    household = make.household(own[1], initials=own[0], name_prefix="")
    if inside:
        person = make.person(inside[1], initials=inside[0], name_prefix="van den")
        make.role(person, household, RoleKind.CO_TENANT)
    typed = {"kind": "household", "initials": "A.", "surname": "van den Berg"}
    page = browser.sign_in(cast.anna).post("/contacts/lookalikes", typed, htmx="lookalikes")
    (row,) = page.find_all("li", data_contact=True)
    assert row.get("data-contact") == household.number
    assert text_of(row.findall("p")[-2]) == reason


def test_a_street_called_like_somebody_makes_no_double(browser: Browser, cast: Cast):
    make.address(make.household("Kuijpers", initials="A.", name_prefix=""), "3511AB", 14, street="Berg")
    typed = {"kind": "household", "initials": "A.", "surname": "van den Berg"}
    page = browser.sign_in(cast.anna).post("/contacts/lookalikes", typed, htmx="lookalikes")
    assert page.find_all("li", data_contact=True) == []
