"""Editors write, publish, compare and go back."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import local_today
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.events.verbs import Verb
from contactapp.knowledge import editing
from contactapp.knowledge.comparing import changes
from contactapp.knowledge.contents import content_of, keep_version
from contactapp.knowledge.models import Faq, FaqStatus
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge


@pytest.fixture
def eva(cast: Cast) -> User:
    """An editor."""
    return accounts.user("Eva Smit", roles=[Role.EDITOR])


@pytest.fixture
def faq(cast: Cast) -> Faq:
    """A published FAQ with its first version."""
    one = knowledge.faq("Mag ik een hond houden?", code="KB-1", answer="Ja.", version=0)
    keep_version(one, by=None)
    return one


def test_a_new_answer_starts_as_a_concept_and_is_found_once_published(browser: Browser, cast: Cast, eva: User) -> None:
    form = browser.sign_in(eva).get("/knowledge/new")
    page = form.submit("Als concept bewaren", {"Vraag": "Mag ik een zonnescherm?", "Antwoord": "Ja."})
    assert "niet gepubliceerd" in page.text
    faq = db.session.scalars(select(Faq)).one()
    assert (faq.status, faq.version, faq.owner_id) == (FaqStatus.DRAFT, 1, eva.id)
    page.click("Bewerken").submit("Publiceren", {})
    assert (faq.status, faq.version) == (FaqStatus.PUBLISHED, 2)
    anna = Browser(browser.app).sign_in(cast.anna)
    assert anna.get("/knowledge?q=zonnescherm").find_all("li", data_faq=faq.code)


def test_a_concept_beside_a_published_answer_is_not_seen_by_agents(
    browser: Browser, cast: Cast, eva: User, faq: Faq
) -> None:
    page = browser.sign_in(eva).get("/knowledge/KB-1/edit")
    page = page.submit("Als concept bewaren", {"Antwoord": "Ja, hoogstens twee."})
    assert "Er staat een concept klaar van Eva Smit" in page.text
    assert "hoogstens" in page.click("Bewerken").text
    assert "hoogstens" not in Browser(browser.app).sign_in(cast.anna).get("/knowledge/KB-1").text


def test_publishing_shows_the_new_text_and_is_recorded(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    browser.sign_in(eva).get("/knowledge/KB-1/edit").submit("Publiceren", {"Antwoord": "Ja, hoogstens twee."})
    assert "hoogstens twee" in Browser(browser.app).sign_in(cast.anna).get("/knowledge/KB-1").text
    assert [event.verb for event in events_of(faq)][-1] == Verb.FAQ_PUBLISHED.value.code


def test_versions_are_compared_and_an_earlier_one_comes_back(browser: Browser, eva: User, faq: Faq) -> None:
    browser.sign_in(eva).get("/knowledge/KB-1/edit").submit("Publiceren", {"Antwoord": "Ja, twee."})
    page = browser.get("/knowledge/KB-1/versions")
    assert [one.text for one in page.find_all("ins")] == [", twee"]
    page.submit("Terugzetten naar versie 1")
    assert (faq.answer, faq.version) == ("Ja.", 3)


def test_what_a_colleague_was_writing_survives_that_an_earlier_version_comes_back(
    browser: Browser, eva: User, faq: Faq
) -> None:
    browser.sign_in(eva).get("/knowledge/KB-1/edit").submit("Publiceren", {"Antwoord": "Ja, twee."})
    browser.get("/knowledge/KB-1/edit").submit("Als concept bewaren", {"Antwoord": "Ja, drie."})
    browser.get("/knowledge/KB-1/versions").submit("Terugzetten naar versie 1")
    assert faq.answer == "Ja."
    assert "Ja, drie." in browser.get("/knowledge/KB-1/edit").text
    browser.get("/knowledge/KB-1/versions").submit("Terugzetten naar versie 3")
    assert faq.answer == "Ja, drie."


def test_two_editors_on_one_version_cannot_both_win(browser: Browser, eva: User, faq: Faq) -> None:
    form = browser.sign_in(eva).get("/knowledge/KB-1/edit")
    editing.publish(faq, content_of(faq) | {"answer": "Nee."}, by=eva, based_on=1)
    page = form.submit("Publiceren", {"Antwoord": "Misschien, vraag het."})
    assert page.status == 409
    assert "Misschien, vraag het." in page.text
    assert faq.answer == "Nee."


@pytest.mark.parametrize("answer", ["", "  \n "])
def test_an_empty_answer_is_refused_and_the_rest_is_kept(browser: Browser, eva: User, faq: Faq, answer: str) -> None:
    page = browser.sign_in(eva).get("/knowledge/KB-1/edit")
    page = page.submit("Publiceren", {"Antwoord": answer, "Vraag": "Mag ik een kat houden?"})
    assert page.status == 422
    assert "Schrijf het antwoord op." in page.text
    assert page.find("input", name="title").get("value") == "Mag ik een kat houden?"


def test_archiving_twice_is_harmless(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    browser.sign_in(eva)
    for _time in (1, 2):
        assert browser.post("/knowledge/KB-1/archiving").status == 200
    assert faq.status == FaqStatus.ARCHIVED
    assert Browser(browser.app).sign_in(cast.anna).get("/knowledge/KB-1").status == 404


@pytest.mark.parametrize("path", ["new", "KB-1/versions", "KB-1/versions/1/restoration", "KB-1/archiving", "preview"])
def test_who_is_no_editor_may_not_write(browser: Browser, cast: Cast, faq: Faq, path: str) -> None:
    assert browser.sign_in(cast.anna).post(f"/knowledge/{path}").status == 403


def test_writing_to_what_does_not_exist_is_not_found(browser: Browser, eva: User) -> None:
    browser.sign_in(eva)
    for path in ("KB-404/versions", "KB-404/versions/1/restoration", "KB-404/archiving"):
        assert browser.post(f"/knowledge/{path}").status == 404


def test_the_preview_shows_markdown_as_it_will_be(browser: Browser, eva: User) -> None:
    page = browser.sign_in(eva).post("/knowledge/preview", {"answer": "1. **Kijk** eerst"}, htmx="answer-preview")
    assert page.find("strong").text == "Kijk"


def test_a_window_of_publication_is_kept_in_local_days(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    browser.sign_in(eva).get("/knowledge/KB-1/edit").submit(
        "Publiceren", {"Zichtbaar vanaf": "2026-07-01", "Zichtbaar tot en met": "2026-07-31"}
    )
    assert faq.publish_from is not None
    assert faq.publish_until is not None
    assert (faq.publish_from.isoformat(), faq.publish_until.isoformat()) == (
        "2026-06-30T22:00:00+00:00",
        "2026-07-31T22:00:00+00:00",
    )
    page = browser.get("/knowledge/KB-1/edit")
    assert page.find("input", name="publish_until").get("value") == "2026-07-31"


def test_an_editor_reads_from_or_since_when_colleagues_see_an_answer(browser: Browser, eva: User, faq: Faq) -> None:
    page = browser.sign_in(eva).get("/knowledge/KB-1/edit").submit("Publiceren", {"Zichtbaar vanaf": "2099-07-01"})
    assert "niet zichtbaar Collega’s vinden het vanaf 1 juli 2099." in page.text
    edit = browser.get("/knowledge/KB-1/edit")
    page = edit.submit("Publiceren", {"Zichtbaar vanaf": "2020-01-01", "Zichtbaar tot en met": "2020-01-31"})
    assert "Sinds 1 februari 2020 vinden collega’s het niet meer." in page.text


def test_answers_that_belong_together_are_linked(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    knowledge.faq("Mag ik een kat houden?", code="KB-2")
    edit = browser.sign_in(eva).get("/knowledge/KB-1/edit")
    refused = edit.submit("Publiceren", {"Hoort hierbij": "KB-404"})
    assert (refused.status, "Er is geen antwoord met code KB-404." in refused.text) == (422, True)
    refused.submit("Publiceren", {"Hoort hierbij": "KB-2"})
    assert Browser(browser.app).sign_in(cast.anna).get("/knowledge/KB-1").click("Mag ik een kat houden?").status == 200


def test_a_task_type_that_ended_is_kept_and_no_other_unknown_one_is_taken(
    browser: Browser, eva: User, faq: Faq
) -> None:
    faq.task_type_code = "ooit"
    edit = browser.sign_in(eva).get("/knowledge/KB-1/edit")
    assert edit.submit("Publiceren", {"Antwoord": "Ja hoor."}).status == 200
    assert faq.task_type_code == "ooit"
    values = {
        "based_on": faq.version,
        "title": "Hond?",
        "answer": "Ja.",
        "audience": "staff",
        "task_type_code": "nooit",
    }
    assert browser.post("/knowledge/KB-1/versions", values | {"publish": "1"}).status == 422


def test_an_answer_presets_the_term_of_a_task(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    faq.team = cast.verhuur
    edit = browser.sign_in(eva).get("/knowledge/KB-1/edit")
    refused = edit.submit("Publiceren", {"Termijn in werkdagen": "400"})
    assert (refused.status, "Kies 0 tot 365 werkdagen." in refused.text) == (422, True)
    page = refused.submit("Publiceren", {"Termijn in werkdagen": "5"})
    assert faq.term_working_days == 5
    assert "Termijn: 5 werkdagen." in page.text


def test_an_answer_comes_back_from_the_archive_as_it_was(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    browser.sign_in(eva).get("/knowledge/KB-1/edit").submit("Als concept bewaren", {"Antwoord": "Ja, twee."})
    browser.get("/knowledge/KB-1").submit("Archiveren")
    archive = browser.get("/knowledge/desk/archive")
    assert archive.find("li", data_faq="KB-1")
    assert browser.get("/knowledge/KB-1/versions").status == 200
    for _time in (1, 2):
        assert browser.post("/knowledge/KB-1/unarchiving").status == 200
    assert [event.verb for event in events_of(faq)].count(Verb.FAQ_UNARCHIVED.value.code) == 1
    assert "Ja, twee." in browser.get("/knowledge/KB-1/edit").text
    assert Browser(browser.app).sign_in(cast.anna).get("/knowledge/KB-1").within("div", class_="prose").text == "Ja."
    assert Browser(browser.app).sign_in(cast.anna).post("/knowledge/KB-1/unarchiving").status == 403


def test_a_comparison_names_teams_and_days_instead_of_numbers(
    browser: Browser, cast: Cast, eva: User, faq: Faq
) -> None:
    team = cast.verhuur
    edit = browser.sign_in(eva).get("/knowledge/KB-1/edit")
    edit.submit("Publiceren", {"Team voor een taak": team.name, "Zichtbaar tot en met": "2027-07-31"})
    added = [one.text for one in browser.get("/knowledge/KB-1/versions").find_all("ins")]
    assert team.name in added
    assert "31 juli 2027" in added


def test_what_is_still_right_leaves_the_review_list_for_a_year(
    browser: Browser, cast: Cast, eva: User, faq: Faq
) -> None:
    faq.review_on = local_today()
    browser.sign_in(eva).get("/knowledge/KB-1/edit").submit("Als concept bewaren", {"Antwoord": "Ja, twee."})
    page = browser.get("/knowledge/desk/reviews").submit("Klopt nog Mag ik een hond houden?")
    assert not page.find_all("li", data_faq="KB-1")
    browser.post("/knowledge/KB-1/checks")
    assert (faq.checked_on, faq.review_on) == (local_today(), local_today() + timedelta(days=365))
    assert [event.verb for event in events_of(faq)].count(Verb.FAQ_CHECKED.value.code) == 1
    assert "Ja, twee." in browser.get("/knowledge/KB-1/edit").text
    assert browser.post("/knowledge/KB-404/checks").status == 404
    assert Browser(browser.app).sign_in(cast.anna).post("/knowledge/KB-1/checks").status == 403


def test_the_whole_archive_can_be_reached(browser: Browser, eva: User) -> None:
    for number in range(51):
        knowledge.faq(code=f"KB-{number}", status=FaqStatus.ARCHIVED)
    page = browser.sign_in(eva).get("/knowledge/desk/archive")
    assert len(page.find_all("li", data_faq=True)) == 50
    assert [row.get("data-faq") for row in page.click("Volgende").find_all("li", data_faq=True)] == ["KB-0"]


def test_a_concept_that_is_rewritten_in_the_archive_is_not_lost(browser: Browser, eva: User) -> None:
    knowledge.faq(code="KB-2", answer="Ja.", status=FaqStatus.DRAFT)
    browser.sign_in(eva).post("/knowledge/KB-2/archiving")
    browser.get("/knowledge/KB-2/edit").submit("Als concept bewaren", {"Antwoord": "Ja, drie."})
    assert "Ja, drie." in browser.get("/knowledge/KB-2/edit").text
    browser.post("/knowledge/KB-2/unarchiving")
    assert "Ja, drie." in browser.get("/knowledge/KB-2/edit").text


def test_a_comparison_of_two_long_texts_holds_every_word_of_both() -> None:
    old, new = (" ".join(f"{sign}{number * number % 97}" for number in range(6_000)) for sign in "ab")
    [change] = changes({"answer": old}, {"answer": new})
    assert "".join(re.split("<ins>.*?</ins>", change.text)).replace("<del>", "").replace("</del>", "") == old
    assert "".join(re.split("<del>.*?</del>", change.text)).replace("<ins>", "").replace("</ins>", "") == new
