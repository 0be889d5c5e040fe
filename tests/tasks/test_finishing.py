"""Outcome, the question whether the customer knows, closing and reopening (R24, R44, R45)."""

import threading

import pytest
from flask import Flask

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.interactions.models import MomentKind, TicketStatus
from contactapp.tasks import closing
from contactapp.tasks.models import Task, TaskStatus
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, interactions, tasks

OUTCOME = "Nieuwe afspraak: woensdag 9.30 uur."


def with_ticket(cast: Cast, **values: object) -> Task:
    household = contacts.household()
    contacts.role(contacts.person("Tesfay", initials="S.", name_prefix=""), household)
    ticket = interactions.ticket(contact=household, status=TicketStatus.OPEN)
    return tasks.task(cast.techniek, ticket=ticket, contact=household, assignee=cast.carla, **values)


def test_finishing_without_an_outcome_is_refused(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Afronden", {"Notitie": "Gebeld met haar."})
    assert page.status == 422
    assert "Vul in wat de uitkomst is" in page.text
    assert "Gebeld met haar." in page.text
    assert task.status is TaskStatus.IN_PROGRESS


def test_after_an_error_one_still_says_with_whom_one_spoke(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Afronden")
    assert page.status == 422
    assert "S. Tesfay (hoofdhuurder)" in page.text
    page.submit("Afronden", {"Wat is de uitkomst?": OUTCOME, "Notitie": "Verteld."})
    assert task.ticket is not None
    (moment,) = task.ticket.contact_moments
    assert moment.person is not None
    assert moment.person.surname == "Tesfay"


def test_yes_records_the_feedback_on_the_same_ticket(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    page.submit("Afronden", {"Wat is de uitkomst?": OUTCOME, "Notitie": "Mevrouw weet dat Klaas komt."})
    assert (task.status, task.outcome) == (TaskStatus.DONE, OUTCOME)
    assert task.ticket is not None
    (moment,) = task.ticket.contact_moments
    assert (moment.kind, moment.note, moment.author) == (
        MomentKind.FEEDBACK,
        "Mevrouw weet dat Klaas komt.",
        cast.carla,
    )
    assert moment.person is not None
    assert moment.person.surname == "Tesfay"
    assert task.ticket.status is TicketStatus.SETTLED


def test_a_hand_made_channel_is_refused_and_the_words_stay(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    sent = {"outcome": OUTCOME, "informed": "yes", "channel": "POSTDUIF", "note": "Verteld."}
    page = browser.sign_in(cast.carla).post(f"/tasks/{task.number}/outcome", sent)
    assert page.status == 422
    assert page.form("Afronden").data()["note"] == "Verteld."
    assert task.status is TaskStatus.IN_PROGRESS


@pytest.mark.parametrize(("length", "hidden"), [(999, True), (1000, False)])
def test_a_long_note_is_called_long_and_not_too_long(browser: Browser, cast: Cast, length: int, hidden: bool) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Afronden", {"Notitie": "a" * length})
    counter = page.find("p", id="finish-note-length")
    assert (counter.get("hidden") is not None) is hidden
    assert f"{length} tekens. Andere systemen" in (counter.text or "")
    assert page.find_all(id="finish-note-counter") == []


def test_no_keeps_the_outcome_in_the_task_only(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    page.submit("Afronden", {"Wat is de uitkomst?": OUTCOME, "Nee, de uitkomst blijft alleen in de taak": True})
    assert task.status is TaskStatus.DONE
    assert task.ticket is not None
    assert task.ticket.contact_moments == []


def test_yes_without_a_note_is_refused_and_nothing_is_stored(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    page = page.submit("Afronden", {"Wat is de uitkomst?": OUTCOME})
    assert page.status == 422
    assert OUTCOME in page.text
    assert task.status is TaskStatus.IN_PROGRESS


def test_what_is_missing_is_said_of_a_question_without_a_colon(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Afronden", {"Wat is de uitkomst?": ""})
    assert "Wat is de uitkomst? Vul" in page.text
    assert "?:" not in page.text


def test_finish_and_next_goes_to_my_most_pressing_task(browser: Browser, cast: Cast) -> None:
    task, coming = with_ticket(cast), tasks.task(cast.techniek, "Daarna dit", assignee=cast.carla)
    values = {"Wat is de uitkomst?": OUTCOME, "Nee, de uitkomst blijft alleen in de taak": True}
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Afronden en volgende", values)
    assert page.heading == coming.title


def test_a_ticket_with_another_open_task_stays_open(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    tasks.task(cast.verhuur, ticket=task.ticket)
    closing.finish(task, outcome=OUTCOME, by=cast.carla)
    assert task.ticket is not None
    assert task.ticket.status is TicketStatus.OPEN


def test_cancelling_asks_a_reason_and_makes_no_contact_moment(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Taak annuleren")
    assert page.status == 422
    page.submit("Taak annuleren", {"Waarom hoeft het niet meer?": "Dubbel gemeld."})
    assert task.status is TaskStatus.CANCELLED
    assert task.ticket is not None
    assert (task.ticket.contact_moments, task.ticket.status) == ([], TicketStatus.SETTLED)


def test_a_closed_task_refuses_every_hand_made_edit(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    closing.finish(task, outcome=OUTCOME, by=cast.carla)
    browser.sign_in(cast.carla)
    edits = {
        "claim": {}, "handling": {"status": "open"}, "messages": {"text": "Nog iets"}, "give-back": {},
        "handover": {"to": f"team:{cast.verhuur.id}", "reason": "x"}, "return": {"reason": "x"},
        "takeover": {"reason": "x"}, "waiting": {"waiting_for": "customer", "until": "2030-01-01"}, "resumption": {},
        "plan": {"deadline": "2030-01-01T12:00", "reason": "x"}, "outcome": {"outcome": "Anders"},
        "cancellation": {"reason": "x"}, "call-attempts": {}, "calls": {},
    }  # fmt: skip
    before = len(events_of(task))
    for noun, values in edits.items():
        assert browser.post(f"/tasks/{task.number}/{noun}", values).status == 409, noun
    assert (task.status, task.outcome, task.messages) == (TaskStatus.DONE, OUTCOME, [])
    assert len(events_of(task)) == before


def test_reopening_asks_a_reason_and_opens_the_ticket_again(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    closing.finish(task, outcome=OUTCOME, by=cast.carla)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    assert "Deze taak is gesloten" in page.text
    page = page.submit("Heropenen")
    assert page.status == 422
    page = page.submit("Heropenen", {"Waarom heropen je de taak?": "De monteur kwam niet."})
    assert (task.status, task.assignee) == (TaskStatus.IN_PROGRESS, cast.carla)
    assert "De monteur kwam niet." in page.text
    assert task.ticket is not None
    assert task.ticket.status is TicketStatus.OPEN


def test_finishing_twice_is_a_conflict_not_a_second_contact_moment(browser: Browser, cast: Cast) -> None:
    task = with_ticket(cast)
    form = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").form("Afronden")
    form.fill({"Wat is de uitkomst?": OUTCOME, "Notitie": "Verteld."})
    for _ in range(2):
        assert browser.send(form.action, form.data()).status == 200
    assert task.ticket is not None
    assert len(task.ticket.contact_moments) == 1


@pytest.mark.parametrize("act", ["finish", "cancel"])
def test_two_who_close_the_last_tasks_at_once_settle_the_ticket(committing_app: Flask, act: str) -> None:
    team = accounts.team("Techniek")
    carla = accounts.user("Carla Öztürk", teams=[team])
    ticket = interactions.ticket(contact=contacts.household(), status=TicketStatus.OPEN)
    mine, theirs = (tasks.task(team, ticket=ticket) for _ in range(2))
    db.session.commit()
    close(mine, act, carla)
    db.session.flush()

    def close_the_other(task_id: int, user_id: int) -> None:
        with committing_app.app_context():
            close(db.session.get_one(Task, task_id), act, db.session.get_one(User, user_id))
            db.session.commit()

    other = threading.Thread(target=close_the_other, args=(theirs.id, carla.id))
    other.start()
    other.join(0.3)  # it must wait until it can see that the first is closed
    db.session.commit()
    other.join()
    db.session.refresh(ticket)
    assert ticket.status is TicketStatus.SETTLED


def close(task: Task, act: str, user: User) -> None:
    if act == "finish":
        closing.finish(task, outcome=OUTCOME, by=user)
    else:
        closing.cancel(task, reason="Dubbel gemeld.", by=user)
