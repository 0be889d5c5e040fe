"""A search kept as a view: of oneself or of a team, in order, counted, thrown away and back."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from contactapp.db import db
from contactapp.desk.models import SavedView
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import accounts, interactions

KEEP, NAME = "Deze zoekopdracht bewaren", "Naam van deze weergave"


def keep(browser: Browser, name: str, team: str = "", **asked: str) -> Page:
    answers: dict[str, str | bool] = {NAME: name} | ({"Voor wie?": team} if team else {})
    return browser.get("/tickets", query=asked).submit(KEEP, answers)


def names(page: Page) -> list[str]:
    return [text_of(heading) for heading in page.find_all("h2", id=True) if heading.get("id", "").startswith("view-")]


def one(name: str) -> SavedView:
    return db.session.scalars(select(SavedView).where(SavedView.name == name)).one()


@pytest.fixture
def mia(app: object, browser: Browser, desk: SimpleNamespace, cast: Cast) -> Browser:
    """A colleague in two teams, who leads neither."""
    return browser.sign_in(accounts.user("Mia Smit", teams=[cast.verhuur, cast.techniek]))


def test_a_kept_search_stands_above_the_list_with_its_count(anna: Browser, desk: SimpleNamespace) -> None:
    keys, lights = (interactions.ticket(desk.household, subject) for subject in ("Sleutels", "Verlichting"))
    for ticket in (keys, lights):
        interactions.contact_moment(ticket)
    page = keep(anna, "Over sleutels", q="sleutels").click("Over sleutels")
    assert [row.get("data-ticket") for row in page.find_all("li", data_ticket=True)] == [keys.number]
    assert "Over sleutels 1" in anna.get("/tickets/views/counts", htmx="view-picks").text


def test_a_view_without_name_is_refused_and_the_search_stays(anna: Browser, desk: SimpleNamespace) -> None:
    page = keep(anna, "", q="sleutels", status="open")
    assert page.status == 422
    assert "Geef de weergave een naam." in page.text
    page.submit(KEEP, {NAME: "Over sleutels"})
    assert one("Over sleutels").arguments == {"q": "sleutels", "status": "open"}


def test_a_view_gets_another_name_and_another_place(anna: Browser, desk: SimpleNamespace) -> None:
    keep(anna, "Een")
    keep(anna, "Twee")
    page = anna.get("/tickets/views").submit("Twee hoger zetten")
    assert names(page) == ["Twee", "Een"]
    page.within("section", data_view=str(one("Een").id)).submit("Bewaren", {NAME: "Drie"})
    assert names(anna.get("/tickets/views")) == ["Twee", "Drie"]


def test_a_new_name_may_not_be_empty(anna: Browser, desk: SimpleNamespace) -> None:
    keep(anna, "Een")
    page = anna.get("/tickets/views").within("section", data_view=str(one("Een").id)).submit("Bewaren", {NAME: ""})
    assert page.status == 422
    assert "Geef de weergave een naam." in page.text


def test_a_view_is_thrown_away_and_comes_back(anna: Browser, desk: SimpleNamespace) -> None:
    keep(anna, "Een")
    address = f"/tickets/views/{one('Een').id}"
    assert names(anna.get("/tickets/views").submit("Weergave Een weggooien")) == []
    assert "Een" not in anna.get("/tickets").text
    assert names(anna.post(f"{address}/restoral")) == ["Een"]


def test_the_view_of_a_team_is_seen_by_all_and_changed_by_its_maker_or_lead(
    mia: Browser, desk: SimpleNamespace, cast: Cast
) -> None:
    keep(mia, "Van ons", team="Verhuur")
    address = f"/tickets/views/{one('Van ons').id}"
    assert "Weergave Van ons weggooien" in labels(mia.get("/tickets/views"))
    anna = Browser(mia.app).sign_in(cast.anna)
    assert names(anna.get("/tickets/views")) == ["Van ons"]
    assert labels(anna.get("/tickets/views")) == []
    assert anna.post(f"{address}/removal").status == 403
    lead = Browser(mia.app).sign_in(cast.bram)
    assert lead.post(address, {"name": "Van Verhuur", "for_team": "verhuur"}).status == 200
    assert one("Van Verhuur").team_id == cast.verhuur.id


def labels(page: Page) -> list[str]:
    found = [button.get("aria-label", "") for button in page.find_all("button", aria_label=True)]
    return [label for label in found if label.endswith("weggooien")]


def test_however_many_there_are_each_can_be_seen_and_thrown_away(
    anna: Browser, desk: SimpleNamespace, cast: Cast
) -> None:
    db.session.add_all(SavedView.keep(f"Weergave {n}", {}, team=None, by=desk.anna) for n in range(21))
    db.session.add(SavedView.keep("Van ons", {}, team=cast.verhuur, by=cast.bram))
    db.session.flush()
    page = anna.get("/tickets/views")
    assert len(labels(page)) == 21
    assert names(page)[-1] == "Van ons"


def test_a_view_is_shared_with_a_team_of_ones_own_only(mia: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    keep(mia, "Open", team="Techniek", q="sleutels")
    assert (one("Open").team_id, one("Open").arguments) == (cast.techniek.id, {"q": "sleutels"})
    mia.post(f"/tickets/views/{one('Open').id}", {"name": "Open", "for_team": "klachten"})
    assert one("Open").team_id is None


def test_a_view_of_a_colleague_does_not_exist_for_others(anna: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    db.session.add(SavedView.keep("Van Carla", {}, team=None, by=cast.carla))
    db.session.flush()
    assert "Van Carla" not in anna.get("/tickets").text
    for act in ("", "/place", "/removal", "/restoral"):
        assert anna.post(f"/tickets/views/{one('Van Carla').id}{act}", {"name": "Van mij"}).status == 404


def test_who_may_not_see_tickets_keeps_no_views(browser: Browser, desk: SimpleNamespace) -> None:
    nobody = browser.sign_in(accounts.user("Nora Niemand", roles=[]))
    assert nobody.get("/tickets/views").status == 403
    assert nobody.post("/tickets/views", {"name": "Van mij"}).status == 403


def test_a_view_that_was_thrown_away_has_no_place_any_more(anna: Browser, desk: SimpleNamespace) -> None:
    keep(anna, "Een")
    address = f"/tickets/views/{one('Een').id}"
    anna.post(f"{address}/removal")
    assert anna.post(f"{address}/place").status == 404
