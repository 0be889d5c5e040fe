"""A task among colleagues, without a ticket or a contact (R50)."""

from sqlalchemy import func, select

from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.permissions import Role
from contactapp.tasks.models import Task
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, tasks


def only_task() -> Task:
    return db.session.scalars(select(Task)).one()


def test_it_goes_to_the_team_of_its_type_with_its_term(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Uitzoeken", team=cast.techniek, term=2)
    page = browser.sign_in(cast.carla).get("/tasks?team=techniek").click("Nieuwe taak")
    page = page.submit("Taak maken", {"Wat moet er gebeuren?": "Busjes keuren", "Taaktype": "Uitzoeken"})
    assert page.heading == "Busjes keuren"
    task = only_task()
    assert (task.team, task.ticket, task.contact, task.created_by) == (cast.techniek, None, None, cast.carla)
    assert (task.term, events_of(task)[0].verb) == (2, "task.created")


def test_it_may_go_to_a_team_one_is_not_in(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Uitzoeken")
    _ = cast.verhuur
    page = browser.sign_in(cast.carla).get("/tasks/new")
    values = {"Wat moet er gebeuren?": "Contract zoeken", "Taaktype": "Uitzoeken", "Team": "Verhuur"}
    assert "staat bij Verhuur" in page.submit("Taak maken", values).text
    assert only_task().team == cast.verhuur


def test_what_is_missing_is_said_and_the_text_is_kept(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Uitzoeken")
    page = browser.sign_in(cast.carla).get("/tasks/new")
    refused = page.submit("Taak maken", {"Toelichting": "Bij de garage."})
    assert refused.status == 422
    assert refused.form("Taak maken").data()["description"] == "Bij de garage."
    values = {"Wat moet er gebeuren?": "Busjes keuren", "Taaktype": "Uitzoeken"}
    assert "Kies een team voor de taak." in page.submit("Taak maken", values).text
    assert db.session.scalar(select(func.count()).select_from(Task)) == 0


def test_a_team_that_works_no_more_gets_nothing(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Uitzoeken", team=cast.verhuur)
    cast.verhuur.active = False
    values = {"Wat moet er gebeuren?": "Busjes keuren", "Taaktype": "Uitzoeken"}
    page = browser.sign_in(cast.carla).get("/tasks/new").submit("Taak maken", values)
    assert (page.status, "Kies een team voor de taak." in page.text) == (422, True)


def test_pressing_twice_makes_one_task(browser: Browser, cast: Cast) -> None:
    tasks.task_type("Uitzoeken", team=cast.techniek)
    form = browser.sign_in(cast.carla).get("/tasks/new")
    values = {"Wat moet er gebeuren?": "Busjes keuren", "Taaktype": "Uitzoeken"}
    for _ in range(2):
        form.submit("Taak maken", values)
    assert only_task().title == "Busjes keuren"


def test_who_does_no_tasks_makes_none(browser: Browser) -> None:
    gerda = accounts.user("Gerda Smit", roles=[Role.PRIVACY_OFFICER])
    assert browser.sign_in(gerda).get("/tasks/new").status == 403
    assert browser.post("/tasks/new", {"title": "x"}).status == 403
