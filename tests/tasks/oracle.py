"""What must come of two tasks of which the second begins after the first, told without the code of the tasks.

Each act says whether it is allowed, and if so changes what the oracle remembers.
"""

from dataclasses import dataclass, field, fields

CLOSED = {"done", "cancelled"}
ATTEMPTS_ASKED = 3


@dataclass
class Standing:
    """How one task stands; all of it is put back when an act is taken back."""

    team: str = "A"
    status: str = "open"
    owner: str | None = None
    sent_by: str | None = None
    urgent: bool = False
    kind: str = "work"
    attempts: int = 0
    call_planned: bool = False
    linked: bool = False  # to the task before it

    @property
    def is_open(self) -> bool:
        return self.status not in CLOSED

    @property
    def may_work(self) -> bool:
        return self.is_open and self.status != "blocked"


@dataclass
class Remembered(Standing):
    """And what stays: what was typed, and what happened."""

    outcome: str = ""
    messages: int = 0
    events: int = 1
    last_by: str | None = None
    last: str = ""
    before: Standing | None = None

    def act(self, who: str, what: str, *, undo: bool = True, **changes: object) -> bool:
        """Something happened; ``undo`` keeps how it stood."""
        kept = Standing(**{one.name: getattr(self, one.name) for one in fields(Standing)})
        self.put(**changes)
        self.before, self.last_by, self.last = kept if undo else None, who, what
        self.events += 1
        return True

    def put(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self, name, value)

    @property
    def unowned(self) -> dict[str, object]:
        return {"owner": None, "status": "blocked" if self.status == "blocked" else "open"}

    def owned_by(self, who: str) -> dict[str, object]:
        return {"owner": who, "status": "in_progress" if self.status == "open" else self.status}

    def moved_to(self, team: str) -> dict[str, object]:
        moved = {"team": team, "sent_by": self.team} if team != self.team else {}
        return self.unowned | moved


@dataclass
class Oracle:
    tasks: list[Remembered] = field(
        default_factory=lambda: [Remembered(), Remembered(status="blocked", linked=True, events=2)]
    )

    @property
    def ticket_is_open(self) -> bool:
        return any(task.is_open for task in self.tasks)

    def claim(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        if task.status == "open":
            return task.act(who, "claim", undo=False, owner=who, status="in_progress")
        return task.is_open and task.owner == who

    def undo_claim(self, n: int, who: str) -> bool:
        # The walk is faster than the seconds one has, so that it depends on who has the task only.
        task = self.tasks[n]
        allowed = task.status == "in_progress" and task.owner == who
        return allowed and task.act(who, "undone", undo=False, owner=None, status="open")

    def take_back(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        if task.last_by != who:
            return False
        if task.last == "claim":
            return self.undo_claim(n, who)
        if task.before is None:
            return False
        was_open, before = task.is_open, task.before
        task.act(who, "undone", undo=False, **{one.name: getattr(before, one.name) for one in fields(Standing)})
        if task.status == "blocked" and not self.tasks[0].is_open:
            self._begin(task, who)
        if was_open != task.is_open:
            self._let_next_follow(n, who)
        return True

    def give_back(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        if task.is_open and not (task.owner is None and task.status in {"open", "blocked"}):
            task.act(who, "give back", **task.unowned)
        return task.is_open

    def hand_to_team(self, n: int, who: str, team: str, why: str) -> bool:
        task = self.tasks[n]
        return task.is_open and bool(why.strip()) and task.act(who, "hand over", **task.moved_to(team))

    def hand_to_colleague(self, n: int, who: str, to: str, why: str) -> bool:
        task = self.tasks[n]
        return task.is_open and bool(why.strip()) and task.act(who, "hand over", **task.owned_by(to))

    def return_to_sender(self, n: int, who: str, why: str) -> bool:
        task = self.tasks[n]
        if not task.is_open or not why.strip() or task.sent_by in {None, task.team}:
            return False
        return task.act(who, "return", **task.moved_to(task.sent_by or ""))

    def assign(self, n: int, who: str, to: str) -> bool:
        task = self.tasks[n]
        if task.is_open and task.owner != to:
            task.act(who, "assign", **task.owned_by(to))
        return task.is_open

    def wait(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        return task.may_work and task.act(who, "wait", owner=task.owner or who, status="waiting")

    def resume(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        if task.status == "blocked":
            return task.act(who, "begin", status="in_progress" if task.owner else "open", linked=False)
        return task.status == "waiting" and task.act(who, "resume", status="in_progress")

    def write(self, n: int, text: str) -> bool:
        task = self.tasks[n]
        if allowed := task.is_open and bool(text.strip()):
            task.put(messages=task.messages + 1, events=task.events + 1)
        return allowed

    def finish(self, n: int, who: str, outcome: str) -> bool:
        task = self.tasks[n]
        if not task.may_work or not outcome.strip():
            return False
        task.outcome = outcome.strip()
        task.act(who, "finish", owner=task.owner or who, status="done")
        return self._let_next_follow(n, who)

    def cancel(self, n: int, who: str, why: str) -> bool:
        task = self.tasks[n]
        allowed = task.is_open and bool(why.strip())
        return allowed and task.act(who, "cancel", status="cancelled") and self._let_next_follow(n, who)

    def reopen(self, n: int, who: str, why: str) -> bool:
        task = self.tasks[n]
        if task.is_open or not why.strip():
            return False
        task.act(who, "reopen", status="in_progress" if task.owner else "open")
        return self._let_next_follow(n, who)

    def set_urgent(self, n: int, who: str, urgent: bool) -> bool:
        task = self.tasks[n]
        if task.is_open and task.urgent != urgent:
            task.act(who, "urgent", urgent=urgent)
        return task.is_open

    def change_type(self, n: int, who: str, kind: str, why: str) -> bool:
        task = self.tasks[n]
        if not task.is_open or (task.kind != kind and not why.strip()):
            return False
        return task.kind == kind or task.act(who, "type", kind=kind)

    def call(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        if not self._may_call(task) or (task.attempts >= ATTEMPTS_ASKED and not task.call_planned):
            return False
        tried = {"attempts": task.attempts + 1, "call_planned": task.attempts + 1 < ATTEMPTS_ASKED}
        return task.act(who, "call", **tried, **task.owned_by(task.owner or who))

    def call_again(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        return self._may_call(task) and task.act(who, "call again", call_planned=True)

    def reach(self, n: int, who: str) -> bool:
        task = self.tasks[n]
        return self._may_call(task) and task.act(who, "reach", undo=False, **task.owned_by(task.owner or who))

    def _may_call(self, task: Remembered) -> bool:
        return task.may_work and task.kind == "call"

    def _let_next_follow(self, n: int, who: str) -> bool:
        first, coming = self.tasks
        if n == 0 and coming.linked:
            if not first.is_open and coming.status == "blocked":
                self._begin(coming, who)
            elif first.is_open and coming.status == "open":
                coming.act(who, "held", undo=False, status="blocked")
        return True

    def _begin(self, task: Remembered, who: str) -> None:
        task.act(who, "begun", undo=False, status="in_progress" if task.owner else "open")
