"""Speed of work: how many keys registering takes, besides what is typed as text."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.colleague import SignIn

CUSTOMER = "/contacts?q=100482"


class Keys:
    """Presses keys and counts them; text is free."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.count += 1 + key.count("+")
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)


def test_with_customer_and_faq_known_registering_takes_at_most_six_keys(colleague: SignIn) -> None:
    page = colleague("anna").goes_to(CUSTOMER)
    number = page.url.rsplit("/", 1)[-1]
    page.goto(f"/knowledge/KB-001?contact={number}")
    keys = Keys(page)
    keys.press("c")
    expect(page.get_by_label("Notitie")).to_be_focused()
    keys.type("Uitgelegd hoe je bijvult.")
    keys.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/tickets/T\d\d-\d{6}$"))
    assert keys.count <= 6


def test_empty_handed_it_takes_at_most_twenty(colleague: SignIn) -> None:
    page = colleague("anna").goes_to("/")
    keys = Keys(page)
    keys.press("/")
    keys.type("100482")
    keys.press("Enter")
    expect(page.get_by_role("heading", name="Contactmoment vastleggen")).to_be_visible()
    keys.press("f")
    keys.type("cv ketel druk")
    expect(page.locator("#answers li").first).to_be_visible()
    keys.press("Tab", "Enter")
    expect(page.locator("article.faq")).to_be_visible()
    keys.press("c")
    expect(page.get_by_label("Notitie")).to_be_focused()
    keys.type("Uitgelegd hoe je bijvult.")
    keys.press("Control+Enter")
    expect(page).to_have_url(re.compile(r"/tickets/T\d\d-\d{6}$"))
    assert keys.count <= 20


def test_a_note_survives_a_reload_and_two_conversations_stay_apart(colleague: SignIn) -> None:
    page = colleague("anna").goes_to(CUSTOMER)
    first = page.url
    page.get_by_label("Notitie").fill("Half getypt over de ketel")
    expect(page.locator("#draft-state")).to_have_text("Concept bewaard")
    page.reload()
    expect(page.get_by_label("Notitie")).to_have_value("Half getypt over de ketel")
    page.goto("/contacts?q=de vries")
    page.locator("[data-contact]").first.get_by_role("link").first.click()
    page.get_by_label("Notitie").fill("Iets heel anders")
    expect(page.locator(".conversation")).to_have_count(2)
    page.goto(first)
    expect(page.get_by_label("Notitie")).to_have_value("Half getypt over de ketel")


def test_typing_the_name_of_a_template_chooses_it_also_while_its_defaults_arrive(colleague: SignIn) -> None:
    page = colleague("anna").goes_to(CUSTOMER)
    page.get_by_label("Sjabloon").focus()
    page.keyboard.type("Vraag aan de", delay=120)
    expect(page.get_by_label("Kanaal")).to_have_value("BAL-INK")
    expect(page.get_by_label("Sjabloon")).to_have_value("vraag-balie")


def test_what_is_wrong_leads_into_the_field_and_recording_gives_the_single_keys_back(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to(CUSTOMER)
    anna.expects(422)
    page.keyboard.press("c")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".error-summary")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Zoek: Onderwerp (FAQ)")).to_be_focused()
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill("Sleutel")
    page.get_by_label("Notitie").fill("Vroeg om een sleutel.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_text("is vastgelegd")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#global-search")).to_be_focused()
    page.keyboard.type("sleutel")
    expect(page.locator(".topbar").get_by_role("status")).to_have_text(re.compile(r"^.*Doen \d+$"))
