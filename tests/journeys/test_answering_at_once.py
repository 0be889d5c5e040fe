"""A: the question is answered while the tenant is on the line."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import requests
from playwright.sync_api import expect

from tests.journeys.colleague import Colleague

SignIn = Callable[[str], Colleague]
RECORD = re.compile("Vastleggen en sluiten")
NOTE = "Mevrouw belt: de ketel staat op 0,5 bar. Uitgelegd hoe zij bijvult."


def test_a1_anna_finds_the_answer_and_records_it_on_the_timeline(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/knowledge")
    page.get_by_role("searchbox", name="Zoek in de kennisbank").press_sequentially("cv ketel druk", delay=20)
    found = page.locator("[data-faq]").first.get_by_role("link")
    expect(found).to_contain_text("waterdruk")
    subject = found.inner_text()
    anna.presses(subject)
    anna.presses("Nieuw ticket met contactmoment")
    anna.chooses("Klant", "Vries")
    page.get_by_label("Kanaal").select_option(label="Telefoon (inkomend)")
    page.get_by_label("Notitie").fill(NOTE)
    anna.presses(RECORD)
    expect(page).to_have_url(re.compile(r"/tickets/T\d\d-\d{6}"))
    expect(page.locator("[data-contact-moment]")).to_have_count(1)
    expect(page.locator("h1")).to_contain_text(subject)
    anna.presses(re.compile("Vries"), page.get_by_role("main"))
    expect(page.locator("[data-contact-moment]").filter(has_text=NOTE)).to_have_count(1)
