"""A new task: team, deadline, number, ticket (R23, R46, R50)."""

from datetime import timedelta

import pytest
from flask import Flask

from contactapp.clock import utcnow
from contactapp.events.log import events_of
from contactapp.interactions.models import TicketStatus
from contactapp.tasks import office
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import TaskStatus, TaskTypeStep, TermUnit
from contactapp.tasks.refusals import TeamNeeded
from contactapp.tasks.terms import term_words
from tests.support.cast import Cast
from tests.support.make import interactions, tasks


def test_without_a_team_it_is_refused(cast: Cast) -> None:
    with pytest.raises(TeamNeeded, match="Kies een team"):
        create_task(TaskValues(type=tasks.task_type(), title="Zonder team"), by=cast.anna)


def test_the_type_gives_team_urgency_deadline_and_checklist(cast: Cast) -> None:
    steps = [TaskTypeStep(position=1, text="Klant bellen")]
    kind = tasks.task_type(team=cast.techniek, urgent=True, term=2, steps=steps)
    task = create_task(TaskValues(type=kind, title="Lekkage"), by=cast.anna)
    assert (task.team, task.urgent, task.status) == (cast.techniek, True, TaskStatus.OPEN)
    assert task.deadline_at == office.calendar().add_working_days(task.created_at, 2)
    assert [step.text for step in task.steps] == ["Klant bellen"]
    assert task.number.startswith("TK")
    assert [event.data for event in events_of(task)] == [{"team": "Techniek"}]


def test_what_a_template_says_wins_over_the_type(cast: Cast) -> None:
    kind = tasks.task_type(team=cast.techniek, term=9)
    task = create_task(TaskValues(type=kind, title="Snel", team=cast.verhuur, term_working_days=1), by=cast.anna)
    assert task.team == cast.verhuur
    assert task.deadline_at == office.calendar().add_working_days(task.created_at, 1)


def test_a_deadline_that_was_chosen_wins_over_everything(cast: Cast) -> None:
    chosen = utcnow() + timedelta(days=40)
    kind = tasks.task_type(team=cast.techniek, term=2, term_unit=TermUnit.WORKING_HOURS)
    values = TaskValues(type=kind, title="Later", deadline_at=chosen, term_working_days=1)
    assert create_task(values, by=None).deadline_at == chosen


def test_it_opens_its_ticket_and_takes_its_contact(cast: Cast) -> None:
    ticket = interactions.ticket(status=TicketStatus.SETTLED)
    task = create_task(
        TaskValues(type=tasks.task_type(team=cast.techniek), title="Vervolg", ticket=ticket), by=cast.anna
    )
    assert (ticket.status, task.contact) == (TicketStatus.OPEN, ticket.contact)


def test_it_remembers_which_team_sent_it(cast: Cast) -> None:
    task = create_task(TaskValues(type=tasks.task_type(team=cast.techniek), title="Van Verhuur"), by=cast.anna)
    assert task.sent_by_team_id == cast.verhuur.id


def test_terms_read_as_people_say_them(app: Flask) -> None:
    assert term_words(1, TermUnit.WORKING_DAYS) == "1 werkdag"
    assert term_words(3, TermUnit.WORKING_DAYS) == "3 werkdagen"
    assert term_words(0, TermUnit.WORKING_DAYS) == "dezelfde werkdag"
    assert term_words(4, TermUnit.WORKING_HOURS) == "4 werkuren"
