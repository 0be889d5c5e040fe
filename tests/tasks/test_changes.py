"""What an open list hears of what others do (R41)."""

from datetime import timedelta

from flask.testing import FlaskClient

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.tasks import claiming, closing, handing_over, planning
from tests.support import sign_in
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import accounts, tasks


def address(*shown: str) -> str:
    return f"/tasks/changes?team=techniek&since={utcnow().isoformat().replace('+', '%2B')}&shown={','.join(shown)}"


def daan_in(cast: Cast) -> User:
    return accounts.user("Daan van den Berg", teams=[cast.techniek])


def test_a_row_that_a_colleague_took_turns_grey_with_the_name(browser: Browser, cast: Cast) -> None:
    taken, free = tasks.task(cast.techniek), tasks.task(cast.techniek)
    browser.sign_in(daan_in(cast))
    since = address(taken.number, free.number)
    claiming.claim(taken, by=cast.carla)
    page = browser.get(since, htmx=True)
    assert [row.get("data-task") for row in page.find_all("tr")] == [taken.number]
    assert "Carla pakte deze net op" in page.text


def test_new_tasks_are_counted_and_not_shown(browser: Browser, cast: Cast) -> None:
    old = tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    since = address(old.number)
    new = tasks.task(cast.techniek)
    tasks.task(cast.verhuur)
    page = browser.get(since, htmx=True)
    assert page.find("table").get("data-fresh") == new.number
    assert list(page.find_all("tr")) == []


def test_nothing_new_answers_not_modified(app: object, client: FlaskClient, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    sign_in.start_session(client, cast.carla)
    since = address(task.number)
    first = client.get(since)
    again = client.get(since, headers={"If-None-Match": first.headers["ETag"]})
    assert (first.status_code, again.status_code, again.data) == (200, 304, b"")
    claiming.claim(task, by=daan_in(cast))
    assert client.get(since, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_what_went_to_another_team_is_not_named(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Geheim")
    browser.sign_in(cast.carla)
    handing_over.hand_over(task, cast.verhuur, by=cast.carla, reason="Voor jullie")
    page = browser.get(address(task.number), htmx=True)
    assert "Geheim" not in page.text
    assert page.find("table").get("data-hidden") == task.number


def test_a_row_that_left_says_why(browser: Browser, cast: Cast) -> None:
    kind, other = tasks.task_type(), accounts.team("Wijkbeheer")
    both = accounts.user("Bo Smit", teams=[cast.techniek, other])
    calmed, taken, done, cancelled, moved = rows = [tasks.task(cast.techniek, type=kind, urgent=True) for _ in range(5)]
    browser.sign_in(both)
    since = f"{address(*(task.number for task in rows))}&urgent=1"
    planning.set_urgent(calmed, False, by=cast.carla)
    claiming.claim(taken, by=cast.carla)
    closing.finish(done, outcome="Klaar.", by=cast.carla)
    closing.cancel(cancelled, reason="Dubbel gemeld.", by=cast.carla)
    handing_over.hand_over(moved, other, by=cast.carla, reason="Voor jullie")
    said = words_by_number(browser.get(since, htmx=True))
    assert said == {
        calmed.number: "Past niet meer bij je filter",
        taken.number: "Carla pakte deze net op",
        done.number: "Afgerond",
        cancelled.number: "Geannuleerd",
        moved.number: "Staat bij een ander team",
    }


def test_work_in_hand_that_stopped_fitting_was_not_taken_just_now(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla, urgent=True)
    browser.sign_in(daan_in(cast))
    since = f"{address(task.number)}&urgent=1&running=1"
    planning.set_urgent(task, False, by=cast.carla)
    assert words_by_number(browser.get(since, htmx=True)) == {task.number: "Past niet meer bij je filter"}


def words_by_number(page: Page) -> dict[str, str]:
    return {str(row.get("data-task")): text_of(row.findall("td")[-1]) for row in page.find_all("tr")}


def test_the_list_of_another_team_cannot_be_listened_to(browser: Browser, cast: Cast) -> None:
    _ = cast.techniek
    assert browser.sign_in(cast.anna).get(address(), htmx=True).status == 404


def test_nonsense_in_the_address_is_harmless(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.carla)
    assert browser.get("/tasks/changes?team=techniek&since=gisteren&shown=x,,%27", htmx=True).status == 200


def test_what_is_new_further_down_the_list_is_not_announced(browser: Browser, cast: Cast) -> None:
    kind, now = tasks.task_type(), utcnow()
    since = (now - timedelta(minutes=1)).isoformat()
    for _ in range(25):
        tasks.task(cast.verhuur, type=kind, deadline_at=now, changed_at=now - timedelta(hours=1))
    tasks.task(cast.verhuur, type=kind, deadline_at=now + timedelta(days=9))
    first = tasks.task(cast.verhuur, type=kind, deadline_at=now - timedelta(days=9))
    answer = browser.sign_in(cast.anna).get("/tasks/changes", query={"team": "verhuur", "since": since}, htmx=True)
    assert answer.find("table").get("data-fresh") == first.number
