"""Taking a task: from the list, from its page, and what the one who came second hears (R41)."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.permissions import Role
from contactapp.tasks import claiming, conversing
from contactapp.tasks.models import Task, TaskStatus
from contactapp.tasks.refusals import AlreadyClaimed
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, tasks


def verbs(task: Task) -> list[str]:
    return [event.verb for event in events_of(task)]


def press(page: Page, task: Task) -> Page:
    """Press Oppakken in the row of a task, as a plain post."""
    button = page.find("button", formaction=f"/tasks/{task.number}/claim")
    return page.browser.post(button.get("formaction", ""))


def test_claiming_from_the_list_makes_it_mine(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    page = browser.sign_in(cast.carla).get("/tasks?team=techniek")
    press(page, task)
    assert (task.status, task.assignee) == (TaskStatus.IN_PROGRESS, cast.carla)
    assert verbs(task) == ["task.claimed"]


def test_the_claimed_row_dims_and_can_be_undone(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    fragment = browser.post(f"/tasks/{task.number}/claim", htmx=f"row-{task.number}")
    assert fragment.status == 200
    assert "Jij pakte deze taak op" in fragment.text
    assert "Ongedaan maken" in fragment.text
    browser.post(f"/tasks/{task.number}/claim/undo")
    assert (task.status, task.assignee) == (TaskStatus.OPEN, None)
    assert verbs(task) == ["task.claimed", "task.claim-undone"]


def test_claiming_twice_is_harmless(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    for _ in range(2):
        assert browser.post(f"/tasks/{task.number}/claim").status == 200
    assert verbs(task) == ["task.claimed"]


def test_who_comes_second_hears_who_was_first(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek])
    task = tasks.task(cast.techniek)
    list_of_daan = browser.sign_in(daan).get("/tasks?team=techniek")
    claiming.claim(task, by=cast.carla)
    page = press(list_of_daan, task)
    assert page.status == 409
    assert "Carla heeft deze taak net opgepakt" in page.text
    assert task.assignee == cast.carla


def test_the_row_of_a_lost_race_says_who_has_it(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek])
    task = tasks.task(cast.techniek, assignee=cast.carla)
    fragment = browser.sign_in(daan).post(f"/tasks/{task.number}/claim", htmx=f"row-{task.number}")
    assert fragment.status == 409
    assert fragment.find("tr").get("class") == "taken"
    assert "Carla pakte deze net op" in fragment.text


def test_a_stranger_cannot_claim_what_does_not_exist_for_them(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    browser.sign_in(cast.anna)
    assert browser.post(f"/tasks/{task.number}/claim").status == 404
    assert browser.post("/tasks/TK26-999999/claim").status == 404
    assert task.status is TaskStatus.OPEN


def test_a_follower_may_look_but_not_claim(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    conversing.follow(task, cast.anna, by=cast.carla)
    browser.sign_in(cast.anna)
    assert browser.get(f"/tasks/{task.number}").status == 200
    assert browser.post(f"/tasks/{task.number}/claim").status == 403


def test_undoing_is_possible_for_some_seconds_only(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla, claimed_at=utcnow() - timedelta(minutes=1))
    assert browser.sign_in(cast.carla).post(f"/tasks/{task.number}/claim/undo").status == 409
    assert task.assignee == cast.carla


def test_a_closed_task_cannot_be_claimed(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, status=TaskStatus.DONE, outcome="Klaar")
    assert browser.sign_in(cast.carla).post(f"/tasks/{task.number}/claim").status == 409
    assert task.status is TaskStatus.DONE


def test_the_next_task_is_the_most_pressing_one(browser: Browser, cast: Cast) -> None:
    tasks.task(cast.techniek, deadline_at=utcnow() + timedelta(days=3))
    first = tasks.task(cast.techniek, "Lift staat stil", deadline_at=utcnow() - timedelta(hours=2))
    page = browser.sign_in(cast.carla).get("/tasks?team=techniek").submit("Pak de volgende op")
    assert page.heading == "Lift staat stil"
    assert first.assignee == cast.carla


def test_when_nothing_is_left_the_next_task_says_so(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.carla).get("/tasks?team=techniek").submit("Pak de volgende op")
    assert "Alles is opgepakt" in page.text


def test_the_next_task_from_the_start_page_is_the_most_pressing_of_all_my_teams(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek, cast.verhuur])
    tasks.task(cast.verhuur, deadline_at=utcnow() + timedelta(days=3))
    late = tasks.task(cast.verhuur, "Lift staat stil", deadline_at=utcnow() - timedelta(hours=2))
    page = browser.sign_in(daan).get("/").submit("Pak de volgende op")
    assert page.heading == "Lift staat stil"
    assert late.assignee == daan


def test_who_sees_all_teams_takes_the_next_task_of_their_own_only(browser: Browser, cast: Cast) -> None:
    both = accounts.user("Bo Smit", roles=[Role.EMPLOYEE, Role.PRIVACY_OFFICER], teams=[cast.techniek])
    of_others = tasks.task(cast.verhuur)
    page = browser.sign_in(both).get("/").submit("Pak de volgende op")
    assert "Alles is opgepakt" in page.text
    assert browser.post("/tasks/next", {"team": "verhuur"}).status == 403
    assert browser.post("/tasks/next", {"team": "niets"}).status == 404
    assert browser.get("/tasks?team=verhuur").find_all("form", action="/tasks/next") == []
    assert of_others.assignee is None


def test_claiming_a_choice_takes_what_is_still_free(browser: Browser, cast: Cast) -> None:
    free, gone = (
        tasks.task(cast.techniek),
        tasks.task(cast.techniek, assignee=accounts.user("Daan", teams=[cast.techniek])),
    )
    page = browser.sign_in(cast.carla).post("/tasks/claims", {"task": [free.number, gone.number]})
    assert "1 taak opgepakt. 1 was al weg." in page.text
    assert free.assignee == cast.carla
    assert gone.assignee != cast.carla


def test_what_went_to_another_team_meanwhile_is_not_taken_along(cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    moved = update(Task).where(Task.id == task.id).values(team_id=cast.verhuur.id)
    db.session.execute(moved.execution_options(synchronize_session=False))
    with pytest.raises(AlreadyClaimed):
        claiming.claim(task, by=cast.carla)
    assert task.assignee is None
