"""The address of a new contact: found by postcode and number, chosen, or typed by hand (R4)."""

import pytest

from contactapp.contacts.models import AddressKind, KnownAddress
from tests.contacts.test_new_contact import SAVE, contact_of
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make
from tests.support.make import stored


def test_an_address_we_do_not_know_is_kept_as_typed_and_marked(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    values = {"surname": "Vos", "address_box": "3511AB 14", "street_line": "Lindestraat", "city": "Utrecht"}
    saved = page.submit(SAVE, values)
    address = contact_of(saved).home_address
    assert address is not None
    assert (address.one_line, address.verified) == ("Lindestraat 14, 3511 AB Utrecht", False)
    assert "niet geverifieerd" in saved.text


def test_saving_never_waits_for_an_unknown_address(browser: Browser, cast: Cast):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    address = contact_of(page.submit(SAVE, {"surname": "Vos", "address_box": "3511AB 14"})).home_address
    assert address is not None
    assert (address.one_line, address.verified) == ("14, 3511 AB", False)


@pytest.mark.parametrize(
    ("values", "line", "kind"),
    [
        ({"street_line": "Postbus 123", "postcode": "3500 AA", "city": "Utrecht"},
         "Postbus 123, 3500 AA Utrecht", "postal"),
        ({"street_line": "Rue de la Loi 12", "postcode": "1000", "city": "Brussel", "country": "BE"},
         "Rue de la Loi 12, 1000 Brussel, België", "home"),
        ({"street_line": "Lindestraat 14-2", "postcode": "3511ab", "city": "Utrecht"},
         "Lindestraat 14-2, 3511 AB Utrecht", "home"),
    ],
)  # fmt: skip
def test_a_postbus_and_a_foreign_address_are_typed_by_hand(
    browser: Browser, cast: Cast, values: dict[str, str], line: str, kind: str
):
    page = browser.sign_in(cast.anna).get("/contacts/new")
    (address,) = contact_of(page.submit(SAVE, {"surname": "Vos", **values})).addresses
    assert (address.one_line, address.kind) == (line, AddressKind(kind))


def test_of_several_doors_the_chosen_one_is_stored(browser: Browser, cast: Cast):
    for addition in ("A", "B"):
        stored(
            KnownAddress(
                postcode="3511AB", house_number=14, house_addition=addition, street="Lindestraat", city="Utrecht"
            )
        )
    page = browser.sign_in(cast.anna).get("/contacts/new?surname=Vos&address_box=3511ab14")
    assert "Welk huisnummer is het?" in page.text
    address = contact_of(page.submit(SAVE, {"Lindestraat 14 B": True})).home_address
    assert address is not None
    assert (address.street_line, address.verified) == ("Lindestraat 14 B", True)


def test_our_own_home_behind_the_door_is_named(browser: Browser, cast: Cast):
    make.unit(number="20418-052", postcode="3571ZL", house_number=52, house_addition="C", street="Wilgenkade")
    page = browser.sign_in(cast.anna).get("/contacts/addresses?address_box=3571zl 52c", htmx="address-found")
    assert "Wilgenkade 52 C, 3571 ZL Utrecht" in page.text
    assert "Woning 20418-052 is van ons." in page.text


def test_an_unknown_address_opens_the_fields_to_fill_in(browser: Browser, cast: Cast):
    browser.sign_in(cast.anna)
    for page in (
        browser.get("/contacts/new?address_box=3511ab14"),
        browser.get("/contacts/addresses?address_box=3511ab14&city=Utrecht", htmx="address-found"),
        browser.post("/contacts/new", {"kind": "household", "surname": "", "address_box": "3511ab14"}),
    ):
        assert page.find("details", id="address-by-hand").get("open") is not None
        assert "vul hieronder straat en plaats in" in page.text.lower()
    assert (
        browser.get("/contacts/addresses?address_box=3511ab14&city=Utrecht", htmx="address-found")
        .find("input", name="city")
        .get("value")
        == "Utrecht"
    )


def test_a_known_address_closes_the_fields_that_nobody_used(browser: Browser, cast: Cast):
    stored(KnownAddress(postcode="3511AB", house_number=14, street="Lindestraat", city="Utrecht"))
    browser.sign_in(cast.anna)
    assert browser.get("/contacts/new?address_box=3511ab14").find("details", id="address-by-hand").get("open") is None
    page = browser.get("/contacts/addresses?address_box=3511ab14", htmx="address-found")
    assert page.find("details", id="address-by-hand").get("open") is None


def test_a_street_typed_by_hand_goes_before_a_known_address(browser: Browser, cast: Cast):
    stored(KnownAddress(postcode="3511AB", house_number=14, street="Lindestraat", city="Utrecht"))
    typed = {"address_box": "3511ab14", "street_line": "Lindepad 14"}
    page = browser.sign_in(cast.anna).get("/contacts/addresses", query=typed, htmx="address-found")
    assert page.find("details", id="address-by-hand").get("open") is not None
    assert "Geverifieerd adres." not in page.text
    assert "Hieronder staat een ander adres: dat bewaren we." in page.text
