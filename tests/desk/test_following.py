"""Following a ticket (A13, E1)."""

from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from contactapp.db import db
from contactapp.desk.bulk.acts import Merge
from contactapp.desk.bulk.doing import do_one
from contactapp.events.models import Event
from contactapp.interactions.models import Ticket, TicketFollower
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, interactions


@pytest.fixture
def lights(desk: SimpleNamespace) -> Ticket:
    """A ticket about lights."""
    return interactions.ticket(desk.household, "Verlichting")


def followed() -> int:
    return db.session.scalar(select(func.count()).select_from(TicketFollower)) or 0


def test_what_one_follows_stands_on_the_start_page_until_one_stops(anna: Browser, lights: Ticket) -> None:
    page = anna.get(f"/tickets/{lights.number}").submit("Volgen")
    assert "Gevolgd door Anna de Wit" in page.text
    assert "Wat ik volg" in anna.get("/").text
    page.submit("Niet meer volgen")
    assert "Wat ik volg" not in anna.get("/").text
    assert {"ticket.followed", "ticket.unfollowed"} <= set(db.session.scalars(select(Event.verb)))


def test_following_twice_is_harmless(anna: Browser, lights: Ticket) -> None:
    for _time in range(2):
        assert anna.post("/tickets/followers", {"number": lights.number}).status == 200
    assert followed() == 1


def test_of_a_ticket_that_was_merged_meanwhile_the_one_it_went_into_is_followed(
    anna: Browser, desk: SimpleNamespace, lights: Ticket, cast: Cast
) -> None:
    page, main = anna.get(f"/tickets/{lights.number}"), interactions.ticket(desk.household)
    do_one(Merge(main), lights, by=cast.bram)
    assert "Gevolgd door Anna de Wit" in page.submit("Volgen").text


def test_a_ticket_that_does_not_exist_is_not_followed(anna: Browser) -> None:
    assert anna.post("/tickets/followers", {"number": "T26-999999"}).status == 404
    assert anna.post("/tickets/followers", {}).status == 404


def test_who_may_not_see_tickets_may_not_follow_them(browser: Browser, lights: Ticket) -> None:
    nobody = browser.sign_in(accounts.user("Nora Niemand", roles=[]))
    assert nobody.post("/tickets/followers", {"number": lights.number}).status == 403
