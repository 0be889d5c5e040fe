"""The queue of a team: who sees it, what stands in it, and in which order (R40)."""

from datetime import timedelta

from contactapp.clock import utcnow
from contactapp.interactions.models import Ticket
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, tasks
from tests.support.queries import assert_same_query_count


def numbers(page: object) -> list[str]:
    return [row.get("data-task") for row in page.find_all("tr") if row.get("data-task")]  # type: ignore[attr-defined]


def test_a_member_sees_what_nobody_has_taken(browser: Browser, cast: Cast) -> None:
    free = tasks.task(cast.verhuur, "Sleutel kwijt")
    tasks.task(cast.verhuur, assignee=cast.bram)
    tasks.task(cast.techniek)
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur")
    assert numbers(page) == [free.number]
    assert "Sleutel kwijt" in page.text


def test_without_a_team_in_the_address_ones_own_team_opens(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur)
    assert numbers(browser.sign_in(cast.anna).get("/tasks")) == [task.number]


def test_the_queue_of_another_team_is_my_own_work(browser: Browser, cast: Cast) -> None:
    tasks.task(cast.techniek, "Lift staat stil")
    page = browser.sign_in(cast.anna).get("/tasks?team=techniek")
    assert page.heading == "Mijn taken"
    assert "Lift staat stil" not in page.text


def test_urgent_comes_first_then_the_nearest_deadline(browser: Browser, cast: Cast) -> None:
    now = utcnow()
    later = tasks.task(cast.verhuur, deadline_at=now + timedelta(days=3))
    late = tasks.task(cast.verhuur, deadline_at=now - timedelta(days=1))
    urgent = tasks.task(cast.verhuur, deadline_at=now + timedelta(days=9), urgent=True)
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur")
    assert numbers(page) == [urgent.number, late.number, later.number]
    assert "1 dag te laat" in page.text
    assert "spoed" in page.text


def test_running_work_shows_on_request(browser: Browser, cast: Cast) -> None:
    taken = tasks.task(cast.verhuur, assignee=cast.bram)
    browser.sign_in(cast.anna)
    assert numbers(browser.get("/tasks?team=verhuur&running=1")) == [taken.number]
    empty = browser.get("/tasks?team=verhuur").text
    assert "Alles is opgepakt" in empty
    assert "Collega’s werken aan 1 taak." in empty


def test_an_empty_filter_says_it_is_the_filter(browser: Browser, cast: Cast) -> None:
    tasks.task(cast.verhuur)
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur&due=late")
    assert "Geen taken met dit filter" in page.text
    assert "Gekozen: Te laat. Zonder filter ligt er 1 taak." in page.text


def test_searching_in_the_list_finds_title_number_and_customer(browser: Browser, cast: Cast) -> None:
    wanted = tasks.task(cast.verhuur, "Kozijn 100% kapot", contact=contacts.household("Öztürk", name_prefix=""))
    tasks.task(cast.verhuur, "Iets anders")
    browser.sign_in(cast.anna)
    for text in ("100%", "kozijn", wanted.number, "Öztürk"):
        assert numbers(browser.get("/tasks", query={"team": "verhuur", "q": text})) == [wanted.number], text
    assert numbers(browser.get("/tasks", query={"team": "verhuur", "q": "100_"})) == []


def test_a_filter_on_customer_or_subject_stands_as_a_chip(browser: Browser, cast: Cast) -> None:
    household = contacts.household("Öztürk", name_prefix="")
    ticket = Ticket.open_for(household, "Lekkage plafond", by=cast.anna)
    wanted = tasks.task(cast.verhuur, "Bel de loodgieter", contact=household, ticket=ticket)
    tasks.task(cast.verhuur, "Iets anders")
    browser.sign_in(cast.anna)
    for name, text, chip in (
        ("contact", "öztürk", "Klant: öztürk"),
        ("contact", household.number, f"Klant: {household.number}"),
        ("subject", "plafond", "Onderwerp: plafond"),
    ):
        page = browser.get("/tasks", query={"team": "verhuur", name: text})
        assert numbers(page) == [wanted.number], text
        assert chip in page.text


def test_pages_follow_each_other_without_gaps(browser: Browser, cast: Cast) -> None:
    kind = tasks.task_type()
    made = {tasks.task(cast.verhuur, type=kind, urgent=number % 3 == 0).number for number in range(60)}
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur")
    pages = [numbers(page)]
    for _ in range(2):
        page = page.click("Volgende")
        pages.append(numbers(page))
    assert [len(shown) for shown in pages] == [25, 25, 10]
    assert set().union(*pages) == made
    assert page.click("Vorige").click("Vorige").url.startswith("/tasks")


def test_the_queue_asks_as_much_for_many_rows_as_for_few(browser: Browser, cast: Cast) -> None:
    kind = tasks.task_type()
    browser.sign_in(cast.anna)

    def add(amount: int) -> None:
        for _ in range(amount):
            household = contacts.household()
            contacts.address(household)
            tasks.task(cast.verhuur, type=kind, contact=household)

    assert_same_query_count(lambda: browser.get("/tasks?team=verhuur"), add)


def test_leaving_a_team_takes_its_queue_away_at_once(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur)
    browser.sign_in(cast.anna)
    assert browser.get(f"/tasks/{task.number}").status == 200
    cast.anna.memberships.clear()
    assert browser.get(f"/tasks/{task.number}").status == 404
    assert browser.get("/tasks?team=verhuur").heading == "Mijn taken"


def test_the_privacy_officer_reads_but_has_no_queue(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.verhuur)
    browser.sign_in(accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER]))
    assert browser.get(f"/tasks/{task.number}").status == 200
    assert browser.get("/tasks").status == 403


def test_from_every_order_one_comes_back_to_the_most_pressing_first(browser: Browser, cast: Cast) -> None:
    tasks.task(cast.verhuur)
    page = browser.sign_in(cast.anna).get("/tasks?team=verhuur")
    orders = [page := page.click("Deadline") for _ in range(3)]
    assert [one.url.partition("sort=")[2] for one in orders] == ["deadline", "-deadline", ""]
    assert page.click("Open sinds").click("Deadline").url == "/tasks?team=verhuur"


def test_taking_a_task_without_scripts_goes_on_in_the_list_as_it_stood(browser: Browser, cast: Cast) -> None:
    first, _second = (tasks.task(cast.verhuur, title) for title in ("Taak 1", "Taak 2"))
    page = browser.sign_in(cast.anna).get("/tasks?q=Taak")
    page.browser.client.environ_base["HTTP_REFERER"] = "http://localhost/tasks?q=Taak"
    page = browser.post(f"/tasks/{first.number}/claim", page.form("Keuze wissen").data())
    assert "nog 1 in de lijst" in page.text
    assert page.click("Volgende taak").heading == "Taak 2"
