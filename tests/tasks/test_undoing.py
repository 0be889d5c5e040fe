"""Undo, not confirm: ten seconds to take back what one did to a task."""

from datetime import datetime, time, timedelta

from contactapp.clock import AMSTERDAM, local_today, utcnow
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.interactions.models import Ticket, TicketStatus
from contactapp.tasks import calling, claiming, conversing, handing_over, handling, planning, undoing, waiting
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from contactapp.tasks.notifications import unread
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, contacts, tasks

WHY = "Dit gaat over de huur."


def test_a_hand_over_comes_back_from_the_other_team(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Huurverlaging", assignee=cast.carla)
    _ = cast.verhuur
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    page = page.submit("Overdragen", {"Aan wie?": "Team Verhuur", "Waarom draag je over?": WHY})
    page = page.submit("Ongedaan maken")
    assert page.heading == "Huurverlaging"
    assert (task.team, task.assignee, task.status) == (cast.techniek, cast.carla, TaskStatus.IN_PROGRESS)
    assert [event.verb for event in events_of(task)] == ["task.handed-over", "task.hand-over-undone"]


def test_the_colleague_who_had_it_for_a_moment_is_not_told(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek])
    task = tasks.task(cast.techniek, assignee=cast.carla)
    handing_over.hand_over(task, daan, by=cast.carla, reason=WHY)
    assert db.session.scalar(unread(daan)) == 1
    browser.sign_in(cast.carla).post(f"/tasks/{task.number}/undo")
    assert (db.session.scalar(unread(daan)), task.assignee) == (0, cast.carla)


def test_a_wait_is_taken_back_with_its_deadline(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    before = task.deadline_at
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    until = local_today() + timedelta(days=30)
    page = page.submit("Op wachten zetten", {"Tot wanneer?": until.isoformat()})
    assert task.deadline_at > before
    page.submit("Ongedaan maken")
    assert (task.status, task.deadline_at, task.waiting_until) == (TaskStatus.IN_PROGRESS, before, None)


def finished(cast: Cast) -> Task:
    ticket = Ticket.open_for(contacts.household(), "Kraan", by=cast.anna)
    return tasks.task(cast.techniek, "Kraan", assignee=cast.carla, ticket=ticket)


def test_finishing_is_taken_back_and_the_outcome_stands_in_the_form(browser: Browser, cast: Cast) -> None:
    task = finished(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    page = page.submit(
        "Afronden", {"Wat is de uitkomst?": "Leertje vervangen.", "Nee, de uitkomst blijft alleen in de taak": True}
    )
    assert task.ticket is not None
    assert task.ticket.status is TicketStatus.SETTLED
    page = page.submit("Ongedaan maken")
    assert (task.status, task.closed_at, task.ticket.status) == (TaskStatus.IN_PROGRESS, None, TicketStatus.OPEN)
    assert page.form("Afronden").data()["outcome"] == "Leertje vervangen."


def test_what_the_tenant_was_told_cannot_be_undone_and_it_says_why(browser: Browser, cast: Cast) -> None:
    task = finished(cast)
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}")
    values = {
        "Wat is de uitkomst?": "Leertje vervangen.",
        "Ja, ik leg het contactmoment vast": True,
        "Notitie": "Gebeld.",
    }
    page = page.submit("Afronden", values)
    assert "het contactmoment is vastgelegd" in page.text
    assert not page.find_all("form", action=f"/tasks/{task.number}/undo")
    answer = browser.post(f"/tasks/{task.number}/undo")
    assert answer.status == 409
    assert "het contactmoment is al vastgelegd" in answer.text
    assert task.status is TaskStatus.DONE


def test_undoing_twice_or_after_somebody_else_acted_is_refused(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek])
    task = tasks.task(cast.techniek, assignee=cast.carla)
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=1), by=cast.carla)
    assert browser.sign_in(daan).post(f"/tasks/{task.number}/undo").status == 409
    browser.sign_in(cast.carla)
    assert browser.post(f"/tasks/{task.number}/undo").status == 200
    assert browser.post(f"/tasks/{task.number}/undo").status == 409
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=1), by=cast.carla)
    waiting.resume(task, by=daan)
    assert browser.post(f"/tasks/{task.number}/undo").status == 409


def test_after_fifteen_seconds_it_is_too_late(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=1), by=cast.carla)
    events_of(task)[-1].at = utcnow() - timedelta(seconds=16)
    db.session.flush()
    assert browser.sign_in(cast.carla).post(f"/tasks/{task.number}/undo").status == 409
    assert task.status is TaskStatus.WAITING


