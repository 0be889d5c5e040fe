"""A task as it went: the verbs of ``tasks``, on rows that are stored in bulk."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from contactapp.demo.bulk import Row
from contactapp.demo.happening import Happening
from contactapp.demo.hours import Clock
from contactapp.demo.staff import TEAMS, Colleague
from contactapp.demo.task_types import Kind
from contactapp.events.verbs import Verb
from contactapp.tasks.models import Task, TaskStatus, WaitingFor
from contactapp.tasks.notifications import NotificationKind
from contactapp.tasks.outcomes import Answer, FieldKind, OutcomeField


@dataclass
class Order:
    """What a new task asks of a team."""

    title: str
    description: str
    team: str
    deadline: datetime | None = None
    urgent: bool = False
    is_complaint: bool = False
    phone: str = ""
    call_from: datetime | None = None
    call_until: datetime | None = None
    promise: str = ""


class Job:
    """One task with its messages and checklist; ids are given when it is stored."""

    def __init__(
        self, kind: Kind, order: Order, at: datetime, by: Colleague, *, team_ids: dict[str, int], clock: Clock
    ) -> None:  # fmt: skip
        self.kind, self._team_ids, self._clock = kind, team_ids, clock
        self.messages: list[Row] = []
        self.notices: dict[tuple[int, NotificationKind], Row] = {}
        self.drafts: list[Row] = []
        self.happenings: list[Happening] = []
        self.row = self._first_row(order, at, by)
        self.steps: list[Row] = [
            {"task": self.row, "position": place, "text": text, "done_at": None, "done_by_id": None}
            for place, text in enumerate(kind.steps)
        ]
        self._note(at, Verb.TASK_CREATED, by, team=TEAMS[order.team])

    def claim(self, at: datetime, by: Colleague) -> None:
        """Somebody takes it."""
        self._give_to(at, by)
        self._note(at, Verb.TASK_CLAIMED, by)

    def assign(self, at: datetime, to: Colleague, by: Colleague) -> None:
        """A lead gives it to somebody."""
        self._give_to(at, to)
        self._note(at, Verb.TASK_ASSIGNED, by, to=to.name)
        self._notify(at, NotificationKind.ASSIGNED, by)

    def give_back(self, at: datetime, by: Colleague, team: str) -> None:
        """Back to the queue."""
        self._to_queue(at)
        self._note(at, Verb.TASK_GIVEN_BACK, by, team=TEAMS[team])

    def hand_over(self, at: datetime, by: Colleague, team: str, reason: str) -> None:
        """To the queue of another team."""
        self.row["sent_by_team_id"], self.row["team_id"] = self.row["team_id"], self._team_ids[team]
        self._to_queue(at)
        self._note(at, Verb.TASK_HANDED_OVER, by, to=TEAMS[team], reason=reason)

    def message(self, at: datetime, by: Colleague, text: str) -> None:
        """A line for colleagues."""
        self.messages.append({"task": self.row, "author_id": by.id, "text": text, "at": at})
        self._note(at, Verb.TASK_MESSAGE_ADDED, by)
        self._notify(at, NotificationKind.MESSAGE, by)

    def draft(self, at: datetime, by: Colleague, text: str) -> None:
        """A message that somebody began to type."""
        values = {"part": "message", "texts": {"text": text}, "saved_at": at}
        self.drafts.append({"task": self.row, "user_id": by.id, **values})

    def wait(self, at: datetime, by: Colleague, reason: WaitingFor, until: datetime) -> None:
        """Rest until a day; the clock stands still where the type says so."""
        before = self.row["deadline_at"]
        deadline = self._clock.calendar.resume(before, at, until) if self.kind.pauses else before
        values = {"waiting_for": reason, "waiting_since": at, "waiting_until": until, "deadline_before_wait": before}
        self._change(at, status=TaskStatus.WAITING, deadline_at=deadline, **values)
        self._note(at, Verb.TASK_WAITING, by, waiting_for=str(reason), until=until.isoformat())

    def wait_for(self, first: "Job") -> None:
        """Begin when another task is done; until then the deadline is a guess."""
        self.row["after"] = first.row
        deadline = self.kind.deadline(self._clock, first.row["deadline_at"])
        self._change(self.row["created_at"], status=TaskStatus.WAITING, deadline_at=deadline)
        self.row["waiting_since"] = self.row["created_at"]

    def resume(self, at: datetime) -> None:
        """The day has come."""
        self._change(at, status=TaskStatus.IN_PROGRESS, **_NOT_WAITING)
        self._note(at, Verb.TASK_RESUMED, None)

    def not_reached(self, at: datetime, by: Colleague) -> None:
        """No answer: count it and plan the next attempt."""
        again = self._clock.calendar.add_working_time(at, timedelta(hours=4))
        attempts = self.row["call_attempts"] + 1
        self._change(at, call_attempts=attempts, call_from=again, call_until=again + timedelta(hours=1))
        self._note(at, Verb.TASK_NOT_REACHED, by, attempt=attempts)

    def reached(self, at: datetime, by: Colleague) -> None:
        """Somebody answered."""
        self._note(at, Verb.TASK_REACHED, by, attempt=self.row["call_attempts"] + 1)

    def tick(self, place: int, at: datetime, by: Colleague) -> None:
        """A line of the checklist is done."""
        step = self.steps[place]
        step["done_at"], step["done_by_id"] = at, by.id
        self._note(at, Verb.TASK_STEP_TICKED, by, step=step["text"])

    def finish(self, at: datetime, by: Colleague, outcome: str) -> None:
        """Done; the thread it belongs to settles."""
        answers = [Answer(one.label, one.kind, _answer(one, at)) for one in self.kind.asks if _answer(one, at)]
        kept = [asdict(one) for one in answers] or None
        if answers:
            self._note(at, Verb.TASK_ANSWERED, by, answers="; ".join(one.line for one in answers))
        self._change(at, status=TaskStatus.DONE, closed_at=at, outcome=outcome, outcome_answers=kept, **_NOT_WAITING)
        self._note(at, Verb.TASK_FINISHED, by)

    def cancel(self, at: datetime, by: Colleague, reason: str) -> None:
        """Not needed any more."""
        self._change(at, status=TaskStatus.CANCELLED, closed_at=at, **_NOT_WAITING)
        self._note(at, Verb.TASK_CANCELLED, by, reason=reason)

    def _first_row(self, order: Order, at: datetime, by: Colleague) -> Row:
        team_id = self._team_ids[order.team]
        return {
            "ticket": None,
            "after": None,
            "contact_id": None,
            "type_id": self.kind.id,
            "title": order.title,
            "description": order.description,
            "team_id": team_id,
            "assignee_id": None,
            "status": TaskStatus.OPEN,
            "urgent": order.urgent,
            "is_complaint": order.is_complaint,
            "deadline_at": order.deadline or self.kind.deadline(self._clock, at),
            "term": None if order.deadline else self.kind.term,
            "term_unit": None if order.deadline else self.kind.unit,
            **_NOT_WAITING,
            "phone_number": order.phone,
            "call_from": order.call_from,
            "call_until": order.call_until,
            "call_promise": order.promise,
            "call_attempts": 0,
            "created_by_id": by.id,
            "sent_by_team_id": min((id_ for id_ in by.team_ids if id_ != team_id), default=None),
            "created_at": at,
            "claimed_at": None,
            "closed_at": None,
            "changed_at": at,
            "outcome": "",
            "outcome_answers": None,
            "version": 1,
        }

    def _give_to(self, at: datetime, colleague: Colleague) -> None:
        self._change(at, status=TaskStatus.IN_PROGRESS, assignee_id=colleague.id, claimed_at=at)

    def _to_queue(self, at: datetime) -> None:
        self._change(at, status=TaskStatus.OPEN, assignee_id=None, claimed_at=None, **_NOT_WAITING)

    def _change(self, at: datetime, **values: object) -> None:
        self.row.update(values, changed_at=at, version=self.row["version"] + 1)

    def _notify(self, at: datetime, kind: NotificationKind, by: Colleague) -> None:
        """Tell whoever works on it, once for each kind."""
        listener = self.row["assignee_id"]
        if listener is not None and listener != by.id:
            times = 1 + self.notices.get((listener, kind), {"times": 0})["times"]
            self.notices[listener, kind] = {
                "task": self.row, "user_id": listener, "kind": kind, "actor_id": by.id, "at": at, "times": times
            }  # fmt: skip

    def _note(self, at: datetime, verb: Verb, by: Colleague | None, **data: object) -> None:
        self.happenings.append(Happening(at, verb, by, Task, self.row, data))


_NOT_WAITING: Row = {
    "waiting_for": None,
    "waiting_until": None,
    "waiting_since": None,
    "deadline_before_wait": None,
}


def _answer(one: OutcomeField, at: datetime) -> str:
    """Something that can be the answer: a date a week later, one of the choices."""
    if one.kind is FieldKind.DATE:
        return (at + timedelta(days=7)).date().isoformat()
    return one.choices[at.minute % len(one.choices)] if one.choices else ""
