"""What the editor's screen offers: words to tick, how it will look, what is too long, a scenario when there is one."""

import pytest

from contactapp.accounts.models import User
from contactapp.knowledge.answers import LONGEST
from contactapp.knowledge.editing import defaults
from contactapp.knowledge.models import Faq, FaqSearch
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge, stored


@pytest.fixture
def eva(browser: Browser, cast: Cast) -> User:
    """An editor, signed in."""
    one = accounts.user("Eva Smit", roles=[Role.EDITOR])
    browser.sign_in(one)
    return one


@pytest.fixture
def faq(cast: Cast) -> Faq:
    """A published FAQ that somebody found with an odd word."""
    pets = knowledge.category("Huisdieren")
    knowledge.faq("Mag ik een kat houden?", keywords=["huisdier", "dierenbeleid"], category_id=pets.id)
    one = knowledge.faq("Mag ik een hond houden?", code="KB-1", keywords=["huisdier"], category_id=pets.id)
    stored(FaqSearch(words="viervoeter", results=1, opened_id=one.id))
    return one


def test_ticked_suggestions_are_kept_with_the_words_that_were_typed(browser: Browser, eva: User, faq: Faq) -> None:
    page = browser.get("/knowledge/KB-1/edit")
    assert "Getypt voordat iemand dit antwoord opende" in page.text
    ticked = {"viervoeter": True, "dierenbeleid": True, "Zo zegt de huurder het": "blaffer"}
    refused = page.submit("Publiceren", ticked | {"Antwoord": ""})
    assert refused.status == 422
    refused.submit("Publiceren", {"Antwoord": "Ja."})
    assert (faq.search_words, faq.keywords) == (["blaffer", "viervoeter"], ["huisdier", "dierenbeleid"])
    assert "viervoeter" not in browser.get("/knowledge/KB-1/edit").within("div", id="suggested-words").text


def test_a_new_answer_gets_suggestions_for_what_is_typed_so_far(browser: Browser, eva: User, faq: Faq) -> None:
    faq.search_words = ["hond in huis nemen"]
    typed = {"title": "Mag ik een hond in de tuin?", "more_search_words": "blaffer"}
    page = browser.post("/knowledge/word-suggestions", typed, htmx="suggested-words")
    offered = {box.get("value"): box.get("checked") is not None for box in page.find_all("input")}
    assert offered["blaffer"]
    assert not offered["hond in huis nemen"]


def test_a_category_that_nobody_can_choose_is_refused(browser: Browser, eva: User, faq: Faq) -> None:
    values = {"title": "Hond?", "answer": "Ja.", "audience": "staff", "category_id": "9" * 25}
    assert browser.sign_in(eva).post("/knowledge/KB-1/versions", values).status == 422


def test_a_text_that_is_too_long_is_refused_and_given_back(browser: Browser, eva: User, faq: Faq) -> None:
    long = "a" * (LONGEST + 1)
    page = browser.get("/knowledge/KB-1/edit").submit("Publiceren", {"Antwoord": long})
    assert (page.status, "Er passen 50.000 tekens in" in page.text, long in page.text) == (422, True, True)
    preview = browser.post("/knowledge/preview", {"text": long}, htmx="text-preview")
    assert preview.text.strip() == "Deze tekst is te lang om te bewaren."


def test_a_scenario_is_asked_for_only_when_there_is_one(
    browser: Browser, eva: User, faq: Faq, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not browser.get("/knowledge/KB-1/edit").find_all("select", name="scenario_code")
    monkeypatch.setattr(defaults, "scenarios", lambda: [("huisdieren", "Huisdier melden")])
    browser.get("/knowledge/KB-1/edit").submit("Publiceren", {"Scenario": "Huisdier melden"})
    assert faq.scenario_code == "huisdieren"


def test_suggestions_are_for_editors(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.anna).post("/knowledge/word-suggestions").status == 403
