"""The pages that are open all day ask the database few things, however much there is to show."""

from types import SimpleNamespace

from contactapp.clock import utcnow
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.interactions.models import TicketFollower
from tests.support.browser import Browser
from tests.support.make import interactions, tasks
from tests.support.queries import recorded_queries

TICKET_PAGE, CONTACT_PAGE = 15, 18


def asked(browser: Browser, address: str) -> int:
    browser.get(address)
    with recorded_queries() as queries:
        browser.get(address)
    return len(queries)


def a_full_ticket(desk: SimpleNamespace, contact: Contact) -> str:
    """Several colleagues, people, tasks, a link and a follower."""
    main = interactions.ticket(contact)
    ticket = interactions.ticket(contact, faq=desk.faq, linked_ticket=main)
    for person in (desk.speaker, desk.guardian, None):
        interactions.contact_moment(ticket, author=desk.anna, person=person, occurred_at=utcnow())
    for _ in range(3):
        tasks.task(desk.techniek, ticket=ticket, type=desk.type, contact=contact)
    ticket.reopen()
    db.session.add(TicketFollower(ticket_id=ticket.id, user_id=desk.anna.id))
    db.session.commit()
    return ticket.number


def test_the_page_of_a_ticket_asks_few_things(anna: Browser, desk: SimpleNamespace) -> None:
    assert asked(anna, f"/tickets/{a_full_ticket(desk, desk.household)}") <= TICKET_PAGE


def test_the_page_of_a_household_asks_few_things(anna: Browser, desk: SimpleNamespace) -> None:
    a_full_ticket(desk, desk.household)
    assert asked(anna, f"/contacts/{desk.household.number}") <= CONTACT_PAGE
