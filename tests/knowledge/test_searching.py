"""The search page: what is found, by whom, and what is left behind."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.knowledge.models import FaqSearch, FaqStatus
from contactapp.permissions import Role
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge
from tests.support.queries import assert_same_query_count


def codes(page: Page) -> list[str | None]:
    return [row.get("data-faq") for row in page.find_all("li", data_faq=True)]


def test_typing_finds_answers_in_order(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een hond houden?", code="KB-1")
    knowledge.faq("Hoe ontlucht ik een radiator?", code="KB-2", answer="Zet eerst de ketel uit.")
    page = browser.sign_in(cast.anna).get("/knowledge?q=radiatoren", htmx="results")
    assert codes(page) == ["KB-2"]
    assert [mark.text for mark in page.find_all("mark")] == ["radiator"]


def test_a_new_or_changed_answer_is_found_at_once(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    assert codes(browser.get("/knowledge?q=zonnescherm")) == []
    faq = knowledge.faq("Mag ik een zonnescherm ophangen?", code="KB-3")
    assert codes(browser.get("/knowledge?q=zonnescherm")) == ["KB-3"]
    faq.title = "Mag ik een markies ophangen?"
    assert codes(browser.get("/knowledge?q=markies")) == ["KB-3"]


def test_of_a_pasted_text_the_beginning_is_looked_for(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een zonnescherm ophangen?", code="KB-3")
    browser.sign_in(cast.anna)
    assert codes(browser.get("/knowledge?q=zonnescherm" + "+zoemer" * 100)) == ["KB-3"]
    assert codes(browser.get("/knowledge?q=" + "zoemer+" * 100 + "zonnescherm")) == []


@pytest.mark.parametrize(
    "values",
    [
        {"status": FaqStatus.DRAFT},
        {"publish_until": utcnow() - timedelta(days=1)},
        {"publish_from": utcnow() + timedelta(days=1)},
    ],
    ids=["concept", "expired", "not yet"],
)
def test_only_valid_answers_are_found_by_agents(browser: Browser, cast: Cast, values: dict[str, object]) -> None:
    knowledge.faq("Mag ik een zonnescherm ophangen?", code="KB-4", **values)
    browser.sign_in(cast.anna)
    assert codes(browser.get("/knowledge?q=zonnescherm")) == []
    assert codes(browser.get("/knowledge")) == []
    assert browser.get("/knowledge/KB-4").status == 404
    assert "KB-4" not in browser.get("/knowledge/suggestions?q=zonnescherm", htmx=True).text


def test_editors_see_concepts_marked(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een zonnescherm ophangen?", code="KB-5", status=FaqStatus.DRAFT)
    eva = accounts.user("Eva Smit", roles=[Role.EDITOR])
    page = browser.sign_in(eva).get("/knowledge?q=zonnescherm")
    assert codes(page) == ["KB-5"]
    assert "concept" in page.text


def test_facets_narrow_the_list(browser: Browser, cast: Cast) -> None:
    repairs = knowledge.category("Reparaties")
    below = knowledge.category("Verwarming", parent_id=repairs.id)
    rent = knowledge.category("Huur betalen")
    knowledge.faq("Ketel kapot", code="KB-6", category_id=below.id)
    knowledge.faq("Ketel betalen", code="KB-7", category_id=rent.id)
    page = browser.sign_in(cast.anna).get("/knowledge?q=ketel")
    assert sorted(filter(None, codes(page))) == ["KB-6", "KB-7"]
    page = page.click("Reparaties 1")
    assert codes(page) == ["KB-6"]


def test_a_stranger_to_the_knowledge_base_is_sent_to_sign_in(browser: Browser) -> None:
    assert "/login" in browser.get("/knowledge?q=ketel").url


def test_the_picker_of_a_form_gets_suggestions(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een zonnescherm ophangen?", code="KB-8")
    page = browser.sign_in(cast.anna).get("/knowledge/suggestions?faq_q=zonnesch", htmx="faq-options")
    assert page.find("input", value="KB-8").get("name") == "faq"


def test_the_list_asks_the_same_number_of_questions_for_more_answers(browser: Browser, cast: Cast) -> None:
    category = knowledge.category("Reparaties")

    def add(count: int) -> None:
        for _ in range(count):
            knowledge.faq("Mag ik een hond houden?", category_id=category.id)

    browser.sign_in(cast.anna)
    assert_same_query_count(lambda: browser.get("/knowledge?q=hond"), add)


def test_a_query_that_led_to_an_answer_is_kept_without_numbers_or_addresses(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een hond houden?", code="KB-9")
    browser.sign_in(cast.anna).get("/knowledge/KB-9?q=hond+0612345678+jan@example.org")
    kept = db.session.scalars(select(FaqSearch)).one()
    assert kept.words == "hond"
    assert kept.opened is not None
    assert kept.opened.code == "KB-9"


def test_a_picker_offers_nobody_an_answer_outside_its_window(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een hond houden?", code="KB-1")
    knowledge.faq("Mag ik een kat houden?", code="KB-2", publish_until=utcnow() - timedelta(days=1))
    browser.sign_in(accounts.user("Eva Smit", roles=[Role.EMPLOYEE, Role.EDITOR]))
    page = browser.get("/knowledge/suggestions?faq_q=houden", htmx="faq-options")
    assert [one.get("value") for one in page.find_all("input", type="radio")] == ["KB-1"]
