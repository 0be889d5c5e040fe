"""Mijn werkdag: what is pressing, whom to call, what one was told and what one began to type (E1)."""

from datetime import timedelta

from contactapp.clock import utcnow
from contactapp.tasks import conversing
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks
from tests.support.queries import assert_same_query_count


def test_everything_that_waits_for_me_stands_on_one_page(browser: Browser, cast: Cast) -> None:
    now, callback = utcnow(), tasks.task_type(is_callback=True)
    late = tasks.task(cast.verhuur, "Te laat", assignee=cast.anna, deadline_at=now - timedelta(days=1))
    later = tasks.task(cast.verhuur, "Later", assignee=cast.anna, deadline_at=now + timedelta(days=60))
    call = tasks.task(cast.verhuur, "Bel", type=callback, assignee=cast.anna, call_from=now + timedelta(hours=1))
    conversing.add_message(late, "Weet jij dit, @Anna?", by=cast.bram)
    browser.sign_in(cast.anna).post(f"/tasks/{later.number}/drafts/message", {"text": "Een halve zin"})
    page = browser.get("/")
    assert {"Meldingen", "Mijn concepten"} <= {head.text for head in page.find_all("h2")}
    assert "Bram" in page.text
    assert "Een halve zin" in page.text
    assert call.number in [row.get("data-task") for row in page.within("ul", class_="callbacks").find_all("li")]
    assert page.click("Te laat").click("Mijn werkdag").url == "/"


def test_the_page_asks_as_much_for_many_tasks_as_for_few(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)

    def add(amount: int) -> None:
        for _ in range(amount):
            task = tasks.task(cast.verhuur, assignee=cast.anna)
            conversing.add_message(task, "Let op", by=cast.bram)
            browser.post(f"/tasks/{task.number}/drafts/message", {"text": "Halve zin"})

    assert_same_query_count(lambda: browser.get("/"), add)
