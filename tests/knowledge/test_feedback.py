"""Colleagues say whether an answer is right (R63)."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from contactapp.db import db
from contactapp.knowledge import feedback
from contactapp.knowledge.models import FaqFeedback, FeedbackKind
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge, tasks

WRONG = {"kind": "wrong", "text": "De druk is 2 bar."}


@pytest.fixture
def numbered() -> Iterator[None]:
    """Something that makes a task of feedback."""
    before = list(feedback._handlers)
    feedback._handlers[:] = [lambda wanted: f"TK-{wanted.title.split()[2]}"]
    yield
    feedback._handlers[:] = before


@pytest.mark.usefixtures("numbered")
def test_something_wrong_becomes_a_task_and_reaches_the_editors(browser: Browser, cast: Cast) -> None:
    knowledge.faq(code="KB-1")
    page = browser.sign_in(cast.anna).get("/knowledge/KB-1")
    page = page.submit(
        "Naar de redactie sturen", {"Klopt niet": True, "Wat moet de redactie weten?": "De druk is 2 bar."}
    )
    assert "de redactie kijkt ernaar" in page.text
    given = db.session.scalars(select(FaqFeedback)).one()
    assert (given.kind, given.task_number, given.author) == (FeedbackKind.WRONG, "TK-KB-1", cast.anna)
    eva = accounts.user("Eva Smit", roles=[Role.EDITOR])
    assert "De druk is 2 bar." in Browser(browser.app).sign_in(eva).get("/knowledge/desk/feedback").text


def test_the_editors_find_the_task_in_their_queue(browser: Browser, cast: Cast) -> None:
    redactie = accounts.team("Redactie", code="redactie")
    tasks.task_type("Kennisbank verbeteren", code="kennisbank-verbeteren", team_id=redactie.id)
    eva = accounts.user("Eva Smit", roles=[Role.EDITOR], teams=[redactie])
    knowledge.faq("Ketel bijvullen", code="KB-1")
    browser.sign_in(cast.anna).post("/knowledge/KB-1/feedback", WRONG)
    page = Browser(browser.app).sign_in(eva).get("/tasks?team=redactie")
    assert "Klopt niet: KB-1 Ketel bijvullen" in page.text


def test_saying_it_is_wrong_asks_what(browser: Browser, cast: Cast) -> None:
    knowledge.faq(code="KB-3")
    page = browser.sign_in(cast.anna).post("/knowledge/KB-3/feedback", {"kind": "wrong"}, htmx="feedback")
    assert page.status == 422
    assert "Schrijf op wat er niet klopt" in page.text


def test_feedback_on_an_unseen_answer_is_not_found(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.anna).post("/knowledge/KB-404/feedback", WRONG).status == 404


def test_a_favourite_is_kept_once_and_let_go(browser: Browser, cast: Cast) -> None:
    knowledge.faq("Ketel bijvullen", code="KB-5")
    browser.sign_in(cast.anna).get("/knowledge/KB-5").submit("Bij favorieten")
    browser.post("/knowledge/KB-5/favourite", {"keep": "1"})
    assert browser.get("/knowledge/suggestions", htmx=True).find("input", value="KB-5") is not None
    browser.get("/knowledge/KB-5").submit("Uit favorieten")
    assert not browser.get("/knowledge/suggestions", htmx=True).find_all("input", value="KB-5")


def test_one_key_says_whether_it_helped_and_the_last_one_counts(browser: Browser, cast: Cast) -> None:
    knowledge.faq(code="KB-1")
    page = browser.sign_in(cast.anna).get("/knowledge/KB-1")
    assert [page.find("button", data_key=key, name="helpful").get("value") for key in "ui"] == ["1", "0"]
    for _time in (1, 2):
        assert "1 van 1 collega vond dit nuttig." in page.submit("Nuttig", htmx=True).text
    assert "0 van 1 collega" in page.submit("Niet nuttig", htmx=True).text
    assert "1 van 2 collega’s" in Browser(browser.app).sign_in(cast.bram).get("/knowledge/KB-1").submit("Nuttig").text


def test_a_vote_must_be_yes_or_no_about_something_visible(browser: Browser, cast: Cast) -> None:
    knowledge.faq(code="KB-1")
    browser.sign_in(cast.anna)
    assert browser.post("/knowledge/KB-1/votes", {"helpful": "misschien"}).status == 422
    assert browser.post("/knowledge/KB-404/votes", {"helpful": "1"}).status == 404


def test_editors_see_which_answers_did_not_help(browser: Browser, cast: Cast) -> None:
    for code in ("KB-1", "KB-2"):
        knowledge.faq(code=code)
    browser.sign_in(cast.anna).post("/knowledge/KB-1/votes", {"helpful": "1"})
    browser.post("/knowledge/KB-2/votes", {"helpful": "0"})
    page = Browser(browser.app).sign_in(accounts.user("Eva Smit", roles=[Role.EDITOR])).get("/knowledge/desk/use")
    assert len(page.find_all("li", data_faq=True)) == 2
    page = page.click("Niet nuttig")
    assert [row.get("data-faq") for row in page.find_all("li", data_faq=True)] == ["KB-2"]
    assert "1 van 1 collega vond dit niet nuttig" in page.text


def test_a_question_without_an_answer_reaches_the_editors(browser: Browser, cast: Cast) -> None:
    redactie = accounts.team("Redactie", code="redactie")
    tasks.task_type("Kennisbank verbeteren", code="kennisbank-verbeteren", team_id=redactie.id)
    eva = accounts.user("Eva Smit", roles=[Role.EDITOR], teams=[redactie])
    form = browser.sign_in(cast.anna).get("/knowledge?q=laadpaal").click("Vraag zonder antwoord melden")
    refused = form.submit("Naar de redactie sturen", {"Wat vroeg de huurder?": "", "Wat weet je er al van?": "Niets."})
    assert (refused.status, "Schrijf op wat de huurder vroeg." in refused.text) == (422, True)
    assert refused.find("textarea", name="text").text == "Niets."
    assert "de redactie kijkt ernaar" in form.submit("Naar de redactie sturen").text
    page = Browser(browser.app).sign_in(eva).get("/tasks?team=redactie")
    assert "Antwoord ontbreekt: laadpaal" in page.text


def test_without_a_task_type_a_missing_answer_is_listed_with_the_editors(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna).post("/knowledge/missing-answers", {"question": "Mag ik een laadpaal?"})
    eva = accounts.user("Eva Smit", roles=[Role.EDITOR])
    assert "laadpaal" in Browser(browser.app).sign_in(eva).get("/knowledge/desk/searches").text
