"""D: the answer is there before the question is typed out."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from playwright.sync_api import expect

from contactapp.db import db
from contactapp.knowledge.models import FaqStatus
from tests.journeys.colleague import SignIn
from tests.support.make import knowledge


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ketelonderh", "onderhoud"), ("herrie van de buren", "overlast"), ("lekage", "ekkage")],
)
def test_d1_unfinished_plain_and_misspelled_words_find_the_answer(colleague: SignIn, typed: str, found: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/knowledge")
    page.get_by_role("main").get_by_role("searchbox").press_sequentially(typed, delay=30)
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == [typed])
    anna.waits()
    expect(page.locator("[data-faq]").filter(has_text=found).first).to_be_visible()
    anna.inspect()
    assert any(found in title for title in page.locator("[data-faq] a").all_inner_texts()[:5])


def test_d1_a_draft_is_not_found_by_anna(colleague: SignIn, demo_app: Flask) -> None:
    with demo_app.app_context():
        draft = knowledge.faq("Xylofoonles in het trappenhuis", status=FaqStatus.DRAFT).code
        db.session.commit()
    page = colleague("anna").goes_to("/knowledge?q=xylofoonles")
    expect(page.locator(f'[data-faq="{draft}"]')).to_have_count(0)
