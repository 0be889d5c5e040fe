"""Publishing with a second editor, when the association wants that."""

import pytest
from flask import Flask

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.events.verbs import Verb
from contactapp.knowledge import approving, editing
from contactapp.knowledge.contents import content_of, keep_version
from contactapp.knowledge.desk_queries import waiting_for_approval
from contactapp.knowledge.models import Faq, FaqVersion
from contactapp.knowledge.queries import concept_of, policy, version_of
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge

SETTING = "/knowledge/desk/approval"
VERSIONS = "/knowledge/KB-1/versions"


@pytest.fixture
def eva(cast: Cast) -> User:
    """An editor."""
    return accounts.user("Eva Smit", roles=[Role.EDITOR])


@pytest.fixture
def omar(cast: Cast) -> User:
    """Another editor."""
    return accounts.user("Omar Bakker", roles=[Role.EDITOR])


@pytest.fixture
def faq(cast: Cast, eva: User) -> Faq:
    """A published FAQ, from when one editor was enough."""
    one = knowledge.faq("Mag ik een hond houden?", code="KB-1", answer="Ja.", version=0)
    keep_version(one, by=eva)
    approving.require(needed=True, by=cast.dirk)
    return one


def submitted(browser: Browser, eva: User) -> None:
    browser.sign_in(eva).get("/knowledge/KB-1/edit").submit("Akkoord vragen", {"Antwoord": "Nee."})


def test_an_administrator_switches_it_once_and_that_is_recorded(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.dirk).get(SETTING)
    for _time in (1, 2):
        page = page.submit("Bewaren", {"Publiceren kan pas na akkoord van een andere redacteur": True})
    current = policy()
    assert current is not None
    assert [event.verb for event in events_of(current)] == ["approval.required"]
    page.submit("Bewaren", {"Publiceren kan pas na akkoord van een andere redacteur": False})
    assert not approving.is_needed()


def test_editors_do_not_switch_it_themselves(browser: Browser, eva: User) -> None:
    assert browser.sign_in(eva).post(SETTING, {"needed": "1"}).status == 403


def test_a_text_waits_until_another_editor_publishes_it(
    browser: Browser, cast: Cast, eva: User, omar: User, faq: Faq
) -> None:
    submitted(browser, eva)
    assert faq.answer == "Ja."
    desk = Browser(browser.app).sign_in(omar).get("/knowledge/desk")
    assert "Wacht op akkoord" in desk.text
    desk.browser.get(VERSIONS).submit("Akkoord en publiceren")
    assert faq.answer == "Nee."
    assert [event.verb for event in events_of(faq)] == [
        verb.value.code for verb in (Verb.FAQ_SUBMITTED, Verb.FAQ_APPROVED, Verb.FAQ_PUBLISHED)
    ]
    assert "akkoord van Omar Bakker" in browser.get(VERSIONS).text


def test_nobody_approves_their_own_text(browser: Browser, eva: User, faq: Faq) -> None:
    submitted(browser, eva)
    assert "wacht op akkoord van een andere redacteur" in browser.get(VERSIONS).text
    assert browser.post(f"{VERSIONS}/2/approval").status == 409
    assert faq.answer == "Ja."


def test_approving_twice_publishes_once(browser: Browser, eva: User, omar: User, faq: Faq) -> None:
    submitted(browser, eva)
    browser.sign_in(omar)
    assert [browser.post(f"{VERSIONS}/2/approval").status for _time in (1, 2)] == [200, 409]
    assert faq.version == 3


def test_only_a_submitted_version_is_approved_and_only_by_editors(
    browser: Browser, cast: Cast, omar: User, faq: Faq
) -> None:
    browser.sign_in(omar)
    assert browser.post(f"{VERSIONS}/1/approval").status == 409
    assert browser.post(f"{VERSIONS}/9/approval").status == 404
    assert Browser(browser.app).sign_in(cast.anna).post(f"{VERSIONS}/1/approval").status == 403


def test_there_is_no_way_around_it(browser: Browser, eva: User, faq: Faq) -> None:
    with pytest.raises(approving.NeedsApproval):
        editing.publish(faq, content_of(faq), by=eva, based_on=1)
    submitted(browser, eva)
    browser.get(VERSIONS).submit("Terugzetten naar versie 1")
    assert faq.version == 3
    concept = concept_of(faq)
    assert concept is not None
    assert concept.submitted


