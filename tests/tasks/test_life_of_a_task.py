"""Random people do random things to a task; a small model says what must come of it.

The model knows nothing of the code: a status, a team, who has it, and which acts are refused. After every act the
database must agree. TASK_STEPS makes the walk longer.
"""

import os
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import Flask
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.interactions.models import Ticket, TicketStatus
from contactapp.tasks import claiming, closing, conversing, handing_over, undoing, waiting
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from contactapp.web.errors import DomainError
from tests.support.make import accounts, contacts, tasks

STEPS = int(os.environ.get("TASK_STEPS", "1000"))
WORDS = st.sampled_from(["", "  ", "Omdat het zo is.", "Ja"])
CLOSED = {"done", "cancelled"}


@dataclass
class Model:
    """What the oracle remembers of the task."""

    status: str
    team: str
    owner: str | None = None
    outcome: str = ""
    messages: int = 0
    events: int = 1


class LifeOfATask(RuleBasedStateMachine):
    """One task, two teams, four colleagues."""

    teams: dict[str, Team]
    people: dict[str, User]
    last: tuple[str, Model] | None

    @initialize()
    def a_new_task(self) -> None:
        self.ticket = Ticket.open_for(contacts.household(), "Onderwerp", by=None)
        kind = tasks.task_type()
        self.task: Task = create_task(
            TaskValues(type=kind, title="Taak", team=self.teams["A"], ticket=self.ticket), by=None
        )
        db.session.flush()
        self.model, self.last = Model("open", "A"), None

    def attempt(self, allowed: bool, act: object) -> bool:
        """Do it; it must be refused exactly when the model says so."""
        try:
            act()  # type: ignore[operator]
            db.session.flush()
        except DomainError:
            assert not allowed, "the model allows what the task refuses"
            return False
        assert allowed, "the task allows what the model refuses"
        return True

    def may_be_undone(self, who: str) -> None:
        """Whoever does this can take it back, until something else happens."""
        self.last = (who, replace(self.model))

    @property
    def is_open(self) -> bool:
        return self.model.status not in CLOSED

    @rule(who=st.sampled_from("abcd"))
    def claim(self, who: str) -> None:
        m = self.model
        mine = m.status in {"in_progress", "waiting"} and m.owner == who
        if (
            self.attempt(m.status == "open" or mine, lambda: claiming.claim(self.task, by=self.people[who]))
            and not mine
        ):
            self.may_be_undone(who)
            m.status, m.owner, m.events = "in_progress", who, m.events + 1

    @rule(who=st.sampled_from("abcd"))
    def take_back(self, who: str) -> None:
        m, (doer, before) = self.model, self.last or (None, self.model)
        if self.attempt(doer == who, lambda: undoing.take_back(self.task, by=self.people[who])):
            m.status, m.team, m.owner, m.events = before.status, before.team, before.owner, m.events + 1
            self.last = None

    @rule(who=st.sampled_from("abcd"))
    def undo(self, who: str) -> None:
        m = self.model
        # The walk is faster than the ten seconds, so undoing depends on who has it only.
        if self.attempt(
            m.status == "in_progress" and m.owner == who, lambda: claiming.undo_claim(self.task, by=self.people[who])
        ):
            m.status, m.owner, m.events, self.last = "open", None, m.events + 1, None

    @rule(who=st.sampled_from("abcd"))
    def give_back(self, who: str) -> None:
        m, moved = self.model, self.model.status in {"in_progress", "waiting"}
        if self.attempt(self.is_open, lambda: claiming.give_back(self.task, by=self.people[who])):
            if moved:
                self.may_be_undone(who)
            m.status, m.owner, m.events = "open", None, m.events + moved

    @rule(who=st.sampled_from("abcd"), to=st.sampled_from("AB"), why=WORDS)
    def hand_over_to_team(self, who: str, to: str, why: str) -> None:
        allowed = self.is_open and bool(why.strip())
        if self.attempt(
            allowed, lambda: handing_over.hand_over(self.task, self.teams[to], by=self.people[who], reason=why)
        ):
            self.may_be_undone(who)
            self.model.status, self.model.team, self.model.owner = "open", to, None
            self.model.events += 1

    @rule(who=st.sampled_from("abcd"), to=st.sampled_from("abcd"), why=WORDS)
    def hand_over_to_colleague(self, who: str, to: str, why: str) -> None:
        allowed = self.is_open and bool(why.strip())
        if self.attempt(
            allowed, lambda: handing_over.hand_over(self.task, self.people[to], by=self.people[who], reason=why)
        ):
            self.may_be_undone(who)
            self.model.status = "in_progress" if self.model.status == "open" else self.model.status
            self.model.owner, self.model.events = to, self.model.events + 1

    @rule(who=st.sampled_from("abcd"), days=st.integers(1, 20))
    def wait(self, who: str, days: int) -> None:
        until, m = utcnow() + timedelta(days=days), self.model
        if self.attempt(
            self.is_open, lambda: waiting.wait(self.task, WaitingFor.CUSTOMER, until=until, by=self.people[who])
        ):
            self.may_be_undone(who)
            m.owner, m.status, m.events = m.owner or who, "waiting", m.events + 1

    @rule(who=st.sampled_from("abcd"))
    def resume(self, who: str) -> None:
        if self.attempt(self.model.status == "waiting", lambda: waiting.resume(self.task, by=self.people[who])):
            self.may_be_undone(who)
            self.model.status, self.model.events = "in_progress", self.model.events + 1

    @rule(who=st.sampled_from("abcd"), text=WORDS)
    def write(self, who: str, text: str) -> None:
        if self.attempt(
            self.is_open and bool(text.strip()), lambda: conversing.add_message(self.task, text, by=self.people[who])
        ):
            self.model.messages, self.model.events = self.model.messages + 1, self.model.events + 1

    @rule(who=st.sampled_from("abcd"), outcome=WORDS)
    def finish(self, who: str, outcome: str) -> None:
        m, allowed = self.model, self.is_open and bool(outcome.strip())
        if self.attempt(allowed, lambda: closing.finish(self.task, outcome=outcome, by=self.people[who])):
            self.may_be_undone(who)
            m.owner, m.status, m.outcome, m.events = m.owner or who, "done", outcome.strip(), m.events + 1

    @rule(who=st.sampled_from("abcd"), why=WORDS)
    def cancel(self, who: str, why: str) -> None:
        allowed = self.is_open and bool(why.strip())
        if self.attempt(allowed, lambda: closing.cancel(self.task, reason=why, by=self.people[who])):
            self.may_be_undone(who)
            self.model.status, self.model.events = "cancelled", self.model.events + 1

    @rule(who=st.sampled_from("abcd"), why=WORDS)
    def reopen(self, who: str, why: str) -> None:
        m, allowed = self.model, not self.is_open and bool(why.strip())
        if self.attempt(allowed, lambda: closing.reopen(self.task, reason=why, by=self.people[who])):
            self.may_be_undone(who)
            m.status, m.events = "in_progress" if m.owner else "open", m.events + 1

    @invariant()
    def the_database_agrees(self) -> None:
        if not hasattr(self, "task"):
            return
        db.session.flush()
        db.session.refresh(self.task)
        m, owner = self.model, self.people[self.model.owner] if self.model.owner else None
        assert (self.task.status, self.task.assignee) == (TaskStatus(m.status), owner)
        assert (self.task.team, self.task.outcome) == (self.teams[m.team], m.outcome)
        assert (len(self.task.messages), len(events_of(self.task))) == (m.messages, m.events)
        assert (self.task.closed_at is not None) == (m.status in CLOSED)
        assert (self.task.waiting_until is not None) == (m.status == "waiting")
        assert self.ticket.status is (TicketStatus.OPEN if self.is_open else TicketStatus.SETTLED)


def test_no_order_of_acts_brings_a_task_where_the_model_does_not(app: Flask) -> None:
    team_a, team_b = accounts.team("A"), accounts.team("B")
    LifeOfATask.teams = {"A": team_a, "B": team_b}
    LifeOfATask.people = {name: accounts.user(name, teams=[team_a if name in "ab" else team_b]) for name in "abcd"}
    run_state_machine_as_test(
        LifeOfATask,
        settings=settings(
            max_examples=max(STEPS // 50, 1),
            stateful_step_count=50,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