def test_a_message_meanwhile_does_not_stand_in_the_way(cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    handing_over.hand_over(task, cast.verhuur, by=cast.carla, reason=WHY)
    conversing.add_message(task, "Ik keek er al naar.", by=cast.anna)
    undoing.take_back(task, by=cast.carla)
    assert task.assignee == cast.carla


def test_a_stranger_finds_nothing_to_undo(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    handing_over.hand_over(task, cast.bram, by=cast.carla, reason=WHY)
    handing_over.hand_over(task, cast.carla, by=cast.bram, reason=WHY)
    assert browser.sign_in(cast.anna).post(f"/tasks/{task.number}/undo").status == 404


def test_what_takes_a_task_off_ones_hands_comes_back(browser: Browser, cast: Cast) -> None:
    task = tasks.task(cast.techniek, "Lekkage", assignee=cast.carla, created_by=cast.anna)
    task.claimed_at = utcnow() - timedelta(hours=1)
    browser.sign_in(cast.carla)
    for button, values in (
        ("Teruggeven", {}),
        ("Niet voor ons", {"Waarom draag je over?": WHY}),
        ("Taak annuleren", {"Waarom hoeft het niet meer?": WHY}),
    ):
        before = (task.status, task.assignee, task.claimed_at)
        page = browser.get(f"/tasks/{task.number}").submit(button, values)
        assert before != (task.status, task.assignee, task.claimed_at), button
        assert page.submit("Ongedaan maken").heading == "Lekkage"
        assert before == (task.status, task.assignee, task.claimed_at), button
    assert db.session.scalar(unread(cast.anna)) == 0


def test_kind_deadline_and_urgency_come_back_together(cast: Cast) -> None:
    task = tasks.task(cast.techniek, assignee=cast.carla)
    before = (task.type, task.deadline_at, task.urgent)
    plan = planning.Plan(tasks.task_type("Anders"), utcnow() + timedelta(days=90), urgent=True, reason=WHY)
    assert planning.change_plan(task, plan, by=cast.carla)
    undoing.take_back(task, by=cast.carla)
    assert (task.type, task.deadline_at, task.urgent) == before


def test_an_attempt_noted_by_mistake_does_not_count(cast: Cast) -> None:
    task = tasks.task(cast.techniek, type=tasks.task_type(is_callback=True), assignee=cast.carla)
    calling.note_call_attempt(task, by=cast.carla)
    undoing.take_back(task, by=cast.carla)
    assert (task.call_attempts, task.call_from) == (0, None)


def test_a_refusal_to_undo_says_who_acted_since(browser: Browser, cast: Cast) -> None:
    daan = accounts.user("Daan van den Berg", teams=[cast.techniek])
    task = tasks.task(cast.techniek, assignee=cast.carla)
    claiming.give_back(task, by=cast.carla)
    claiming.claim(task, by=daan)
    answer = browser.sign_in(cast.carla).post(f"/tasks/{task.number}/undo")
    assert answer.status == 409
    assert "Daan van den Berg pakte de taak op." in answer.text
    assert task.assignee == daan


def test_saving_the_plan_as_it_is_does_not_lose_the_act_before_it(cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.anna)
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=2), by=cast.anna)
    planning.change_plan(task, planning.Plan(task.type, task.deadline_at, task.urgent, ""), by=cast.anna)
    undoing.take_back(task, by=cast.anna)
    assert task.status is TaskStatus.IN_PROGRESS


def test_saving_an_appointment_as_it_is_offers_no_undo_of_what_came_before(browser: Browser, cast: Cast) -> None:
    begins = datetime.combine(local_today() + timedelta(days=1), time(14), AMSTERDAM)
    appointment = calling.Appointment(begins, begins + timedelta(hours=1), "+31612345678", "Over de ketel")
    task = tasks.task(cast.techniek, type=tasks.task_type(is_callback=True), assignee=cast.carla)
    assert calling.plan_call(task, appointment, by=cast.carla)
    planning.set_urgent(task, True, by=accounts.user("Daan van den Berg", teams=[cast.techniek]))
    page = browser.sign_in(cast.carla).get(f"/tasks/{task.number}").submit("Belafspraak bewaren")
    assert (page.status, page.find_all("form", action=f"/tasks/{task.number}/undo")) == (200, [])
    assert browser.post(f"/tasks/{task.number}/undo").status == 409
    assert task.urgent


def test_what_an_earlier_owner_was_told_stays_when_another_loses_it_again(cast: Cast) -> None:
    task, eva = tasks.task(cast.verhuur), accounts.user("Eva Smit", teams=[cast.verhuur])
    claiming.assign(task, cast.anna, by=cast.bram)
    claiming.assign(task, eva, by=cast.bram)
    undoing.take_back(task, by=cast.bram)
    assert task.assignee == cast.anna
    assert (db.session.scalar(unread(cast.anna)), db.session.scalar(unread(eva))) == (1, 0)


def test_the_long_way_from_a_wait_to_a_colleague_comes_back_as_one_act(cast: Cast) -> None:
    task = tasks.task(cast.verhuur, assignee=cast.bram)
    waiting.wait(task, WaitingFor.CUSTOMER, until=utcnow() + timedelta(days=9), by=cast.bram)
    before = (task.status, task.assignee, task.deadline_at, task.waiting_until)
    assert handling.apply(task, handling.Choice(TaskStatus.IN_PROGRESS, cast.anna), by=cast.bram)
    assert (task.status, task.assignee) == (TaskStatus.IN_PROGRESS, cast.anna)
    undoing.take_back(task, by=cast.bram)
    assert (task.status, task.assignee, task.deadline_at, task.waiting_until) == before
