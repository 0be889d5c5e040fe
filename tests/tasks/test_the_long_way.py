"""Status, colleague, save, and the question first (R42)."""

from contactapp.clock import utcnow
from contactapp.tasks import claiming
from contactapp.tasks.models import Task, TaskStatus
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts, tasks


def choose_myself(browser: Browser, cast: Cast, task: Task) -> Page:
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    return page.submit("Bewaren", {"Status": "In uitvoering", "Medewerker": "Carla Öztürk (ik)"})


def test_the_app_asks_before_the_task_leaves_the_list(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    page = choose_myself(browser, cast, task)
    assert "Doorgaan?" in page.text
    assert task.status is TaskStatus.OPEN


def test_yes_gives_the_same_as_claiming(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    choose_myself(browser, cast, task).submit("Ja")
    assert (task.status, task.assignee) == (TaskStatus.IN_PROGRESS, cast.carla)


def test_no_changes_nothing(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    page = choose_myself(browser, cast, task).click("Nee")
    assert page.status == 200
    assert (task.status, task.assignee) == (TaskStatus.OPEN, None)


def test_yes_after_somebody_else_was_first_is_a_conflict(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek)
    question = choose_myself(browser, cast, task)
    claiming.claim(task, by=accounts.user("Daan van den Berg", teams=[cast.techniek]))
    assert question.submit("Ja").status == 409


def test_open_gives_it_back(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Bewaren", {"Status": "Open"})
    assert (task.status, task.assignee) == (TaskStatus.OPEN, None)


def test_waiting_and_finished_open_their_own_part(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Bewaren", {"Status": "Wacht"})
    assert "open" in page.find("details", id="wait").attrib
    assert task.status is TaskStatus.IN_PROGRESS


def test_only_the_lead_gives_work_to_others(browser: Browser, cast: Cast) -> None:
    bram, task = cast.bram, tasks.task(cast.verhuur, assignee=cast.anna)
    values = {"status": "in_progress", "assignee": str(bram.id)}
    assert browser.sign_in(cast.anna).post(f"/tasks/{task.number}/handling", values).status == 422
    assert task.assignee == cast.anna
    assert browser.sign_in(bram).post(f"/tasks/{task.number}/handling", values).status == 200
    assert task.assignee == bram


def test_a_lead_assigns_from_the_queue_after_the_question(browser: Browser, cast: Cast) -> None:
    anna, task = cast.anna, tasks.task(cast.verhuur)
    page = browser.sign_in(cast.bram).get(f"/tasks/{task.number}")
    question = page.submit("Bewaren", {"Status": "In uitvoering", "Medewerker": "Anna de Wit"})
    question.submit("Ja")
    assert (task.assignee, task.status) == (anna, TaskStatus.IN_PROGRESS)


def test_a_wait_that_is_over_can_be_followed_by_another(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla, status=TaskStatus.WAITING, waiting_until=utcnow())
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Bewaren", {"Status": "Wacht"})
    assert page.find("details", id="wait").get("open") is not None
    assert "Bewaard" not in page.text


def test_a_colleague_without_the_status_that_goes_with_it_is_not_forgotten(browser: Browser, cast: Cast) -> None:
    task, anna = tasks.task(cast.verhuur), cast.anna
    page = browser.sign_in(cast.bram).get(f"/tasks/{task.number}")
    page = page.submit("Bewaren", {"Medewerker": anna.name})
    assert (page.status, task.assignee) == (422, None)
    assert "Kies ‘In uitvoering’ voor Anna de Wit." in page.text
