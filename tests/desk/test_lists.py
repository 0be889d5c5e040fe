"""Timelines and the working day: the right things, at the same cost for few and many rows."""

from datetime import timedelta
from types import SimpleNamespace

from sqlalchemy import select

from contactapp.clock import utcnow
from contactapp.contacts import merging
from contactapp.contacts.models import Contact
from contactapp.db import db
from contactapp.events.models import AccessRecord
from tests.support.browser import Browser
from tests.support.make import contacts, interactions, knowledge, tasks
from tests.support.queries import assert_same_query_count


def asked(desk: SimpleNamespace, count: int, contact: Contact | None = None) -> None:
    for index in range(count):
        moment = utcnow() - timedelta(days=index, hours=1)
        ticket = interactions.ticket(contact or desk.household, last_activity_at=moment)
        interactions.contact_moment(ticket, note=f"Vraag {index}", author=desk.anna, occurred_at=moment)
        tasks.task(desk.techniek, ticket=ticket, type=desk.type, contact=ticket.contact)


def test_a_timeline_is_read_page_by_page_without_gaps(anna: Browser, desk: SimpleNamespace) -> None:
    asked(desk, 50)
    page, seen = anna.get(f"/contacts/{desk.household.number}"), []
    while True:
        seen += [article.get("data-ticket") for article in page.find_all("article", data_ticket=True)]
        if not [link for link in page.find_all("a") if "".join(link.itertext()).strip() == "Volgende"]:
            break
        page = page.click("Volgende")
    assert len(seen) == len(set(seen)) == 50


def test_a_long_timeline_asks_no_more_of_the_database(anna: Browser, desk: SimpleNamespace) -> None:
    assert_same_query_count(lambda: anna.get(f"/contacts/{desk.household.number}"), lambda count: asked(desk, count))


def test_a_person_sees_what_they_said_for_the_household(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = interactions.ticket(desk.household)
    interactions.contact_moment(ticket, note="Bewindvoerder belt.", person=desk.guardian)
    interactions.contact_moment(interactions.ticket(desk.household), note="Iemand anders belt.")
    page = anna.get(f"/contacts/{desk.guardian.number}")
    assert "Bewindvoerder belt." in page.text
    assert "Iemand anders belt." not in page.text


def test_a_home_keeps_its_own_timeline(anna: Browser, desk: SimpleNamespace) -> None:
    unit = contacts.unit(number="VHE1")
    interactions.contact_moment(interactions.ticket(desk.household, unit=unit), note="Over deze woning.")
    assert "Over deze woning." in anna.get("/units/VHE1/timeline").text


def test_only_tasks_can_be_shown(anna: Browser, desk: SimpleNamespace) -> None:
    asked(desk, 1)
    interactions.contact_moment(interactions.ticket(desk.household), note="Meteen beantwoord.")
    page = anna.get(f"/contacts/{desk.household.number}", query={"show": "tasks"})
    assert "Meteen beantwoord." not in page.text
    assert "Vraag 0" in page.text


def test_opening_a_contact_leaves_an_access_row(anna: Browser, desk: SimpleNamespace) -> None:
    anna.get(f"/contacts/{desk.household.number}")
    assert db.session.scalars(select(AccessRecord.contact_id)).all() == [desk.household.id]


def test_whom_i_looked_at_stands_on_my_day_until_they_are_merged_away(anna: Browser, desk: SimpleNamespace) -> None:
    double = contacts.household("Dubbel")
    for number in (desk.household.number, double.number):
        anna.get(f"/contacts/{number}")
    assert "Dubbel" in anna.get("/").text
    merging.merge(desk.household, double, by=desk.anna)
    page = anna.get("/").within("section", aria_labelledby="recent")
    assert [line.get("data-contact") for line in page.find_all("li")] == [desk.household.number]


def test_my_day_groups_my_tasks_by_how_pressing_they_are(anna: Browser, desk: SimpleNamespace) -> None:
    for title, hours in (("Gisteren beloofd", -30), ("Ver weg", 24 * 30)):
        tasks.task(title=title, assignee=desk.anna, type=desk.type, deadline_at=utcnow() + timedelta(hours=hours))
    page = anna.get("/")
    assert page.heading == "Mijn werkdag"
    assert page.text.index("Te laat") < page.text.index("Gisteren beloofd") < page.text.index("Ver weg")


def test_my_day_asks_no_more_for_more_tasks(anna: Browser, desk: SimpleNamespace) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            home = contacts.household()
            contacts.address(home)
            tasks.task(assignee=desk.anna, type=desk.type, contact=home)

    assert_same_query_count(lambda: anna.get("/"), add)


def test_search_finds_customers_tickets_and_things_to_do(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/search", query={"q": "vries"})
    assert page.find("li", data_contact=desk.household.number) is not None
    assert "Nieuw contact" in page.text


def test_a_name_is_not_taken_for_a_question_with_a_slip(anna: Browser, desk: SimpleNamespace) -> None:
    knowledge.faq("Hoe groot zijn mijn kansen op een woning?", code="KB-002")
    contacts.household("Jansen")
    assert anna.get("/search", query={"q": "hansen"}).find_all("li", data_faq="KB-002")
    assert anna.get("/search", query={"q": "jansen"}).find_all("li", data_faq=True) == []


def test_a_ticket_number_leads_straight_to_its_ticket(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = interactions.ticket(desk.household)
    assert anna.get("/search", query={"q": ticket.number.lower()}).url == f"/tickets/{ticket.number}"


def test_typing_in_the_top_bar_answers_with_suggestions(anna: Browser, desk: SimpleNamespace) -> None:
    answer = anna.get("/search", query={"q": "vries"}, htmx="global-suggestions")
    assert answer.find("div", id="global-suggestions") is not None


def test_a_customer_number_leads_straight_to_the_customer(anna: Browser, desk: SimpleNamespace) -> None:
    assert anna.get("/search", query={"q": "100482"}).url == f"/contacts/{desk.household.number}"


def test_paging_keeps_what_is_shown(anna: Browser, desk: SimpleNamespace) -> None:
    asked(desk, 25)
    for _ in range(5):
        interactions.contact_moment(interactions.ticket(desk.household), note="Meteen beantwoord.")
    page = anna.get(f"/contacts/{desk.household.number}", query={"show": "tasks"}).click("Volgende")
    assert len(page.find_all("article", data_ticket=True)) == 5
    assert "Meteen beantwoord." not in page.text
