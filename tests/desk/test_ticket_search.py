"""Finding a ticket again, and keeping a search."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from contactapp.clock import local_today, utcnow
from contactapp.contacts import merging
from contactapp.db import db
from contactapp.interactions import hits
from contactapp.interactions.finding import TicketFilter, numbers_beginning
from contactapp.interactions.models import Channel, ContactMoment, TicketStatus
from contactapp.interactions.note_index import day_of
from tests.support.browser import Browser, Page
from tests.support.make import contacts, interactions
from tests.support.queries import assert_same_query_count


def found(page: Page) -> list[str | None]:
    return [row.get("data-ticket") for row in page.find_all("li", data_ticket=True)]


@pytest.fixture
def two(desk: SimpleNamespace) -> SimpleNamespace:
    """A ticket about lights and one about keys."""
    lights, keys = interactions.ticket(desk.household, "Verlichting"), interactions.ticket(desk.household, "Sleutels")
    interactions.contact_moment(lights, note="De galerijlampen knipperen al weken.", channel=Channel.EMAIL)
    interactions.contact_moment(keys, note="Een extra sleutel besteld.", author=desk.anna, team_id=desk.techniek.id)
    return SimpleNamespace(lights=lights.number, keys=keys.number)


@pytest.mark.parametrize("typed", ["galerijlampen", "galerijlamp", "knipperende", "GALERIJLAMPEN weken"])
def test_a_word_of_the_note_finds_the_ticket_in_any_form(anna: Browser, two: SimpleNamespace, typed: str) -> None:
    assert found(anna.get("/tickets", query={"q": typed})) == [two.lights]


def test_all_words_must_fit(anna: Browser, two: SimpleNamespace) -> None:
    page = anna.get("/tickets", query={"q": "sleutel knippert"})
    assert found(page) == []
    assert "Geen tickets met dit filter" in page.text


@pytest.mark.parametrize("chosen", [{"channel": "TEL"}, {"team": "techniek"}, {"q": "sleutel", "status": "settled"}])
def test_filters_narrow_the_list(anna: Browser, two: SimpleNamespace, chosen: dict[str, str]) -> None:
    assert found(anna.get("/tickets", query=chosen)) == [two.keys]


@pytest.mark.parametrize("chosen", [{"since": "nonsense"}, {"status": "x"}, {"cursor": "x"}])
def test_nonsense_in_the_address_counts_as_no_filter(
    anna: Browser, two: SimpleNamespace, chosen: dict[str, str]
) -> None:
    assert len(found(anna.get("/tickets", query=chosen))) == 2


def test_a_number_leads_straight_to_the_ticket(anna: Browser, two: SimpleNamespace) -> None:
    assert anna.get("/tickets", query={"q": two.keys}).url == f"/tickets/{two.keys}"


def test_a_corrected_note_is_found_by_its_new_words_only(anna: Browser, desk: SimpleNamespace) -> None:
    moment = interactions.contact_moment(interactions.ticket(desk.household), note="Lekkage.", author=desk.anna)
    anna.post(f"/contact-moments/{moment.id}/correction", {"note": "Rookmelder piept."})
    assert found(anna.get("/tickets", query={"q": "rookmelder"}))
    assert not found(anna.get("/tickets", query={"q": "lekkage"}))


def test_open_tickets_beyond_what_is_read_at_once_are_found(
    anna: Browser, desk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hits, "_READ_AT_ONCE", 2)
    numbers = []
    for days in (0, 0, 0, 1, 1, 1, 1, 2, 40, 40):
        ticket = interactions.ticket(desk.household, status=TicketStatus.OPEN)
        interactions.contact_moment(ticket, occurred_at=utcnow() - timedelta(days=days))
        numbers.append(ticket.number)
    ago = (local_today() - timedelta(days=30)).isoformat()
    assert set(found(anna.get("/tickets", query={"status": "open", "until": ago}))) == set(numbers[-2:])
    assert set(found(anna.get("/tickets", query={"status": "open", "since": ago}))) == set(numbers[:-2])
    first = hits.found_tickets(TicketFilter(status="open", since="2000-01-01"), size=4)
    second = hits.found_tickets(TicketFilter(status="open", since="2000-01-01"), first.next, size=6)
    assert [ticket.number for ticket in (*first.items, *second.items)] == sorted_by_place(desk)
    assert second.next is None
    for unreadable in ("m9999999-1", "m1-1"):
        assert hits.found_tickets(TicketFilter(status="open", since="2000-01-01"), unreadable, size=4) == first


def sorted_by_place(desk: SimpleNamespace) -> list[str]:
    moments = db.session.scalars(select(ContactMoment).where(ContactMoment.contact_id == desk.household.id)).all()
    newest_first = sorted(moments, key=lambda one: (day_of(one.occurred_at), one.id), reverse=True)
    return [one.ticket.number for one in newest_first]


def test_a_long_list_asks_no_more_of_the_database(anna: Browser, desk: SimpleNamespace) -> None:
    def add(count: int) -> None:
        for _ in range(count):
            interactions.contact_moment(interactions.ticket())

    assert_same_query_count(lambda: anna.get("/tickets"), add)


def test_a_renamed_ticket_is_found_by_its_new_subject(anna: Browser, two: SimpleNamespace) -> None:
    page = anna.get(f"/tickets/{two.keys}").click("Onderwerp wijzigen")
    page.submit("Onderwerp wijzigen", {"Of een eigen onderwerp": "Fietsenstalling", "Reden": "Ging over het slot."})
    assert found(anna.get("/tickets", query={"q": "fietsenstal"})) == [two.keys]


@pytest.mark.parametrize(
    "chosen",
    [
        {"contact": "own", "q": "sleutel"},
        {"author": "anna", "channel": "TEL", "q": "extra sleutel"},
        {"status": "settled", "team": "techniek", "since": "2020-01-01", "until": "2099-01-01"},
    ],
)
def test_any_combination_narrows_the_list(
    anna: Browser, desk: SimpleNamespace, two: SimpleNamespace, chosen: dict[str, str]
) -> None:
    own = {"contact": desk.household.number, "author": desk.anna.email}
    assert found(anna.get("/tickets", query={key: own.get(key, value) for key, value in chosen.items()})) == [two.keys]


@pytest.mark.parametrize("chosen", [{"until": "2020-01-01"}, {"author": "nobody@x.example"}, {"contact": "C999999"}])
def test_what_fits_nothing_finds_nothing(anna: Browser, two: SimpleNamespace, chosen: dict[str, str]) -> None:
    assert found(anna.get("/tickets", query=chosen)) == []


def test_a_word_of_two_letters_finds_the_notes_it_stands_in(
    anna: Browser, desk: SimpleNamespace, two: SimpleNamespace
) -> None:
    boiler = interactions.ticket(desk.household, "Verwarming")
    interactions.contact_moment(boiler, note="De cv valt steeds uit.")
    assert found(anna.get("/tickets", query={"q": "cv"})) == [boiler.number]
    assert found(anna.get("/tickets", query={"q": "wc"})) == []


@pytest.mark.parametrize("typed", ["het", "k", "12"])
def test_words_that_tell_nothing_find_nothing_and_say_so(anna: Browser, two: SimpleNamespace, typed: str) -> None:
    page = anna.get("/tickets", query={"q": typed, "status": "settled"})
    assert found(page) == []
    assert "Typ een woord van minstens twee letters" in page.text
    assert not anna.get("/tickets/choice", query={"q": typed}).find_all("input", name="number")


def test_the_beginning_of_a_number_finds_tickets(anna: Browser, two: SimpleNamespace) -> None:
    assert set(found(anna.get("/tickets", query={"q": two.keys[:6].lower()}))) == {two.keys, two.lights}


def test_the_beginning_of_a_number_stands_for_whole_numbers_which_every_language_sorts_alike() -> None:
    assert numbers_beginning("t26-12") == ("T26-120000", "T26-129999")
    assert numbers_beginning("T26") == ("T26-000000", "T26-999999")
    assert numbers_beginning("T26-1 en nog iets") is None


def test_the_note_that_holds_the_words_stands_with_its_ticket(anna: Browser, two: SimpleNamespace) -> None:
    assert "De galerijlampen knipperen al weken." in anna.get("/tickets", query={"q": "knipperen"}).text


def test_found_tickets_are_read_page_by_page_each_once(anna: Browser, desk: SimpleNamespace) -> None:
    numbers = set()
    for day in range(40):
        ticket = interactions.ticket(desk.household)
        numbers.add(ticket.number)
        for hour in (1, 2):
            at = utcnow() - timedelta(days=3 * day, hours=hour)
            interactions.contact_moment(ticket, note="Rookmelder piept.", occurred_at=at)
    moved = interactions.contact_moment(interactions.ticket(desk.household), note="Rookmelder piept.")
    interactions.contact_moment(moved.ticket, note="Rookmelder.", occurred_at=utcnow() - timedelta(days=100))
    page = anna.get("/tickets", query={"q": "rookmelders"})
    seen = found(page) + found(page.click("Volgende"))
    assert len(seen) == len(set(seen)) == 41
    assert set(seen) == {*numbers, moved.ticket.number}
    assert seen[0] == moved.ticket.number


@pytest.mark.parametrize("days", [(1, None), (0, -1), (3, 2)])
def test_a_period_without_days_that_were_finds_nothing(
    anna: Browser, two: SimpleNamespace, days: tuple[int, int | None]
) -> None:
    since, until = ("" if day is None else (local_today() + timedelta(days=day)).isoformat() for day in days)
    page = anna.get("/tickets", query={"q": "sleutel", "since": since, "until": until})
    assert (page.status, found(page)) == (200, [])


def test_the_number_of_a_customer_who_was_merged_away_still_finds_their_tickets(
    anna: Browser, desk: SimpleNamespace, two: SimpleNamespace
) -> None:
    double = contacts.household("Vries")
    merging.merge(desk.household, double, by=desk.anna)
    assert set(found(anna.get("/tickets", query={"contact": double.number}))) == {two.lights, two.keys}
