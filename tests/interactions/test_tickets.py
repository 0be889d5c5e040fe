"""What tickets and contact moments do by themselves, without a screen."""

import pytest
from flask import Flask
from sqlalchemy import select, text

from contactapp.db import db
from contactapp.events.models import Event
from contactapp.interactions.conversations import Conversation
from contactapp.interactions.models import Channel, ContactMomentValues, Ticket, TicketStatus
from contactapp.interactions.note_index import posting, reindex_all, terms_of, write_when_outdated
from contactapp.interactions.queries import open_tickets_on, ticket_by_number
from contactapp.web.errors import Refused
from tests.support.cast import Cast
from tests.support.make import contacts, interactions, knowledge


def verbs() -> list[str]:
    return list(db.session.scalars(select(Event.verb).order_by(Event.id)))


def test_a_ticket_keeps_the_title_of_its_subject_as_it_was(app: Flask, cast: Cast) -> None:
    faq = knowledge.faq("Oude titel")
    ticket = Ticket.open_for(contacts.household(), faq.title, faq, by=cast.anna)
    faq.title = "Nieuwe titel"
    assert ticket.subject == "Oude titel"


def test_only_the_first_contact_moment_is_no_follow_up(app: Flask, cast: Cast) -> None:
    ticket = Ticket.open_for(contacts.household(), "Sleutel", by=cast.anna)
    added = [ticket.add_contact_moment(ContactMomentValues(note=note), by=cast.anna) for note in ("Een", "Twee")]
    assert [moment.follow_up for moment in added] == [False, True]


def test_a_contact_moment_remembers_who_how_and_for_which_team(app: Flask, cast: Cast) -> None:
    ticket = Ticket.open_for(contacts.household(), "Sleutel", by=cast.anna)
    moment = ticket.add_contact_moment(ContactMomentValues(note="Balie", channel=Channel.DESK), by=cast.anna)
    assert (moment.author_id, moment.team_id, moment.channel) == (cast.anna.id, cast.verhuur.id, Channel.DESK)


def test_a_contact_moment_without_note_is_refused(app: Flask, cast: Cast) -> None:
    ticket = Ticket.open_for(contacts.household(), "Sleutel", by=cast.anna)
    with pytest.raises(Refused):
        ticket.add_contact_moment(ContactMomentValues(note="  "), by=cast.anna)


def test_settling_and_reopening_twice_is_noted_once(app: Flask, cast: Cast) -> None:
    ticket = interactions.ticket()
    for _time in range(2):
        ticket.reopen(by=cast.anna)
    for _time in range(2):
        ticket.settle(by=cast.anna)
    assert ticket.status is TicketStatus.SETTLED
    assert verbs() == ["ticket.reopened", "ticket.settled"]


def test_only_open_tickets_on_the_same_subject_of_the_same_contact_are_offered(app: Flask) -> None:
    household, faq = contacts.household(), knowledge.faq()
    wanted = interactions.ticket(household, faq=faq, status=TicketStatus.OPEN)
    interactions.ticket(household, faq=faq)
    interactions.ticket(household, status=TicketStatus.OPEN)
    interactions.ticket(faq=faq, status=TicketStatus.OPEN)
    assert open_tickets_on(household.id, faq_id=faq.id) == [wanted]


def test_terms_are_stems_of_words_that_say_something() -> None:
    assert terms_of("De lampen op de galerij") == terms_of("lamp galerij op de")


def test_the_index_can_be_written_anew(app: Flask) -> None:
    interactions.contact_moment(note="Rookmelder piept.")
    before = db.session.execute(select(posting)).all()
    written = reindex_all(db.session.connection())
    assert written == len(before)
    assert db.session.execute(select(posting)).all() == before


def test_an_index_that_was_written_by_other_rules_is_written_anew_once(app: Flask) -> None:
    interactions.contact_moment(note="Rookmelder piept.")
    before = db.session.execute(select(posting)).all()
    db.session.execute(posting.delete())
    assert write_when_outdated(db.session.connection()) == 0
    db.session.execute(text("UPDATE contact_moment_index SET rules = 'other'"))
    assert write_when_outdated(db.session.connection()) == len(before)
    assert write_when_outdated(db.session.connection()) == 0


def test_a_consulted_faq_stands_in_front_and_once() -> None:
    conversation = Conversation(consulted=[])
    for code in ("KB-001", "KB-002", "KB-001"):
        conversation.consult(code)
    assert conversation.consulted == ["KB-001", "KB-002"]


def test_the_next_question_keeps_who_and_how_only() -> None:
    conversation = Conversation(draft={"way": "BAL-INK", "note": "Weg", "person": "C1"})
    conversation.next_question()
    assert conversation.draft == {"way": "BAL-INK", "person": "C1"}


def test_a_merged_number_leads_on_when_that_ticket_was_merged_too(app: Flask, cast: Cast) -> None:
    first, second, third = (interactions.ticket(contact) for contact in [contacts.household()] * 3)
    first.merge_into(second, by=cast.bram)
    second.merge_into(third, by=cast.bram)
    assert ticket_by_number(first.number) is third
