"""Acting on several rows at once, and taking it back."""

from contactapp.tasks.models import TaskStatus
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks


def test_claiming_a_choice_can_be_undone(browser: Browser, cast: Cast) -> None:
    first, second = tasks.task(cast.techniek), tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    page = browser.post("/tasks/claims", {"task": [first.number, second.number]})
    assert "2 taken opgepakt." in page.text
    page = page.submit("Ongedaan maken")
    assert "2 taken staan weer in de lijst." in page.text
    assert {first.status, second.status} == {TaskStatus.OPEN}


def test_making_a_choice_urgent_and_back(browser: Browser, cast: Cast) -> None:
    urgent, ordinary = tasks.task(cast.techniek, urgent=True), tasks.task(cast.techniek)
    browser.sign_in(cast.carla)
    page = browser.post("/tasks/urgencies", {"task": [urgent.number, ordinary.number]})
    assert "1 taak gewijzigd." in page.text
    assert (urgent.urgent, ordinary.urgent) == (True, True)
    page.submit("Ongedaan maken")
    assert (urgent.urgent, ordinary.urgent) == (True, False)


def test_one_task_of_strangers_stops_the_whole_choice(browser: Browser, cast: Cast) -> None:
    mine, foreign = tasks.task(cast.techniek), tasks.task(cast.verhuur)
    browser.sign_in(cast.carla)
    for path in ("/tasks/claims", "/tasks/urgencies"):
        assert browser.post(path, {"task": [mine.number, foreign.number]}).status == 404
    assert (mine.status, mine.urgent) == (TaskStatus.OPEN, False)


def test_choosing_nothing_says_so(browser: Browser, cast: Cast) -> None:
    _ = cast.techniek
    assert "Kies eerst een of meer taken." in browser.sign_in(cast.carla).post("/tasks/claims").text
