"""A: the question is answered while the tenant is on the line."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.colleague import SignIn, eventually

RECORD = re.compile("Vastleggen en sluiten")
PHONE = "Telefoon, klant belt"
NOTE = "Mevrouw belt: de ketel staat op 0,5 bar. Uitgelegd hoe zij bijvult."
BOTH_WAYS = pytest.mark.parametrize("scripts", [True, False], ids=["", "without scripts"])


@BOTH_WAYS
def test_a1_anna_finds_the_answer_and_records_it_on_the_timeline(colleague: SignIn, scripts: bool) -> None:
    anna = colleague("anna", scripts=scripts)
    page = anna.goes_to("/knowledge?q=cv+ketel+druk")
    first = page.locator("[data-faq]").first.get_by_role("link")
    expect(first).to_contain_text("cv-ketel")
    subject = first.inner_text()
    anna.presses(subject)
    anna.presses("Nieuw ticket met contactmoment")
    anna.chooses("Klant", "de vries")
    page.get_by_label("Kanaal").select_option(label=PHONE)
    page.get_by_label("Notitie").fill(f"{NOTE} {scripts}")
    anna.presses(RECORD)
    expect(page).to_have_url(re.compile(r"/tickets/T\d\d-\d{6}$"))
    expect(page.locator("h1")).to_contain_text(subject)
    eventually(page.locator("[data-contact-moment]"), 1)
    anna.presses(re.compile("Vries"), page.get_by_role("main"))
    eventually(page.locator("[data-contact-moment]").filter(has_text=f"{NOTE} {scripts}"), 1)


@BOTH_WAYS
def test_a2_another_template_leaves_the_note_alone(colleague: SignIn, customer: str, scripts: bool) -> None:
    anna = colleague("anna", scripts=scripts)
    page = anna.goes_to(f"/contacts?q={customer}")
    template = page.get_by_label("Sjabloon")
    choices = template.locator("option").all_inner_texts()
    page.get_by_label("Notitie").fill(NOTE)
    for choice in ("Algemene vraag", choices[-1]):
        if not scripts:
            anna.expects(422)
        template.select_option(label=choice)
        if scripts:
            anna.waits()
        else:
            page.get_by_role("button", name="Sjabloon toepassen").click()
        expect(template.locator("option:checked")).to_have_text(choice)
        expect(page.get_by_label("Notitie")).to_have_value(NOTE)


def test_a3_the_guardian_speaks_for_the_household(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/contacts?q=100482")
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill("Vraag over de huurtoeslag")
    page.get_by_label("Kanaal").select_option(label=PHONE)
    person = page.get_by_label("Gesproken met")
    guardian = next(text for text in person.locator("option").all_inner_texts() if "bewindvoerder" in text)
    person.select_option(label=guardian)
    page.get_by_label("Notitie").fill("Bewindvoerder vraagt om de brief van vorige maand.")
    anna.presses(RECORD)
    eventually(page.locator("[data-contact-moment]").filter(has_text="brief van vorige maand"), 1)
    name = guardian.split(",")[0].split("(")[0].strip()
    expect(page.locator("[data-contact-moment]").filter(has_text="brief van vorige maand")).to_contain_text(name)


def test_a4_an_unknown_supplier_becomes_a_contact_in_one_flow(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/contacts/new")
    page.get_by_role("radio", name="Bedrijf").check()
    page.get_by_label("Naam van het bedrijf").fill("Dakdekkersbedrijf De Pan")
    page.get_by_label("Telefoon").first.fill("030 - 123 45 67")
    anna.presses("Contact bewaren")
    expect(page.locator("h1")).to_contain_text("Dakdekkersbedrijf De Pan")
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill("Afspraak over de goot")
    page.get_by_label("Kanaal").select_option(label=PHONE)
    page.get_by_label("Notitie").fill("Dakdekker vraagt wanneer hij bij de Lindelaan terechtkan.")
    anna.presses(RECORD)
    eventually(page.locator("[data-contact-moment]").filter(has_text="Dakdekker vraagt"), 1)


def test_a9_pressing_five_times_at_once_gives_one_ticket(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill("Vijf keer gedrukt")
    page.get_by_label("Kanaal").select_option(label=PHONE)
    page.get_by_label("Notitie").fill("Deze notitie mag er maar één keer staan.")
    page.evaluate(
        """() => {
            const form = document.getElementById("registration");
            const press = () => fetch(form.action, {method: "POST", body: new URLSearchParams(new FormData(form))});
            return Promise.all([press(), press(), press(), press(), press()]).then(() => true);
        }"""
    )
    page.reload()
    eventually(page.locator("[data-contact-moment]").filter(has_text="maar één keer"), 1)
