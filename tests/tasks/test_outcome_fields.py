"""What a kind of task asks when it is finished, besides the outcome in words."""

import pytest

from contactapp.events.log import events_of
from contactapp.interactions.models import TicketStatus
from contactapp.tasks import closing, queries
from contactapp.tasks.models import Task, TaskStatus, TaskType
from contactapp.tasks.outcomes import Answer, AnswerNeeded, FieldKind, OutcomeField
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts, interactions, tasks

ASKED = [
    OutcomeField("Datum afspraak", FieldKind.DATE, required=True),
    OutcomeField("Aannemer", FieldKind.CHOICE, required=True, choices=("Bos", "De Vries")),
    OutcomeField("Bonnummer"),
]
ANSWERED = {"Datum afspraak": "2026-11-26", "Aannemer": "Bos"}


def asking_type() -> TaskType:
    return tasks.task_type("Reparatie", outcome_fields=[one.stored() for one in ASKED])


def repair(cast: Cast, **values: object) -> Task:
    return tasks.task(cast.techniek, type=asking_type(), assignee=cast.carla, **values)


def test_what_is_asked_is_stored_shown_and_recorded(browser: Browser, cast: Cast) -> None:
    task = repair(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    page = page.submit("Afronden", {"Wat is de uitkomst?": "Komt in orde."} | ANSWERED)
    assert task.answers == [
        Answer("Datum afspraak", FieldKind.DATE, "2026-11-26"),
        Answer("Aannemer", FieldKind.CHOICE, "Bos"),
    ]
    assert "26 november 2026" in page.text
    answered, finished = events_of(task)
    assert answered.data == {"answers": "Datum afspraak: 26 november 2026; Aannemer: Bos"}
    assert finished.verb == "task.finished"


@pytest.mark.parametrize("missing", ["Datum afspraak", "Aannemer"])
def test_what_is_required_is_said_at_the_field_and_the_text_is_kept(browser: Browser, cast: Cast, missing: str) -> None:
    task = repair(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    values = {"Wat is de uitkomst?": "Komt in orde.", "Bonnummer": "B-12"} | ANSWERED | {missing: ""}
    page = page.submit("Afronden", values)
    assert page.status == 422
    assert f"Vul ‘{missing}’ in." in page.text
    kept = page.form("Afronden").data()
    assert (kept["outcome"], kept["answer_2"]) == ("Komt in orde.", "B-12")
    assert task.status is TaskStatus.IN_PROGRESS


def test_no_other_way_goes_round_what_is_required(cast: Cast) -> None:
    for given in ({}, ANSWERED | {"Aannemer": "Iemand"}, ANSWERED | {"Datum afspraak": "morgen"}):
        with pytest.raises(AnswerNeeded):
            closing.finish(repair(cast), outcome="Ja", by=cast.carla, answers=given)


def test_what_was_answered_stays_readable_when_the_type_asks_something_else(browser: Browser, cast: Cast) -> None:
    task = repair(cast)
    closing.finish(task, outcome="Ja", by=cast.carla, answers=ANSWERED)
    task.type.outcome_fields = None
    assert "Datum afspraak" in browser.sign_in(cast.carla).get(f"/tasks/{task.number}").text


def test_a_reopened_task_starts_with_what_was_answered(browser: Browser, cast: Cast) -> None:
    task = repair(cast)
    closing.finish(task, outcome="Ja", by=cast.carla, answers=ANSWERED)
    closing.reopen(task, reason="Toch niet", by=cast.carla)
    data = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").form("Afronden").data()
    assert (data["answer_0"], data["answer_1"]) == ("2026-11-26", "Bos")


def test_on_the_ticket_only_who_may_read_the_task_reads_the_answers(browser: Browser, cast: Cast) -> None:
    household = contacts.household()
    ticket = interactions.ticket(contact=household, status=TicketStatus.OPEN)
    task = repair(cast, ticket=ticket, contact=household)
    closing.finish(task, outcome="Ja", by=cast.carla, answers=ANSWERED)
    path = f"/tickets/{ticket.number}"
    assert "Aannemer: Bos" in browser.sign_in(cast.carla).get(path).text
    assert "Aannemer" not in browser.sign_in(cast.anna).get(path).text


def test_the_administrator_says_what_is_asked(browser: Browser, cast: Cast) -> None:
    kind = asking_type()
    page = browser.sign_in(cast.dirk).get(f"/admin/task-types/{kind.code}")
    data = page.form("Bewaren").data()
    assert (data["outcomes-1-label"], data["outcomes-1-choices"]) == ("Aannemer", "Bos, De Vries")
    more = {"outcomes-2-label": "", "outcomes-3-label": "Kleur", "outcomes-3-kind": "choice"}
    refused = page.submit("Bewaren", more)
    assert refused.status == 422
    assert "Geef ‘Kleur’ minstens twee keuzes." in refused.text
    assert refused.form("Bewaren").data()["outcomes-3-label"] == "Kleur"
    assert page.submit("Bewaren", {"outcomes-2-label": "Aannemer"}).status == 422
    page.submit("Bewaren", more | {"outcomes-3-choices": "rood, blauw, rood"})
    saved = queries.task_type(kind.code)
    assert saved is not None
    assert saved.asks == [*ASKED[:2], OutcomeField("Kleur", FieldKind.CHOICE, choices=("rood", "blauw"))]


def test_an_answer_finds_its_question_when_the_questions_changed_meanwhile(browser: Browser, cast: Cast) -> None:
    task = repair(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    task.type.outcome_fields = [one.stored() for one in (OutcomeField("Kleur"), ASKED[2], *ASKED[:2])]
    page.submit("Afronden", {"Wat is de uitkomst?": "Ja", "Bonnummer": "B-12"} | ANSWERED)
    assert {answer.label: answer.value for answer in task.answers} == ANSWERED | {"Bonnummer": "B-12"}


def test_an_answer_to_what_is_not_asked_any_more_is_given_back(browser: Browser, cast: Cast) -> None:
    task = repair(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    task.type.outcome_fields = [one.stored() for one in ASKED[:2]]
    page = page.submit("Afronden", {"Wat is de uitkomst?": "Ja", "Bonnummer": "B-12"} | ANSWERED)
    assert (page.status, task.status) == (422, TaskStatus.IN_PROGRESS)
    assert "‘Bonnummer’ wordt niet meer gevraagd. Je antwoord was: B-12" in page.text
    page.submit("Afronden", {"Wat is de uitkomst?": "Ja, met bon B-12."})
    assert (task.outcome, task.status) == ("Ja, met bon B-12.", TaskStatus.DONE)
