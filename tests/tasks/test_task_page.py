"""The page of one task: what it says, who may open it, and its messages (R40, R47, R12)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contactapp.clock import to_local, utcnow
from contactapp.contacts.models import Signal, SignalKind
from contactapp.db import db
from contactapp.events.models import AccessRecord
from contactapp.permissions import Role
from contactapp.tasks import conversing
from contactapp.tasks.on_tickets import tasks_of_ticket
from contactapp.web.formats import moment_short
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import accounts, contacts, interactions, tasks
from tests.support.queries import assert_same_query_count
from tests.tasks.test_calling_back import phone_links


def test_it_says_what_is_asked_for_whom(browser: Browser, cast: Cast) -> None:
    household = contacts.household("Haile", initials="Y.", name_prefix="")
    contacts.address(household, street="Wilgenkade", house_number=48)
    who = contacts.person("Tesfay", initials="S.", name_prefix="")
    contacts.role(who, household)
    contacts.phone(who, "+31612345678")
    db.session.add(Signal(contact=household, kind=SignalKind.INTERPRETER, text="Tolk Tigrinya"))
    ticket = interactions.ticket(contact=household, subject="Cv-ketel valt uit")
    task = tasks.task(
        cast.techniek, "Monteur inplannen", description="Bel na negen uur.", ticket=ticket, contact=household
    )
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    assert page.heading == "Monteur inplannen"
    for words in ("Bel na negen uur.", "Y. Haile", "S. Tesfay", "06 12 34 56 78", "Wilgenkade 48", "Tolk Tigrinya"):
        assert words in page.text, words
    assert f"{ticket.number}: Cv-ketel valt uit" in page.text
    assert page.find("a", href="tel:+31612345678") is not None


def test_one_without_words_shows_what_the_customer_told(browser: Browser, cast: Cast) -> None:
    told = interactions.contact_moment(note="De ketel lekt sinds gisteren.")
    task = tasks.task(cast.techniek, "Cv-ketel valt uit", ticket=told.ticket, contact=told.contact)
    interactions.contact_moment(told.ticket, note="Belt nog eens.")
    asked = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").within("section", aria_labelledby="asked-title")
    assert "De ketel lekt sinds gisteren." in asked.text
    assert "uit het contactmoment" in asked.text
    assert "alleen collega’s" not in asked.text


def test_who_only_reads_it_goes_back_to_where_they_may_be(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    page = browser.sign_in(accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER])).get(f"/tasks/{task.number}")
    assert not [link for link in page.find_all("a", href=True) if (link.get("href") or "").startswith("/tasks?")]
    assert page.click("Mijn werkdag").heading == "Mijn werkdag"


def test_what_was_withdrawn_is_not_told_on_it_either(browser: Browser, cast: Cast) -> None:
    told = interactions.contact_moment(note="Bij de verkeerde klant.", withdrawn_at=utcnow(), withdrawn_reason="Fout")
    task = tasks.task(cast.techniek, "Cv-ketel valt uit", ticket=told.ticket, contact=told.contact)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    assert "Bij de verkeerde klant." not in page.text


def test_opening_it_leaves_an_access_row_for_its_contact(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, contact=contacts.household())
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    row = db.session.scalars(select(AccessRecord)).one()
    assert (row.user_id, row.contact_id, row.screen) == (cast.carla.id, task.contact_id, "task")


def test_for_a_stranger_it_looks_like_a_task_that_never_was(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Geheim")
    browser.sign_in(cast.anna)
    there, nowhere = browser.get(f"/tasks/{task.number}"), browser.get("/tasks/TK26-999999")
    assert (there.status, nowhere.status) == (404, 404)
    assert there.text == nowhere.text


def test_a_typed_message_stands_among_what_the_system_noted(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    browser.post(f"/tasks/{task.number}/claim")
    page = browser.get(f"/tasks/{task.number}").submit("Bericht plaatsen", {"Bericht": "Mevrouw is aan de lijn."})
    course = [("".join(item.itertext())) for item in page.find("ol", class_="messages").iter("li")]
    assert "Je pakte de taak op." in course[0]
    assert "Mevrouw is aan de lijn." in course[1]
    assert page.find("li", data_message=str(task.messages[0].id)) is not None


def test_an_empty_message_is_refused(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Bericht plaatsen", {"Bericht": "   "})
    assert page.status == 422
    assert task.messages == []


def test_for_htmx_an_act_renews_the_dock_and_the_course(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    fragment = page.submit("Bericht plaatsen", {"Bericht": "Even wachten."}, htmx=True)
    assert fragment.find("div", id="task-dock") is not None
    assert fragment.find("div", id="task-read").get("hx-swap-oob") == "true"
    assert "Even wachten." in fragment.text


def test_on_the_ticket_everybody_sees_that_a_task_exists_but_not_what_it_says(cast: Cast) -> None:
    ticket = interactions.ticket()
    tasks.task(cast.techniek, "Geheime titel", description="Geheim", ticket=ticket)
    (for_anna,) = tasks_of_ticket(ticket.id, cast.anna)
    (for_carla,) = tasks_of_ticket(ticket.id, cast.carla)
    assert (for_anna.team, for_anna.may_read) == ("Techniek", False)
    assert (for_anna.title, for_anna.description, for_anna.outcome, for_anna.assignee) == (None, None, None, None)
    assert (for_carla.title, for_carla.description) == ("Geheime titel", "Geheim")


def test_the_page_asks_as_much_for_a_long_course_as_for_a_short_one(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, contact=contacts.household())
    browser.sign_in(cast.carla)

    def add(amount: int) -> None:
        for number in range(amount):
            conversing.add_message(task, f"Bericht {number}", by=cast.carla)

    assert_same_query_count(lambda: browser.get(f"/tasks/{task.number}"), add)


def test_following_makes_a_task_of_another_team_readable(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Kijk mee")
    conversing.follow(task, cast.anna, by=cast.carla)
    page = browser.sign_in(cast.anna).get(f"/tasks/{task.number}")
    assert "Je leest mee" in page.text
    page.submit("Niet meer volgen")
    assert browser.get(f"/tasks/{task.number}").status == 404


def test_the_page_knows_its_place_in_the_list_one_comes_from(browser: Browser, cast: Cast) -> None:
    first, second, third = (tasks.task(cast.techniek, f"Taak {number}") for number in (1, 2, 3))
    page = browser.sign_in(cast.carla).get("/tasks?team=techniek&sort=number").click("Taak 2")
    assert "2 van 3" in page.text
    assert page.click("Volgende taak").heading == third.title
    assert page.click("Vorige taak").heading == first.title
    assert "van 3" not in browser.get(f"/tasks/{second.number}").text


@pytest.mark.parametrize(("days", "bracketed"), [(-1, True), (0, False), (1, False), (6, False)])
def test_the_moment_of_the_deadline_is_said_once(browser: Browser, cast: Cast, days: int, bracketed: bool) -> None:
    due = to_local(utcnow()).replace(hour=23, minute=59, second=59, microsecond=0) + timedelta(days=days)
    task = tasks.task(cast.techniek, deadline_at=due)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    (words,) = [span for span in map(text_of, page.find_all("span")) if "23.59" in span]
    assert words == (f"1 dag te laat ({moment_short(due)})" if bracketed else moment_short(due))


def test_who_would_rather_not_be_called_has_no_number_to_press(browser: Browser, cast: Cast) -> None:
    household = contacts.household("Haile", do_not_call=True)
    who = contacts.person("Tesfay")
    contacts.role(who, household)
    contacts.phone(who, "+31612345678")
    task = tasks.task(cast.techniek, contact=household)
    assert phone_links(browser.sign_in(cast.carla).get(f"/tasks/{task.number}")) == []
    household.do_not_call = False
    assert phone_links(browser.get(f"/tasks/{task.number}")) == ["tel:+31612345678"]
