"""Previous, next and the way back follow the list one comes from."""

from datetime import timedelta

from contactapp.clock import local_today, utcnow
from contactapp.tasks.models import Task, TaskStatus
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import tasks

HOST = "http://localhost"
DONE = {"Wat is de uitkomst?": "Geregeld."}


def in_order(cast: Cast, amount: int = 3, **more: object) -> list[Task]:
    first = utcnow() + timedelta(days=30)
    return [tasks.task(cast.verhuur, f"Taak {n}", deadline_at=first + timedelta(days=n), **more) for n in range(amount)]


def on(page: Page) -> Page:
    """As a browser does: what is posted next says from which page it comes."""
    page.browser.client.environ_base["HTTP_REFERER"] = HOST + page.url.removeprefix(HOST)
    return page


def test_the_queue_is_walked_in_its_own_order_and_filter(browser: Browser, cast: Cast) -> None:
    first, second, third = in_order(cast)
    tasks.task(cast.verhuur, "Zonder filter", deadline_at=utcnow())
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur&q=Taak&sort=-deadline").click("Taak 1")
    assert "2 van 3" in page.text
    assert page.click("Volgende taak").heading == first.title
    assert page.click("Vorige taak").heading == third.title
    assert page.click("Verhuur").url == "/tasks?team=verhuur&q=Taak&sort=-deadline"
    assert second.status is TaskStatus.OPEN


def test_a_task_that_left_the_list_keeps_its_neighbours(browser: Browser, cast: Cast) -> None:
    *_, third = in_order(cast)
    page = on(browser.sign_in(cast.anna).get("/tasks?team=verhuur").click("Taak 1")).submit("Oppakken")
    assert "nog 2 in de lijst" in text_of(page.find("header", class_="page-head"))
    assert page.click("Volgende taak").heading == third.title


def test_finishing_goes_on_in_the_list_one_came_from(browser: Browser, cast: Cast) -> None:
    in_order(cast, assignee=cast.anna)
    tasks.task(cast.verhuur, "In de wachtrij", deadline_at=utcnow())
    page = browser.sign_in(cast.anna).get("/tasks/mine").click("Taak 1")
    page = on(page).submit("Afronden en volgende", DONE)
    assert page.heading == "Taak 2"
    assert on(page).submit("Afronden en volgende", DONE).heading == "Mijn taken"


def test_handing_over_goes_back_to_the_list_with_its_filter(browser: Browser, cast: Cast) -> None:
    _ = cast.techniek
    in_order(cast)
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur&q=Taak").click("Taak 1")
    page = on(page).submit("Overdragen", {"Aan wie?": "Team Techniek", "Waarom draag je over?": "Reparatie."})
    assert page.url == "/tasks?team=verhuur&q=Taak"


def test_callbacks_are_walked_by_their_windows(browser: Browser, cast: Cast) -> None:
    kind, now = tasks.task_type(is_callback=True), utcnow()
    for hours in (3, 1, 2):
        tasks.task(cast.verhuur, f"Bel {hours}", type=kind, assignee=cast.anna, call_from=now + timedelta(hours=hours))
    page = browser.sign_in(cast.anna).get("/tasks/callbacks").click("Bel 1")
    assert page.click("Volgende taak").heading == "Bel 2"
    assert page.click("Te bellen").url == "/tasks/callbacks"


def test_the_work_of_somebody_who_is_away_has_its_place_in_the_list_of_who_stands_in(
    browser: Browser, cast: Cast
) -> None:
    cast.anna.absent_until, cast.anna.substitute_id = local_today(), cast.bram.id
    first, *_ = in_order(cast, assignee=cast.anna)
    page = browser.sign_in(cast.bram).get(f"/tasks/{first.number}?list=mine")
    assert "1 van 3" in page.text


def test_the_workday_is_walked_as_it_stands_on_screen(browser: Browser, cast: Cast) -> None:
    now, callback = utcnow(), tasks.task_type(is_callback=True)
    for title, days, kind in (("Ooit", 90, None), ("Bel", 2, callback), ("Te laat", -1, None)):
        tasks.task(cast.verhuur, title, type=kind, assignee=cast.anna, deadline_at=now + timedelta(days=days))
    page = browser.sign_in(cast.anna).get("/").click("Bel")
    assert "1 van 3" in page.text
    page = page.click("Volgende taak")
    assert page.heading == "Te laat"
    assert page.click("Volgende taak").heading == "Ooit"


def test_an_arrow_that_leads_nowhere_keeps_its_place(browser: Browser, cast: Cast) -> None:
    in_order(cast, 1)
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur").click("Taak 0")
    arrows = page.within("header", class_="page-head").find_all("button", disabled=True)
    assert [arrow.get("aria-label") for arrow in arrows] == ["Vorige taak", "Volgende taak"]


def test_who_came_from_nowhere_goes_on_through_ones_own_work(browser: Browser, cast: Cast) -> None:
    first, *_ = in_order(cast, assignee=cast.anna)
    page = on(browser.sign_in(cast.anna).get(f"/tasks/{first.number}")).submit("Afronden en volgende", DONE)
    assert "1 van 2" in page.text
    assert page.click("Mijn taken").url == "/tasks/mine"
