"""The list of the knowledge base: how many there are, how it is narrowed, what stands beside it, what it costs."""

from datetime import timedelta

import pytest

from contactapp.clock import local_today, utcnow
from contactapp.knowledge.models import Audience, FaqStatus
from contactapp.permissions import Role
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge
from tests.support.queries import recorded_queries


def codes(page: Page) -> list[str | None]:
    return [row.get("data-faq") for row in page.find_all("li", data_faq=True)]


def test_the_number_above_the_list_is_that_of_everything_found(browser: Browser, cast: Cast) -> None:
    shelf = knowledge.category("Huisdieren")
    for number in range(10):
        knowledge.faq("Mag ik een hond houden?", category_id=shelf.id if number else None)
    page = browser.sign_in(cast.anna).get("/knowledge?q=hond")
    assert len(codes(page)) == 8
    assert "10 antwoorden, hier staan de 8 beste." in page.text
    assert page.click("Alles 10").url.endswith("?q=hond")
    page = page.click("Meer tonen")
    assert (len(codes(page)), "10 antwoorden, het beste bovenaan." in page.text) == (10, True)
    assert "10 antwoorden, hier staan de 8 meest gebruikte." in browser.get("/knowledge").text


def test_the_best_answer_can_be_read_and_registered_while_typing(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Mag ik een hond houden?", code="KB-1", answer="Ja, **één**.")
    knowledge.faq("Ketel bijvullen", code="KB-2")
    browser.sign_in(cast.anna)
    assert "Typ wat de huurder zegt." in browser.get("/knowledge").within("div", id="peek").text
    beside = browser.get("/knowledge?q=hond&contact=C000123", htmx="results").within("div", id="peek")
    assert beside.find(hx_swap_oob="true")
    assert "Ja, één." in beside.text
    assert beside.find("a", data_key="c").get("href") == "/tickets/new?faq=KB-1&contact=C000123"


@pytest.mark.parametrize("q", ["", "ketel"])
def test_the_list_is_narrowed_by_reader_check_and_status(browser: Browser, cast: Cast, q: str) -> None:
    today = local_today()
    knowledge.faq("Ketel kapot", code="KB-1", review_on=today - timedelta(days=1))
    knowledge.faq("Ketel lekt", code="KB-2", audience=Audience.PORTAL, review_on=today + timedelta(days=1))
    knowledge.faq("Ketel vervangen", code="KB-3", status=FaqStatus.DRAFT)
    knowledge.faq("Ketel huren", code="KB-4", publish_until=utcnow() - timedelta(days=1))
    page = browser.sign_in(accounts.user("Eva Smit", roles=[Role.EDITOR])).get("/knowledge", query={"q": q})
    assert codes(page.click("Ook klantportaal 1")) == ["KB-2"]
    assert codes(page.click("Controle nodig 1")) == ["KB-1"]
    assert codes(page.click("Concept 1")) == ["KB-3"]
    assert codes(page.click("Nu niet zichtbaar 1")) == ["KB-4"]
    both = page.click("Alleen collega’s 3").click("Gepubliceerd 1")
    assert codes(both) == ["KB-1"]
    assert codes(both.click("Gepubliceerd 1").click("Alleen collega’s 3")) == codes(page)
    anna = Browser(browser.app).sign_in(cast.anna).get("/knowledge", query={"q": q, "state": "draft"})
    assert (codes(anna), "Status" in anna.within("div", id="results").text) == ([], False)


def test_below_the_chosen_subject_stand_its_own(browser: Browser, cast: Cast) -> None:
    repairs = knowledge.category("Reparaties")
    heating = knowledge.category("Verwarming", parent_id=repairs.id)
    knowledge.category("Dak", parent_id=repairs.id)
    knowledge.faq("Ketel kapot", code="KB-1", category_id=heating.id)
    knowledge.faq("Ketel onbekend", code="KB-2", category_id=repairs.id)
    page = browser.sign_in(cast.anna).get("/knowledge").click("Reparaties 2")
    assert codes(page) == ["KB-1", "KB-2"]
    page = page.click("Verwarming 1")
    assert codes(page) == ["KB-1"]
    assert codes(page.click("Reparaties 2")) == ["KB-1", "KB-2"]


def test_a_keystroke_and_an_answer_cost_few_questions(browser: Browser, cast: Cast) -> None:
    for number in range(12):
        knowledge.faq("Mag ik een hond houden?", code=f"KB-{number}")
    browser.sign_in(cast.anna).get("/knowledge?q=hond")
    counts = []
    for path, target in (("/knowledge?q=hond", "results"), ("/knowledge/KB-1/preview", "peek")):
        with recorded_queries() as statements:
            browser.get(path, htmx=target)
        counts.append(len(statements))
    assert counts[0] <= 5
    assert counts[1] <= 3
