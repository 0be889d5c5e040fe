"""Editors learn from what is looked for: missed queries and the glossary."""

import pytest
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import events_of, sentence
from contactapp.knowledge import glossary
from contactapp.knowledge.models import FaqSearch, GlossaryTerm
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, knowledge


@pytest.fixture
def eva(cast: Cast) -> User:
    """An editor."""
    return accounts.user("Eva Smit", roles=[Role.EDITOR])


def test_a_query_that_stood_without_a_click_is_listed(browser: Browser, cast: Cast, eva: User) -> None:
    browser.sign_in(cast.anna).post("/knowledge/searches", {"q": "kouwe voeten", "results": "0"}, htmx="earlier")
    page = Browser(browser.app).sign_in(eva).get("/knowledge/desk/searches")
    assert page.find("li", data_words="kouwe voeten") is not None
    assert "1 keer niets gevonden" in page.text


def test_a_rephrased_query_is_added_to_the_answer_with_one_click(browser: Browser, cast: Cast, eva: User) -> None:
    knowledge.faq("Hoe isoleer ik de vloer?", code="KB-1")
    anna = browser.sign_in(cast.anna)
    earlier = anna.post("/knowledge/searches", {"q": "kouwe voeten", "results": "0"}, htmx="earlier")
    assert earlier.find("input").get("value") == "kouwe voeten"
    anna.get("/knowledge/KB-1?q=vloer&earlier=kouwe+voeten")
    page = Browser(browser.app).sign_in(eva).get("/knowledge/desk/searches")
    page.within("li", data_words="kouwe voeten").submit("Voeg deze woorden toe aan KB-1")
    assert anna.get("/knowledge?q=kouwe+voeten").find("li", data_faq="KB-1") is not None


def test_words_that_were_added_leave_the_list(browser: Browser, cast: Cast, eva: User) -> None:
    knowledge.faq("Hoe isoleer ik de vloer?", code="KB-1")
    anna = browser.sign_in(cast.anna)
    anna.post("/knowledge/searches", {"q": "kouwe voeten", "results": "0"}, htmx="earlier")
    anna.get("/knowledge/KB-1?q=vloer&earlier=kouwe+voeten")
    page = Browser(browser.app).sign_in(eva).get("/knowledge/desk/searches")
    page = page.within("li", data_words="kouwe voeten").submit("Voeg deze woorden toe aan KB-1")
    assert not page.find_all("li", data_words="kouwe voeten")


def test_of_several_answers_the_one_opened_most_is_offered(browser: Browser, cast: Cast, eva: User) -> None:
    for code in ("KB-1", "KB-2"):
        knowledge.faq("Hoe isoleer ik de vloer?", code=code)
    anna = browser.sign_in(cast.anna)
    anna.post("/knowledge/searches", {"q": "kouwe voeten", "results": "0"}, htmx="earlier")
    for code in ("KB-1", "KB-1", "KB-2"):
        anna.get(f"/knowledge/{code}?q=vloer&earlier=kouwe+voeten")
    page = Browser(browser.app).sign_in(eva).get("/knowledge/desk/searches")
    assert page.find("input", name="faq", value="KB-1") is not None


def test_reading_the_list_before_opening_an_answer_is_not_searching_in_vain(
    browser: Browser, cast: Cast, eva: User
) -> None:
    knowledge.faq("Hoe isoleer ik de vloer?", code="KB-1")
    anna = browser.sign_in(cast.anna)
    anna.post("/knowledge/searches", {"q": "vloer", "results": "1"}, htmx="earlier")
    anna.get("/knowledge/KB-1?q=vloer")
    assert not Browser(browser.app).sign_in(eva).get("/knowledge/desk/searches").find_all("li", data_words="vloer")


def test_a_query_that_teaches_nothing_is_left_out_of_the_list(browser: Browser, cast: Cast, eva: User) -> None:
    browser.sign_in(cast.anna).post("/knowledge/searches", {"q": "asdf", "results": "0"}, htmx="earlier")
    page = Browser(browser.app).sign_in(eva).get("/knowledge/desk/searches")
    page = page.within("li", data_words="asdf").submit("Weglaten asdf")
    assert not page.find_all("li", data_words="asdf")


def test_names_and_streets_of_contacts_are_not_kept(browser: Browser, cast: Cast) -> None:
    contacts.address(contacts.household("Sandersma"), street="Tulpenlaan")
    contacts.household("Sørensen")
    query = {"q": "sandersma sandersm tulpenlaan zoemer Sørensen e-zoemer", "results": "0"}
    browser.sign_in(cast.anna).post("/knowledge/searches", query, htmx="earlier")
    assert db.session.scalars(select(FaqSearch.words)).all() == ["zoemer e zoemer"]


def test_a_text_that_was_pasted_is_no_query(browser: Browser, cast: Cast) -> None:
    pasted = {"q": "zoemer " * 200, "results": "0"}
    assert browser.sign_in(cast.anna).post("/knowledge/searches", pasted, htmx="earlier").status == 200
    assert db.session.scalars(select(FaqSearch.words)).all() == []


