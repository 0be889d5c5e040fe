"""Looking for something in a timeline: kind, words, period, and the same on paper."""

from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from sqlalchemy import select

from contactapp.contacts.models import Contact, RoleKind
from contactapp.db import db
from contactapp.desk.timeline_filter import TimelineFilter
from contactapp.events.models import AccessRecord
from contactapp.interactions.models import Ticket
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import contacts, interactions, tasks

JUNE, JULY = datetime(2026, 6, 10, 9, tzinfo=UTC), datetime(2026, 7, 10, 9, tzinfo=UTC)


def spoken(contact: Contact, note: str, at: datetime = JULY, subject: str = "Vraag", **ticket: Any) -> Ticket:
    kept = interactions.ticket(contact, subject, last_activity_at=at, **ticket)
    interactions.contact_moment(kept, note=note, occurred_at=at)
    return kept


def shown(page: Page) -> set[str]:
    return {str(article.get("data-ticket")) for article in page.find_all("article", data_ticket=True)}


@pytest.mark.parametrize("typed", ["ketel", "KETELS", "onderhoud", "geinformeerd ketel"])
def test_a_word_is_found_in_whatever_form_it_was_written(anna: Browser, desk: SimpleNamespace, typed: str) -> None:
    found = spoken(desk.household, "Ketelonderhoud van de ketel. Buurvrouw is geïnformeerd.")
    spoken(desk.household, "Sleutel besteld.")
    page = anna.get(f"/contacts/{desk.household.number}", query={"q": typed})
    assert shown(page) == {found.number}
    assert page.find_all("mark")


def test_all_words_must_stand_in_a_ticket(anna: Browser, desk: SimpleNamespace) -> None:
    both = spoken(desk.household, "De ketel lekt.", subject="Storing")
    spoken(desk.household, "De ketel is vervangen.", subject="Vraag")
    assert shown(anna.get(f"/contacts/{desk.household.number}", query={"q": "ketel storing"})) == {both.number}


