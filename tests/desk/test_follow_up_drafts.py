"""Half a follow-up is as safe as half a question (R29, R33)."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from contactapp.db import db
from contactapp.desk.bulk.acts import Merge
from contactapp.desk.bulk.doing import do_one, undo
from contactapp.interactions.models import ContactMoment, Conversation, Ticket
from contactapp.tasks.models import Task
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import contacts, interactions, tasks

RECORD = "Vervolg vastleggen"


@pytest.fixture
def ticket(desk: SimpleNamespace) -> Ticket:
    """A settled ticket of De Vries."""
    return interactions.contact_moment(interactions.ticket(desk.household)).ticket


def typing(anna: Browser, ticket: Ticket, note: str) -> Page:
    """Send the draft as the form does while somebody types."""
    data = anna.get(f"/tickets/{ticket.number}").form(RECORD, {"Notitie": note}).data()
    data.poplist("_key")
    return anna.send(f"/tickets/{ticket.number}/contact-moments/draft", data, htmx="draft-state")


def note_on(browser: Browser, ticket: Ticket) -> str:
    return (browser.get(f"/tickets/{ticket.number}").find("textarea", name="note").text or "").strip()


def test_it_is_there_again_later_and_elsewhere(anna: Browser, desk: SimpleNamespace, ticket: Ticket) -> None:
    answer = typing(anna, ticket, "Zij belde over ziekte.")
    assert "Concept bewaard" in answer.text
    assert "gezondheid" in answer.text
    typing(anna, ticket, "Zij belde over de sleutel.")
    assert note_on(Browser(anna.app).sign_in(desk.anna), ticket) == "Zij belde over de sleutel."


def test_it_has_a_place_in_the_bar_that_leads_to_the_ticket(anna: Browser, ticket: Ticket) -> None:
    typing(anna, ticket, "Half getypt")
    [chip] = anna.get("/").find_all("a", class_="conversation")
    assert f"{ticket.number} Half getypt" in "".join(chip.itertext())
    assert anna.get(chip.get("href", "")).url == f"/tickets/{ticket.number}#follow-up"


def test_it_stays_apart_from_a_new_question_of_the_same_customer(
    anna: Browser, desk: SimpleNamespace, ticket: Ticket
) -> None:
    typing(anna, ticket, "Vervolg")
    page = anna.get(f"/contacts/{desk.household.number}")
    assert (page.find("textarea", name="note").text or "").strip() == ""
    page.submit("Gesprek starten", {"Notitie": "Nieuw"})
    assert note_on(anna, ticket) == "Vervolg"


def test_recording_ends_it_and_counts_for_the_conversation_that_runs(
    anna: Browser, desk: SimpleNamespace, ticket: Ticket
) -> None:
    typing(anna, ticket, "Vervolg")
    anna.get(f"/contacts/{desk.household.number}").submit("Gesprek starten")
    talk = db.session.scalars(select(Conversation).where(Conversation.ticket_number == "")).one()
    anna.get(f"/tickets/{ticket.number}").submit(RECORD)
    newest = db.session.scalars(select(ContactMoment).order_by(ContactMoment.id.desc())).first()
    assert newest is not None
    assert (newest.note, newest.conversation_id, newest.follow_up) == ("Vervolg", talk.id, True)
    assert newest.duration_seconds is not None
    assert [one.id for one in db.session.scalars(select(Conversation)) if one.is_running] == [talk.id]


def test_throwing_it_away_can_be_undone(anna: Browser, ticket: Ticket) -> None:
    typing(anna, ticket, "Niet kwijt")
    page = anna.get(f"/tickets/{ticket.number}").submit("Concept weggooien")
    assert note_on(anna, ticket) == ""
    page.submit("Ongedaan maken")
    assert note_on(anna, ticket) == "Niet kwijt"


@pytest.fixture
def other(desk: SimpleNamespace) -> Ticket:
    """Another ticket of De Vries."""
    return interactions.contact_moment(interactions.ticket(desk.household, "Het andere")).ticket


def test_it_goes_along_when_its_ticket_is_merged_and_comes_back(
    anna: Browser, ticket: Ticket, other: Ticket, cast: Cast
) -> None:
    typing(anna, ticket, "Niet kwijt")
    act = do_one(Merge(other), ticket, by=cast.bram)
    assert note_on(anna, other) == "Niet kwijt"
    undo(act, by=cast.bram)
    db.session.flush()
    assert (note_on(anna, ticket), note_on(anna, other)) == ("Niet kwijt", "")


def test_two_of_them_on_tickets_that_become_one_are_both_within_reach(
    anna: Browser, ticket: Ticket, other: Ticket, cast: Cast
) -> None:
    typing(anna, ticket, "Het een")
    typing(anna, other, "Het ander")
    do_one(Merge(other), ticket, by=cast.bram)
    db.session.flush()
    pages = [anna.get(chip.get("href", "")) for chip in anna.get("/").find_all("a", class_="conversation")]
    notes = [(page.find("textarea", name="note").text or "").strip() for page in pages]
    assert notes == ["Het een", "Het ander"]


def test_one_thrown_away_before_the_merge_comes_back_on_what_remains(
    anna: Browser, ticket: Ticket, other: Ticket, cast: Cast
) -> None:
    typing(anna, ticket, "Niet kwijt")
    page = anna.get(f"/tickets/{ticket.number}").submit("Concept weggooien")
    do_one(Merge(other), ticket, by=cast.bram)
    db.session.flush()
    page.submit("Ongedaan maken")
    assert note_on(anna, other) == "Niet kwijt"


def test_it_is_of_who_typed_it(anna: Browser, ticket: Ticket, cast: Cast) -> None:
    typing(anna, ticket, "Van Anna")
    assert note_on(Browser(anna.app).sign_in(cast.carla), ticket) == ""
    assert anna.post("/tickets/T26-000000/contact-moments/draft", {"note": "x"}).status == 404


def test_a_promise_to_call_back_goes_to_the_team_of_who_made_it(
    anna: Browser, desk: SimpleNamespace, ticket: Ticket
) -> None:
    callback = tasks.task_type("Terugbelverzoek", code="terugbellen", is_callback=True)
    contacts.phone(desk.speaker, "+31612345678")
    typed = {"Notitie": "Belt liever morgen.", "Resultaat": "Terugbellen"}
    asked = anna.get(f"/tickets/{ticket.number}").submit(RECORD, typed)
    assert (asked.status, asked.find("input", name="call_number").get("value")) == (422, "06 12 34 56 78")
    asked.submit(RECORD)
    task = db.session.scalars(select(Task)).one()
    assert (task.type_id, task.phone_number) == (callback.id, "+31612345678")
    assert desk.anna.is_member_of(task.team_id)
