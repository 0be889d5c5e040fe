"""How a task stood before the last act, for whoever takes that act back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from contactapp.db import db
from contactapp.tasks.models import Task, TaskStatus, TermUnit, WaitingFor

PLAIN = (
    "after_id",
    "team_id",
    "assignee_id",
    "sent_by_team_id",
    "term",
    "type_id",
    "urgent",
    "call_attempts",
    "phone_number",
    "call_promise",
)
MOMENTS = (
    "claimed_at",
    "closed_at",
    "waiting_until",
    "waiting_since",
    "deadline_at",
    "deadline_before_wait",
    "call_from",
    "call_until",
)


def remember(task: Task) -> None:
    """How it stands now, for whoever takes back the act that follows."""
    task.before_last_act = _as_it_stands(task)


def forget(task: Task) -> None:
    """The last act stays: the customer was told of it."""
    task.before_last_act = None


@contextmanager
def as_one_act(task: Task) -> Iterator[None]:
    """What happens inside is taken back together; when nothing happens the act before it can still be taken back."""
    before = _as_it_stands(task)
    yield
    if before != _as_it_stands(task):
        task.before_last_act = before


def put_back(task: Task) -> None:
    """As it stood before the last act. What was typed stays readable."""
    kept = task.before_last_act or {}
    for name in PLAIN:
        setattr(task, name, kept[name])
    for name in MOMENTS:
        setattr(task, name, datetime.fromisoformat(kept[name]) if kept[name] else None)
    task.status = TaskStatus(kept["status"])
    task.waiting_for = WaitingFor(kept["waiting_for"]) if kept["waiting_for"] else None
    task.term_unit = TermUnit(kept["term_unit"]) if kept["term_unit"] else None
    task.before_last_act = None
    db.session.flush()
    db.session.expire(task, ["after", "team", "assignee", "type"])


def _as_it_stands(task: Task) -> dict[str, Any]:
    kept: dict[str, Any] = {name: getattr(task, name) for name in PLAIN}
    kept |= {name: _iso(getattr(task, name)) for name in MOMENTS}
    codes = {"status": task.status, "waiting_for": task.waiting_for, "term_unit": task.term_unit}
    return kept | {name: code.value if code else None for name, code in codes.items()}


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
