"""Every way to the data of one contact leaves a row in the access log (R12), also one that was meant to leave none."""

import pytest
from sqlalchemy import func, select

from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.events.models import AccessRecord
from contactapp.interactions.models import Conversation
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts, interactions, tasks


def looks_at(contact: Contact) -> int:
    """How often somebody looked at a contact."""
    return db.session.scalar(select(func.count()).where(AccessRecord.contact_id == contact.id)) or 0


@pytest.mark.parametrize("part", ["name", "address", "roles"])
def test_a_refused_form_about_a_contact(browser: Browser, cast: Cast, part: str) -> None:
    household = contacts.household()
    answer = browser.sign_in(cast.anna).post(f"/contacts/{household.number}/{part}", {"surname": ""})
    assert answer.status == 422
    assert looks_at(household) == 1


def test_a_refused_form_about_personal_data(browser: Browser, cast: Cast) -> None:
    person = contacts.person()
    answer = browser.sign_in(cast.bram).post(f"/contacts/{person.number}/personal", {"birth_date": "geen datum"})
    assert answer.status == 422
    assert looks_at(person) == 1


def test_a_refused_follow_up_on_a_ticket(browser: Browser, cast: Cast) -> None:
    ticket = interactions.ticket()
    assert ticket.contact is not None
    answer = browser.sign_in(cast.anna).post(f"/tickets/{ticket.number}/contact-moments", {})
    assert answer.status == 422
    assert looks_at(ticket.contact) == 1


@pytest.mark.parametrize("page", ["correction", "withdrawal"])
def test_the_note_of_a_contact_moment(browser: Browser, cast: Cast, page: str) -> None:
    moment = interactions.contact_moment()
    assert moment.ticket.contact is not None
    assert browser.sign_in(cast.anna).get(f"/contact-moments/{moment.id}/{page}").status == 200
    assert looks_at(moment.ticket.contact) == 1


def test_a_refused_message_in_a_task(browser: Browser, cast: Cast) -> None:
    household = contacts.household()
    task = tasks.task(cast.verhuur, contact=household)
    answer = browser.sign_in(cast.anna).post(f"/tasks/{task.number}/messages", {"text": ""})
    assert answer.status == 422
    assert looks_at(household) == 1


def test_an_unknown_caller_who_turns_out_to_be_a_customer(browser: Browser, cast: Cast) -> None:
    household = contacts.household()
    browser.sign_in(cast.anna).get("/").submit("Nieuw gesprek")
    talk = db.session.scalars(select(Conversation)).one()
    assert browser.get(f"/conversations/{talk.id}?contact={household.number}").status == 200
    assert looks_at(household) == 1


def test_the_registration_form_with_a_customer_filled_in(browser: Browser, cast: Cast) -> None:
    household = contacts.household()
    assert browser.sign_in(cast.anna).get(f"/tickets/new?contact={household.number}").status == 200
    assert looks_at(household) == 1
    browser.post("/tickets/new/choices", {"contact": household.number}, htmx=True)
    assert looks_at(household) == 2