def test_numbers_and_addresses_are_not_kept(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna).post("/knowledge/searches", {"q": "sleutel 3511AB 14 jan@example.org"}, htmx="earlier")
    assert db.session.scalars(select(FaqSearch.words)).all() == ["sleutel"]


def test_a_word_added_to_the_glossary_finds_the_answer(browser: Browser, cast: Cast, eva: User) -> None:
    knowledge.faq("Hoe ontlucht ik een radiator?", code="KB-2")
    anna = Browser(browser.app).sign_in(cast.anna)
    assert not anna.get("/knowledge?q=blubberding").find_all("li", data_faq=True)
    page = browser.sign_in(eva).get("/knowledge/desk/glossary")
    page.submit("Toevoegen", {"Zo zegt de huurder het": "blubberding", "Zo noemen wij het": "radiator"})
    assert anna.get("/knowledge?q=blubberding").find("li", data_faq="KB-2") is not None


def test_a_shipped_word_can_be_switched_off_and_on(browser: Browser, cast: Cast, eva: User) -> None:
    knowledge.faq("Een lekkend toilet", code="KB-3")
    anna = Browser(browser.app).sign_in(cast.anna)
    assert anna.get("/knowledge?q=plee").find_all("li", data_faq="KB-3")
    page = browser.sign_in(eva).get("/knowledge/desk/glossary?q=plee").submit("Uitzetten plee")
    assert not anna.get("/knowledge?q=plee").find_all("li", data_faq="KB-3")
    page.submit("Aanzetten plee")
    assert anna.get("/knowledge?q=plee").find_all("li", data_faq="KB-3")


def test_adding_a_word_twice_is_harmless(browser: Browser, eva: User) -> None:
    for _time in (1, 2):
        glossary.add("blubberding", "radiator")
        db.session.flush()
    assert len(db.session.scalars(select(GlossaryTerm)).all()) == 1


def test_a_word_without_meaning_is_refused_with_the_text_kept(browser: Browser, eva: User) -> None:
    page = browser.sign_in(eva).get("/knowledge/desk/glossary")
    page = page.submit("Toevoegen", {"Zo zegt de huurder het": "blubberding"})
    assert page.status == 422
    assert page.find("input", id="expression").get("value") == "blubberding"


@pytest.mark.parametrize("path", ["", "/reviews", "/feedback", "/use", "/searches", "/glossary"])
def test_the_desk_is_for_editors(browser: Browser, cast: Cast, eva: User, path: str) -> None:
    assert browser.sign_in(cast.anna).get(f"/knowledge/desk{path}").status == 403
    assert Browser(browser.app).sign_in(eva).get(f"/knowledge/desk{path}").status == 200


def test_an_empty_knowledge_base_says_so(browser: Browser, eva: User) -> None:
    assert "De kennisbank is nog leeg" in browser.sign_in(eva).get("/knowledge").text
    assert "Er is nog niets gepubliceerd." in browser.get("/knowledge/desk/use").text
    assert "was nuttig" in browser.get("/knowledge/desk/use?order=unhelpful").text


@pytest.mark.parametrize("path", ["search-words", "searches/omit", "glossary", "glossary/switch"])
def test_only_editors_change_what_is_found(browser: Browser, cast: Cast, path: str) -> None:
    assert browser.sign_in(cast.anna).post(f"/knowledge/desk/{path}").status == 403


def test_words_for_an_unknown_answer_are_not_found(browser: Browser, eva: User) -> None:
    browser.sign_in(eva)
    assert browser.post("/knowledge/desk/search-words", {"faq": "KB-404", "words": "x"}).status == 404
    assert browser.post("/knowledge/desk/glossary/switch", {"expression": "x", "meaning": "y"}).status == 404


def test_who_changes_the_glossary_is_recorded(browser: Browser, eva: User) -> None:
    browser.sign_in(eva).get("/knowledge/desk/glossary").submit(
        "Toevoegen", {"Zo zegt de huurder het": "blubberding", "Zo noemen wij het": "radiator"}
    )
    for active in ("", "", "1"):
        pair = {"expression": "blubberding", "meaning": "radiator", "active": active}
        assert browser.post("/knowledge/desk/glossary/switch", pair).status == 200
    events = events_of(db.session.scalars(select(GlossaryTerm)).one())
    assert [event.verb for event in events] == ["glossary.on", "glossary.off", "glossary.on"]
    assert sentence(events[1], reader=eva) == "Je liet ‘blubberding’ niet meer ‘radiator’ vinden."


def test_the_glossary_tells_how_many_words_it_has_and_shows_some(browser: Browser, eva: User) -> None:
    page = browser.sign_in(eva).get("/knowledge/desk/glossary")
    assert f"{len(glossary.shipped())} woorden, hier staan de eerste 100" in page.text
    assert len(page.find_all("input", name="meaning", type="hidden")) == 100
    assert len(glossary.shipped()) > 3500, "docs/search.md says so"
