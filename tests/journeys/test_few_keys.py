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