def test_a_search_word_does_not_take_away_what_waits(browser: Browser, eva: User, faq: Faq) -> None:
    submitted(browser, eva)
    editing.add_search_words(faq, "viervoeter", by=eva)
    concept = concept_of(faq)
    assert concept is not None
    assert (concept.submitted, concept.content["answer"], faq.answer) == (True, "Nee.", "Ja.")
    assert concept.content["search_words"] == ["viervoeter"]


def test_a_text_goes_back_to_its_writer_with_the_reason(browser: Browser, eva: User, omar: User, faq: Faq) -> None:
    submitted(browser, eva)
    other = Browser(browser.app).sign_in(omar)
    other.get(VERSIONS).submit("Terug naar de schrijver", {"Wat moet er anders?": "Noem het reglement."})
    assert events_of(faq)[-1].verb == Verb.FAQ_RETURNED.value.code
    assert "Terug bij jou" not in other.get("/knowledge/desk").text
    desk = browser.get("/knowledge/desk")
    assert "Omar Bakker: Noem het reglement." in desk.text
    assert "Teksten terug bij jou 1" in browser.get("/").text
    writing = desk.browser.get("/knowledge/KB-1/edit")
    assert "Omar Bakker stuurde deze tekst terug" in writing.text
    assert "Noem het reglement." in browser.get("/knowledge/KB-1").text
    writing.submit("Akkoord vragen", {"Antwoord": "Nee, zie het reglement."})
    assert "Terug bij jou" not in browser.get("/knowledge/desk").text
    assert "teruggestuurd" in browser.get(VERSIONS).text
    assert faq.answer == "Ja."


def test_sending_back_asks_a_reason_and_happens_once(browser: Browser, eva: User, omar: User, faq: Faq) -> None:
    submitted(browser, eva)
    browser.sign_in(omar)
    refused = browser.get(VERSIONS).submit("Terug naar de schrijver")
    assert (refused.status, "Schrijf op wat er anders moet." in refused.text) == (422, True)
    path = f"{VERSIONS}/2/return"
    assert [browser.post(path, {"reason": "Korter."}).status for _time in (1, 2)] == [200, 409]
    assert browser.post(f"{VERSIONS}/2/approval").status == 409


def test_sending_back_is_for_another_editor(browser: Browser, cast: Cast, eva: User, faq: Faq) -> None:
    submitted(browser, eva)
    assert browser.post(f"{VERSIONS}/2/return", {"reason": "Korter."}).status == 409
    assert browser.post(f"{VERSIONS}/9/return", {"reason": "Korter."}).status == 404
    assert Browser(browser.app).sign_in(cast.anna).post(f"{VERSIONS}/2/return").status == 403


def test_what_was_published_meanwhile_is_not_sent_back(browser: Browser, eva: User, omar: User, faq: Faq) -> None:
    submitted(browser, eva)
    browser.sign_in(omar)
    assert browser.post(f"{VERSIONS}/2/approval").status == 200
    assert browser.post(f"{VERSIONS}/2/return", {"reason": "Korter."}).status == 409
    assert events_of(faq)[-1].verb == Verb.FAQ_PUBLISHED.value.code


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True, scope="session")
def test_of_two_editors_who_judge_at_once_one_does(committing_app: Flask) -> None:
    eva, omar, piet = (accounts.user(name, roles=[Role.EDITOR]) for name in ("Eva Smit", "Omar Bakker", "Piet Bos"))
    faq = editing.create({"title": "Mag ik een hond houden?", "answer": "Ja."}, by=eva)
    editing.submit(faq, content_of(faq), by=eva, based_on=faq.version)
    db.session.commit()
    version = version_of(faq, faq.version)
    assert version is not None
    with committing_app.app_context():
        same = db.session.get_one(FaqVersion, version.id)
        editing.approve(same.faq, same, by=db.session.get_one(User, omar.id))
        db.session.commit()
    with pytest.raises(approving.NotSubmitted):
        approving.send_back(version, "Korter.", by=piet)


def test_what_waits_still_waits_when_archiving_is_undone(browser: Browser, eva: User, faq: Faq) -> None:
    draft = editing.create(content_of(faq) | {"title": "Mag ik een kat houden?"}, by=eva)
    editing.submit(draft, content_of(draft), by=eva, based_on=draft.version)
    browser.sign_in(eva).post(f"/knowledge/{draft.code}/archiving")
    assert draft.code not in browser.get("/knowledge/desk").text
    browser.post(f"/knowledge/{draft.code}/unarchiving")
    assert [(version.faq, version.author) for version in waiting_for_approval()] == [(draft, eva)]
