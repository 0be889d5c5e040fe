"""News and work instructions."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.knowledge import news
from contactapp.knowledge.models import NewsItem, NewsRead
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, stored


@pytest.fixture
def eva(cast: Cast) -> User:
    """An editor."""
    return accounts.user("Eva Smit", roles=[Role.EDITOR])


def item(title: str = "Storing bij de telefoon", **values: object) -> NewsItem:
    return stored(NewsItem(**{"title": title, "text": "Bel **later** terug.", "visible_from": utcnow()} | values))


def test_an_editor_posts_news_and_colleagues_see_it(browser: Browser, cast: Cast, eva: User) -> None:
    form = browser.sign_in(eva).get("/knowledge/news/new")
    form.submit("Plaatsen", {"Titel": "Nieuwe openingstijden", "Tekst": "Vanaf maandag.", "Belangrijk": True})
    page = Browser(browser.app).sign_in(cast.anna).get("/knowledge/news")
    assert "Nieuwe openingstijden belangrijk" in page.text
    assert news.unread(cast.anna).count == 1


def test_reading_is_marked_once(browser: Browser, cast: Cast) -> None:
    one = item()
    page = browser.sign_in(cast.anna).get("/knowledge/news")
    page.within("li", data_news=str(one.id)).submit("Gelezen Storing bij de telefoon")
    browser.post(f"/knowledge/news/{one.id}/reading")
    assert len(db.session.scalars(select(NewsRead)).all()) == 1
    assert news.unread(cast.anna).count == 0


def test_news_of_another_team_and_news_that_is_over_are_not_there(browser: Browser, cast: Cast) -> None:
    elsewhere = item("Alleen Techniek", team_id=cast.techniek.id)
    over = item("Oud nieuws", visible_until=utcnow() - timedelta(days=1))
    page = browser.sign_in(cast.anna).get("/knowledge/news")
    assert "Alleen Techniek" not in page.text
    assert "Oud nieuws" not in page.text
    for one in (elsewhere, over):
        assert browser.post(f"/knowledge/news/{one.id}/reading").status == 404


def test_who_is_no_editor_may_not_post_news(browser: Browser, cast: Cast) -> None:
    one = item()
    browser.sign_in(cast.anna)
    assert browser.post("/knowledge/news/new", {"title": "Hoi"}).status == 403
    assert browser.post(f"/knowledge/news/{one.id}/edit", {"title": "Hoi"}).status == 403


def test_news_without_a_text_is_refused_and_the_title_kept(browser: Browser, eva: User) -> None:
    page = browser.sign_in(eva).get("/knowledge/news/new").submit("Plaatsen", {"Titel": "Half af", "Tekst": ""})
    assert page.status == 422
    assert page.find("input", name="title").get("value") == "Half af"


def test_an_item_is_changed_with_its_days_kept(browser: Browser, eva: User) -> None:
    one = item()
    page = browser.sign_in(eva).get(f"/knowledge/news/{one.id}/edit")
    page.submit("Plaatsen", {"Titel": "Storing voorbij", "Zichtbaar tot en met": "2030-01-31"})
    assert one.title == "Storing voorbij"
    page = browser.get(f"/knowledge/news/{one.id}/edit")
    assert page.find("input", name="visible_until").get("value") == "2030-01-31"


def test_the_start_page_tells_what_is_not_read_yet(browser: Browser, cast: Cast) -> None:
    ids = [str(item(f"Bericht {number}", important=number == 3).id) for number in range(5)]
    item("Alleen Techniek", team_id=cast.techniek.id)
    start = browser.sign_in(cast.anna).get("/")
    assert "Nieuws 5 ongelezen" in start.text
    assert [row.get("data-news") for row in start.find_all("li", data_news=True)] == [ids[3], ids[4], ids[2], ids[1]]
    page = start.click("Bericht 3").submit("Gelezen Bericht 3")
    assert page.find_all("li", data_news=True)[-1].get("data-news") == ids[3]
    assert "Nieuws 4 ongelezen" in browser.get("/").text


def test_news_that_became_different_is_read_again(browser: Browser, cast: Cast, eva: User) -> None:
    one = item()
    news.mark_read(one, by=cast.anna)
    page = browser.sign_in(eva).get(f"/knowledge/news/{one.id}/edit")
    page.submit("Plaatsen", {"Tekst": "Bel vandaag."})
    assert news.unread(cast.anna).count == 0
    page = browser.get(f"/knowledge/news/{one.id}/edit")
    page.submit("Plaatsen", {"Tekst": "Bel nooit.", "Iedereen moet het opnieuw lezen": True})
    assert news.unread(cast.anna).count == 1
    assert [event.verb for event in events_of(one)] == ["news.changed", "news.changed"]


def test_an_instruction_of_long_ago_can_be_reached(browser: Browser, cast: Cast) -> None:
    for days in range(51):
        news.mark_read(item(f"Dag {days}", visible_from=utcnow() - timedelta(days=days)), by=cast.anna)
    unread = item("Vandaag")
    page = browser.sign_in(cast.anna).get("/knowledge/news")
    assert page.find_all("li", data_news=True)[0].get("data-news") == str(unread.id)
    page = page.click("Volgende")
    assert "Dag 50" in page.within("li", data_news=True).text


def test_editors_find_what_comes_and_what_is_over_below_what_counts_now(
    browser: Browser, cast: Cast, eva: User
) -> None:
    over = item("Voorbij", important=True, visible_until=utcnow() - timedelta(days=1))
    now, elsewhere = item("Nu"), item("Elders", team_id=cast.techniek.id)
    page = browser.sign_in(eva).get("/knowledge/news")
    shown = [int(row.get("data-news", "")) for row in page.find_all("li", data_news=True)]
    assert shown == [now.id, elsewhere.id, over.id]
    assert page.text.count("nog niet gelezen") == 1 == news.unread(eva).count
