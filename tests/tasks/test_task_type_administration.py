"""The administrator keeps the kinds of task."""

from contactapp.events.log import events_of
from contactapp.tasks import queries
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import TermUnit
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import tasks

TOO_FAR = {"Plaats in de lijst": "99999999999"}


def test_a_new_type_gives_new_tasks_their_team_term_and_checklist(browser: Browser, cast: Cast) -> None:
    _ = cast.techniek
    values = {
        "Naam": "Monteur sturen",
        "Code": "monteur-sturen",
        "Standaardteam": "Techniek",
        "Termijn": "4",
        "Eenheid": "werkuren",
        "Checklist": "Adres nagaan\n\nMonteur bellen",
    }
    page = browser.sign_in(cast.dirk).get("/admin/task-types/new").submit("Bewaren", values)
    assert "4 werkuren" in page.text
    kind = queries.task_type("monteur-sturen")
    assert kind is not None
    task = create_task(TaskValues(type=kind, title="Kraan"), by=cast.anna)
    assert (task.team, task.term, task.term_unit) == (cast.techniek, 4, TermUnit.WORKING_HOURS)
    assert [step.text for step in task.steps] == ["Adres nagaan", "Monteur bellen"]
    assert events_of(kind)[-1].verb == "task-type.saved"


def test_changing_a_type_leaves_running_tasks_alone(browser: Browser, cast: Cast) -> None:
    kind = tasks.task_type("Uitzoeken", team=cast.techniek)
    task = create_task(TaskValues(type=kind, title="Kraan"), by=cast.anna)
    deadline = task.deadline_at
    page = browser.sign_in(cast.dirk).get(f"/admin/task-types/{kind.code}")
    assert page.form("Bewaren").data()["team"] == str(cast.techniek.id)
    page.submit("Bewaren", {"Termijn": "1", "Checklist": "Bellen", "Te kiezen bij nieuwe taken": False})
    assert (kind.term, kind.active, kind.team) == (1, False, cast.techniek)
    assert (task.deadline_at, task.steps) == (deadline, [])
    assert kind not in queries.task_types()


def test_what_makes_no_sense_is_refused_and_kept(browser: Browser, cast: Cast) -> None:
    kind = tasks.task_type()
    new = browser.sign_in(cast.dirk).get("/admin/task-types/new")
    for code in ("", "Met Spaties", kind.code):
        page = new.submit("Bewaren", {"Naam": "Nog een", "Code": code})
        assert page.status == 422
        assert page.form("Bewaren").data()["name"] == "Nog een"
    page = browser.get(f"/admin/task-types/{kind.code}")
    for wrong in ({"Termijn": "veel"}, {"Termijn": "-1"}, {"Naam": ""}, {"Checklist": "x" * 201}, TOO_FAR):
        assert page.submit("Bewaren", wrong).status == 422


def test_only_the_administrator_keeps_types(browser: Browser, cast: Cast) -> None:
    kind = tasks.task_type()
    browser.sign_in(cast.bram)
    for path in ("/admin/task-types", "/admin/task-types/new", f"/admin/task-types/{kind.code}"):
        assert browser.get(path).status == 403
    assert browser.post(f"/admin/task-types/{kind.code}", {"name": "Mijne"}).status == 403
    assert browser.sign_in(cast.dirk).get("/admin/task-types/bestaat-niet").status == 404
