"""Random people do random things to two tasks, of which the second begins after the first; an oracle says what must
come of it.

The oracle knows nothing of the code. After every act the database must agree. TASK_STEPS makes the walk longer.
"""

import os
from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.interactions.models import Ticket, TicketStatus
from contactapp.tasks import calling, claiming, closing, conversing, handing_over, planning, undoing, waiting
from contactapp.tasks.creating import TaskValues, create_task
from contactapp.tasks.models import Task, TaskType, WaitingFor
from contactapp.web.errors import DomainError
from tests.support.make import accounts, contacts, tasks
from tests.tasks.oracle import Oracle, Remembered

STEPS = int(os.environ.get("TASK_STEPS", "500"))
WORDS = st.sampled_from(["", "  ", "Omdat het zo is.", "Ja"])
WHICH, WHO, TEAM = st.integers(0, 1), st.sampled_from("abcd"), st.sampled_from("AB")


class LifeOfATask(RuleBasedStateMachine):
    """Two tasks, two teams, two kinds of task, four colleagues."""

    teams: dict[str, Team]
    people: dict[str, User]
    kinds: dict[str, TaskType]

    @initialize()
    def new_tasks(self) -> None:
        self.oracle = Oracle()
        self.ticket = Ticket.open_for(contacts.household(), "Onderwerp", by=None)
        values = TaskValues(type=self.kinds["work"], title="Taak", team=self.teams["A"], ticket=self.ticket)
        first = create_task(values, by=None)
        coming = TaskValues(type=self.kinds["work"], title="Daarna", team=self.teams["A"], after=first)
        self.tasks: list[Task] = [first, create_task(coming, by=None)]
        db.session.flush()

    def agree(self, allowed: bool, act: Callable[[], object]) -> None:
        """Do it; it must be refused exactly when the oracle says so."""
        try:
            act()
            db.session.flush()
        except DomainError:
            assert not allowed, "the oracle allows what the task refuses"
        else:
            assert allowed, "the task allows what the oracle refuses"

    @rule(n=WHICH, who=WHO)
    def claim(self, n: int, who: str) -> None:
        self.agree(self.oracle.claim(n, who), lambda: claiming.claim(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH, who=WHO)
    def undo_claim(self, n: int, who: str) -> None:
        self.agree(self.oracle.undo_claim(n, who), lambda: claiming.undo_claim(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH, who=WHO)
    def take_back(self, n: int, who: str) -> None:
        self.agree(self.oracle.take_back(n, who), lambda: undoing.take_back(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH)
    def take_back_ones_own_act(self, n: int) -> None:
        who = self.oracle.tasks[n].last_by or "a"
        self.agree(self.oracle.take_back(n, who), lambda: undoing.take_back(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH, who=WHO)
    def give_back(self, n: int, who: str) -> None:
        self.agree(self.oracle.give_back(n, who), lambda: claiming.give_back(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH, who=WHO, to=TEAM, why=WORDS)
    def hand_over_to_team(self, n: int, who: str, to: str, why: str) -> None:
        def act() -> None:
            handing_over.hand_over(self.tasks[n], self.teams[to], by=self.people[who], reason=why)

        self.agree(self.oracle.hand_to_team(n, who, to, why), act)

    @rule(n=WHICH, who=WHO, to=WHO, why=WORDS)
    def hand_over_to_colleague(self, n: int, who: str, to: str, why: str) -> None:
        def act() -> None:
            handing_over.hand_over(self.tasks[n], self.people[to], by=self.people[who], reason=why)

        self.agree(self.oracle.hand_to_colleague(n, who, to, why), act)

    @rule(n=WHICH, who=WHO, why=WORDS)
    def return_to_sender(self, n: int, who: str, why: str) -> None:
        def act() -> None:
            handing_over.return_to_sender(self.tasks[n], by=self.people[who], reason=why)

        self.agree(self.oracle.return_to_sender(n, who, why), act)

    @rule(n=WHICH, who=WHO, to=WHO)
    def assign(self, n: int, who: str, to: str) -> None:
        def act() -> None:
            claiming.assign(self.tasks[n], self.people[to], by=self.people[who])

        self.agree(self.oracle.assign(n, who, to), act)

    @rule(n=WHICH, who=WHO, days=st.integers(1, 20))
    def wait(self, n: int, who: str, days: int) -> None:
        def act() -> None:
            until = utcnow() + timedelta(days=days)
            waiting.wait(self.tasks[n], WaitingFor.CUSTOMER, until=until, by=self.people[who])

        self.agree(self.oracle.wait(n, who), act)

    @rule(n=WHICH, who=WHO)
    def resume(self, n: int, who: str) -> None:
        self.agree(self.oracle.resume(n, who), lambda: waiting.resume(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH, who=WHO, text=WORDS)
    def write(self, n: int, who: str, text: str) -> None:
        def act() -> None:
            conversing.add_message(self.tasks[n], text, by=self.people[who])

        self.agree(self.oracle.write(n, text), act)

    @rule(n=WHICH, who=WHO, outcome=WORDS)
    def finish(self, n: int, who: str, outcome: str) -> None:
        def act() -> None:
            closing.finish(self.tasks[n], outcome=outcome, by=self.people[who])

        self.agree(self.oracle.finish(n, who, outcome), act)

    @rule(n=WHICH, who=WHO, why=WORDS)
    def cancel(self, n: int, who: str, why: str) -> None:
        self.agree(
            self.oracle.cancel(n, who, why), lambda: closing.cancel(self.tasks[n], reason=why, by=self.people[who])
        )

    @rule(n=WHICH, who=WHO, why=WORDS)
    def reopen(self, n: int, who: str, why: str) -> None:
        self.agree(
            self.oracle.reopen(n, who, why), lambda: closing.reopen(self.tasks[n], reason=why, by=self.people[who])
        )

    @rule(n=WHICH, who=WHO, urgent=st.booleans())
    def set_urgent(self, n: int, who: str, urgent: bool) -> None:
        def act() -> None:
            planning.set_urgent(self.tasks[n], urgent, by=self.people[who])

        self.agree(self.oracle.set_urgent(n, who, urgent), act)

    @rule(n=WHICH, who=WHO, kind=st.sampled_from(["work", "call"]), why=WORDS)
    def change_type(self, n: int, who: str, kind: str, why: str) -> None:
        def act() -> None:
            planning.change_type(self.tasks[n], self.kinds[kind], by=self.people[who], reason=why)

        self.agree(self.oracle.change_type(n, who, kind, why), act)

    @rule(n=WHICH, who=WHO)
    def save_the_plan_as_it_is(self, n: int, who: str) -> None:
        task = self.tasks[n]
        plan = planning.Plan(task.type, task.deadline_at, task.urgent, "")
        self.agree(self.oracle.tasks[n].is_open, lambda: planning.change_plan(task, plan, by=self.people[who]))

    @rule(n=WHICH, who=WHO)
    def call_in_vain(self, n: int, who: str) -> None:
        self.agree(self.oracle.call(n, who), lambda: calling.note_call_attempt(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH, who=WHO)
    def call_again(self, n: int, who: str) -> None:
        self.agree(self.oracle.call_again(n, who), lambda: calling.call_again(self.tasks[n], by=self.people[who]))

    @rule(n=WHICH, who=WHO)
    def reach(self, n: int, who: str) -> None:
        self.agree(self.oracle.reach(n, who), lambda: calling.note_reached(self.tasks[n], by=self.people[who]))

    @invariant()
    def the_database_agrees(self) -> None:
        if not hasattr(self, "tasks"):
            return
        db.session.flush()
        for task, model in zip(self.tasks, self.oracle.tasks, strict=True):
            db.session.refresh(task)
            self.stands_as(task, model)
        assert (self.ticket.status is TicketStatus.OPEN) == self.oracle.ticket_is_open

    def stands_as(self, task: Task, model: Remembered) -> None:
        status = "waiting" if model.status == "blocked" else model.status
        owner = self.people[model.owner] if model.owner else None
        assert (task.status.value, task.is_blocked, task.assignee) == (status, model.status == "blocked", owner)
        assert (task.team, task.type) == (self.teams[model.team], self.kinds[model.kind])
        assert (task.urgent, task.call_attempts, task.outcome) == (model.urgent, model.attempts, model.outcome)
        assert (len(task.messages), len(events_of(task))) == (model.messages, model.events)
        assert (task.closed_at is not None) == (not model.is_open)
        assert (task.waiting_until is not None) == (model.status == "waiting")


def test_no_order_of_acts_brings_a_task_where_the_oracle_does_not(app: Flask) -> None:
    team_a, team_b = accounts.team("A"), accounts.team("B")
    LifeOfATask.teams = {"A": team_a, "B": team_b}
    LifeOfATask.people = {name: accounts.user(name, teams=[team_a if name in "ab" else team_b]) for name in "abcd"}
    LifeOfATask.kinds = {"work": tasks.task_type(), "call": tasks.task_type("Terugbellen", is_callback=True)}
    run_state_machine_as_test(
        LifeOfATask,
        settings=settings(
            # The first of its fifty steps makes the tasks and some walks stop early: more than forty acts are left.
            max_examples=max(STEPS // 40, 1),
            stateful_step_count=50,
            deadline=None,
            database=None,
            phases=[Phase.generate],  # a walk that fails is told as it was: making it shorter takes minutes
            suppress_health_check=list(HealthCheck),
        ),
    )