def test_what_was_found_stands_in_front_in_a_long_thread(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = spoken(desk.household, "De kelder staat blank.", JUNE)
    for day in range(1, 6):
        interactions.contact_moment(ticket, note=f"Bericht {day}.", occurred_at=JULY.replace(day=day))
    assert "kelder" not in anna.get(f"/contacts/{desk.household.number}").text
    assert "kelder staat blank" in anna.get(f"/contacts/{desk.household.number}", query={"q": "kelder"}).text


def test_words_of_a_task_are_found_only_by_who_may_read_it(browser: Browser, cast: Cast, desk: SimpleNamespace) -> None:
    ticket = spoken(desk.household, "Doorgezet.")
    tasks.task(desk.techniek, ticket=ticket, type=desk.type, contact=desk.household, description="Asbest vermoed.")
    address, words = f"/contacts/{desk.household.number}", {"q": "asbest"}
    assert shown(browser.sign_in(cast.anna).get(address, query=words)) == set()
    assert shown(browser.sign_in(cast.carla).get(address, query=words)) == {ticket.number}


def test_a_period_shows_what_happened_in_it(anna: Browser, desk: SimpleNamespace) -> None:
    june = spoken(desk.household, "In juni gebeld.", JUNE)
    interactions.contact_moment(june, note="In juli nog eens.", occurred_at=JULY)
    july = spoken(desk.household, "Alleen in juli.", JULY)
    address = f"/contacts/{desk.household.number}"
    assert shown(anna.get(address, query={"until": "2026-06-30"})) == {june.number}
    assert shown(anna.get(address, query={"since": "2026-07-01"})) == {june.number, july.number}
    assert shown(anna.get(address, query={"since": "2026-06-10", "until": "2026-06-10"})) == {june.number}
    assert shown(anna.get(address, query={"since": "2026-07-11"})) == set()


def test_nonsense_in_the_address_counts_as_not_asked() -> None:
    assert TimelineFilter.from_args({"since": "gisteren", "until": "9999-99-99"}) == TimelineFilter()
    assert not TimelineFilter.from_args({"q": "%_ !"}).is_narrow


def test_only_contact_leaves_out_tickets_without_any(anna: Browser, desk: SimpleNamespace) -> None:
    silent = interactions.ticket(desk.household)
    tasks.task(desk.techniek, ticket=silent, type=desk.type, contact=desk.household)
    said = spoken(desk.household, "Gebeld.")
    assert shown(anna.get(f"/contacts/{desk.household.number}", query={"show": "contact"})) == {said.number}


def test_paging_and_kinds_keep_the_words(anna: Browser, desk: SimpleNamespace) -> None:
    for index in range(25):
        spoken(desk.household, f"Ketel {index}.", JUNE.replace(hour=index % 24, minute=index))
        spoken(desk.household, f"Sleutel {index}.", JUNE.replace(hour=index % 24, minute=index))
    page = anna.get(f"/contacts/{desk.household.number}", query={"q": "ketel"})
    assert "20 gevonden of meer" in page.text
    assert len(shown(page.click("Volgende"))) == 5
    assert shown(page.click("Taken")) == set()


def test_searching_changes_the_timeline_and_the_links_beside_it(anna: Browser, desk: SimpleNamespace) -> None:
    spoken(desk.household, "De ketel.")
    part = anna.get(f"/contacts/{desk.household.number}", query={"q": "ketel"}, htmx="timeline")
    assert "1 gevonden" in part.text
    assert [element.get("href") for element in part.find_all("a") if "q=ketel" in str(element.get("href"))]
    assert not part.find_all("form")


def test_a_household_shows_what_was_asked_by_who_lives_there(anna: Browser, desk: SimpleNamespace) -> None:
    mine = spoken(desk.speaker, "Als woningzoekende ingeschreven.")
    spoken(desk.guardian, "Iets van de bewindvoerder zelf.")
    assert shown(anna.get(f"/contacts/{desk.household.number}")) == {mine.number}


def test_a_person_and_a_home_are_searched_alike(anna: Browser, desk: SimpleNamespace) -> None:
    unit = contacts.unit(number="VHE1")
    person = contacts.person("Zoeker")
    found = [spoken(person, "De ketel."), spoken(desk.household, "De ketel.", unit=unit)]
    spoken(person, "Iets anders.")
    spoken(desk.household, "Iets anders.", unit=unit)
    for address, ticket in zip([f"/contacts/{person.number}", "/units/VHE1/timeline"], found, strict=True):
        assert shown(anna.get(address, query={"q": "ketel"})) == {ticket.number}


def test_on_paper_stands_everything_with_whose_it_is_and_of_when(anna: Browser, desk: SimpleNamespace) -> None:
    long = spoken(desk.household, "Bericht 0.", JULY)
    for index in range(1, 6):
        interactions.contact_moment(long, note=f"Bericht {index}.", occurred_at=JULY)
    for index in range(25):
        spoken(desk.household, f"Vraag {index}.", JULY)
    spoken(desk.household, "Te oud.", JUNE)
    page = anna.get(f"/contacts/{desk.household.number}/print", query={"since": "2026-07-01", "until": "2026-07-31"})
    assert page.heading == "Tijdlijn van P. de Vries"
    assert "1 juli 2026 tot en met 31 juli 2026" in page.text
    assert "Afgedrukt op" in page.text
    assert "Te oud." not in page.text
    assert all(f"Vraag {index}." in page.text for index in range(25))
    assert all(f"Bericht {index}." in page.text for index in range(6))
    assert not page.find_all("nav", class_="nav")


def test_printing_leaves_an_access_row(anna: Browser, desk: SimpleNamespace) -> None:
    unit = contacts.unit(number="VHE1")
    contacts.role(contacts.person("Elders"), desk.household, RoleKind.CONTACT_PERSON)
    spoken(desk.household, "Over deze woning.", unit=unit)
    anna.get(f"/contacts/{desk.household.number}/print")
    anna.get("/units/VHE1/print")
    assert db.session.scalars(select(AccessRecord.contact_id)).all() == [desk.household.id] * 2


@pytest.mark.parametrize("address", ["/contacts/C999999/print", "/units/NERGENS/print", "/units/NERGENS/timeline"])
def test_a_timeline_of_nobody_does_not_exist(anna: Browser, desk: SimpleNamespace, address: str) -> None:
    assert anna.get(address).status == 404
