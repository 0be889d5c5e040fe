"""With whom a conversation is, where that is not who it seemed."""

from types import SimpleNamespace

from sqlalchemy import select

from contactapp.db import db
from contactapp.interactions.models import ContactMoment, Conversation
from tests.desk.test_conversations import DONE, note_of, typing
from tests.support.browser import Browser
from tests.support.make import contacts


def test_on_the_page_of_a_person_they_spoke_and_the_talk_with_their_household_goes_on(
    anna: Browser, desk: SimpleNamespace
) -> None:
    page = anna.get(f"/contacts/{desk.guardian.number}")
    page.submit(DONE, {"Notitie": "Belt over de rekening.", "subject": "Rekening"})
    moment = db.session.scalars(select(ContactMoment)).one()
    assert (moment.contact_id, moment.person_id) == (desk.household.id, desk.guardian.id)
    typing(anna, desk.household.number, note="Half getypt")
    assert note_of(anna, desk.guardian.number) == "Half getypt"


def test_somebody_else_who_turns_out_to_call_takes_the_place_of_who_was_chosen(
    anna: Browser, desk: SimpleNamespace
) -> None:
    typing(anna, desk.household.number, note="Half getypt")
    talk, other = db.session.scalars(select(Conversation)).one(), contacts.household("Bakker")
    page = anna.get(f"/conversations/{talk.id}", query={"contact": other.number})
    page.submit(DONE, {"subject": "Lift"})
    moment = db.session.scalars(select(ContactMoment)).one()
    assert (moment.contact_id, moment.note, moment.conversation_id) == (other.id, "Half getypt", talk.id)


def test_a_call_is_kept_with_the_conversation_it_starts(anna: Browser, desk: SimpleNamespace) -> None:
    contacts.phone(desk.household, "+31612345678")
    page = anna.get("/call?number=06-12345678")
    assert db.session.scalars(select(Conversation)).all() == []
    assert "06 12 34 56 78 belt" in page.text
    page.submit("Gesprek starten")
    mine = db.session.scalars(select(Conversation)).one()
    assert (mine.contact_id, mine.phone_number) == (desk.household.id, "+31612345678")


def test_an_unknown_caller_keeps_the_number_through_a_new_contact(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/call?number=0655555555").submit("Nieuw gesprek")
    mine = db.session.scalars(select(Conversation)).one()
    assert mine.phone_number == "+31655555555"
    company = {"Bedrijf": True, "company_name": "Liftenbouw BV"}
    made = page.click("Nieuw contact").submit("Contact bewaren", company)
    assert made.url.startswith(f"/conversations/{mine.id}?contact=")
    made.submit(DONE, {"Notitie": "Onderhoud gepland.", "Of een eigen onderwerp": "Lift"})
    moment = db.session.scalars(select(ContactMoment)).one()
    assert moment.contact is not None
    assert (moment.contact.name, moment.conversation_id) == ("Liftenbouw BV", mine.id)
