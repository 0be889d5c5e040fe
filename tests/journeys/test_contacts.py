"""Who is on the line: finding, the new caller, and the telephone that asks (A4, A5, A6, E3)."""

import re

from flask import Flask
from playwright.sync_api import expect
from sqlalchemy import func, select

from contactapp.contacts.models import ContactPoint, ContactPointKind, ContactRole
from contactapp.contacts.phones import show_phone
from contactapp.db import db
from tests.journeys.colleague import SignIn

SAVE = "Contact bewaren"
CONTACT_PAGE = re.compile(r"/contacts/C\d{6}$")


def test_typing_finds_a_household_among_all(colleague: SignIn) -> None:
    page = colleague("anna").goes_to("/contacts")
    page.get_by_label("Zoek op naam").press_sequentially("100482", delay=20)
    expect(page.locator("#contact-results [data-contact]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page).to_have_url(CONTACT_PAGE)


def test_the_arrow_goes_from_the_search_box_into_what_was_found(colleague: SignIn) -> None:
    page = colleague("anna").goes_to("/contacts")
    page.get_by_label("Zoek op naam").press_sequentially("tesfay", delay=20)
    expect(page.locator("#contact-results mark").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(CONTACT_PAGE)
    page.goto("/contacts")
    page.get_by_label("Zoek op naam").press_sequentially("qqqqq", delay=20)
    expect(page.get_by_text("Niemand gevonden voor “qqqqq”")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/contacts/new"))


def test_an_unknown_supplier_becomes_an_organisation(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/contacts/new")
    expect(page.get_by_text(re.compile(r"krijgt nummer C\d{6}"))).to_be_visible()
    page.get_by_role("radio", name="Bedrijf").check(force=True)
    page.get_by_label("Naam van het bedrijf").fill("Loodgieter Waterpas")
    anna.presses(SAVE)
    expect(page).to_have_url(CONTACT_PAGE)
    expect(page.get_by_role("heading", level=1)).to_have_text("Loodgieter Waterpas")


def test_an_unknown_home_seeker_gets_a_household_and_a_person(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/contacts/new")
    page.get_by_label("Initialen").first.fill("m")
    page.get_by_label("Achternaam").first.fill("van der Proefpersoon")
    expect(page.get_by_text("M. van der Proefpersoon")).to_be_visible()
    anna.presses(SAVE)
    expect(page.get_by_role("heading", level=1)).to_have_text("M. van der Proefpersoon")
    expect(page.get_by_role("list", name="Personen")).to_contain_text("woningzoekende")


def test_a_wrong_number_is_said_at_its_field_and_nothing_is_lost(colleague: SignIn) -> None:
    anna = colleague("anna", scripts=False)
    page = anna.goes_to("/contacts/new")
    page.get_by_label("Achternaam").first.fill("Proefpersoon")
    page.get_by_label("Telefoon", exact=False).first.fill("06 1234 567")
    anna.expects(422)
    anna.presses(SAVE)
    expect(page.locator("#phone-error")).to_contain_text("Dit nummer is te kort.")
    expect(page.get_by_label("Achternaam").first).to_have_value("Proefpersoon")


def test_a_caller_with_a_known_number_is_offered_and_chosen_with_one_click(colleague: SignIn, demo_app: Flask) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/contacts/new")
    page.get_by_label("Telefoon", exact=False).first.fill(_known_number(demo_app))
    offer = page.locator("#lookalikes").get_by_role("link", name="Dit is hetzelfde contact").first
    expect(offer).to_be_visible()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    offer.click()
    expect(page).to_have_url(CONTACT_PAGE)
    assert not asked


def test_the_telephone_opens_the_caller(colleague: SignIn, demo_app: Flask) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/call?number={_known_number(demo_app)}")
    expect(page).to_have_url(re.compile(r"/contacts/C\d{6}\?phone="))
    expect(page.get_by_role("button", name="Gesprek starten")).to_be_focused()
    page = anna.goes_to("/call?number=0655555551")
    expect(page.get_by_role("heading", name="Niemand gevonden voor “0655555551”")).to_be_visible()


def test_a_phone_number_is_added_during_the_call(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    anna.presses("Gegevens")
    page.get_by_label("Nog een telefoonnummer").fill("030-2345678")
    anna.presses("Telefoon en e-mail bewaren")
    expect(page.locator("#contact-details")).to_contain_text("030 234 56 78")


def _known_number(app: Flask) -> str:
    """A number of one person in one household only."""
    with app.app_context():
        value = db.session.scalar(
            select(func.min(ContactPoint.value))
            .outerjoin(ContactRole, ContactRole.person_id == ContactPoint.contact_id)
            .where(ContactPoint.kind == ContactPointKind.PHONE, ContactPoint.value.startswith("+316"))
            .group_by(ContactPoint.value)
            .having(func.count() == 1)
            .limit(1)
        )
        assert value is not None
        return show_phone(value).replace(" ", "-", 1)


def test_a_citizen_service_number_in_a_note_is_noticed_while_typing(colleague: SignIn) -> None:
    page = colleague("anna").goes_to("/contacts?q=100482")
    note = page.get_by_label("Notitie")
    warning = page.get_by_text("Dit lijkt een BSN.")
    note.fill("Nummer 111222333")
    expect(warning).to_be_visible()
    note.fill("Nummer 111222334")
    expect(warning).to_have_count(0)


def test_who_was_looked_for_in_vain_stands_in_the_form_for_a_new_contact(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/tickets/new")
    page.get_by_label("Zoek: Klant").fill("a. van den Proefpersoon")
    anna.presses("Nieuw contact")
    expect(page.get_by_label("Achternaam").first).to_have_value("Proefpersoon")
    page = anna.goes_to("/contacts")
    page.get_by_label("Zoek op naam").fill("3511ab 14")
    anna.presses("Nieuw contact")
    expect(page.get_by_label("Postcode en huisnummer")).to_have_value("3511ab 14")


def test_the_fields_for_an_unknown_address_close_again_unless_somebody_is_in_them(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/contacts/new")
    box, street = page.get_by_label("Postcode en huisnummer"), page.get_by_label("Straat en huisnummer")
    box.fill("3511ab 9999")
    expect(street).to_be_visible()
    box.fill("3511ab 14-2")
    expect(street).to_be_hidden()
    box.fill("3511ab 9999")
    expect(street).to_be_visible()
    box.fill("3511ab 14-2")
    street.focus()
    expect(page.get_by_text("Lindestraat 14-2, 3511 AB Utrecht")).to_be_visible()
    expect(street).to_be_focused()
