"""What is told of one ticket is one story, from the first note to what the customer heard."""

import json
import re
from typing import Any

import sqlalchemy as sa
from flask import Flask

from contactapp.db import db
from contactapp.demo import errands
from contactapp.demo.wording import read_scripts
from contactapp.interactions.codes import MomentKind, Result
from contactapp.interactions.models import ContactMoment
from contactapp.tasks.models import Task

STORIES: dict[str, dict[str, Any]] = {told["ask"]: told for script in read_scripts() for told in script["stories"]}
OF_THE_CAST = [entry["task"]["ask"] for entry in json.loads(errands.SOURCE.read_text("utf-8")) if "task" in entry]


def _is(note: str, written: str) -> bool:
    pattern = re.escape(written).replace(r"\{aanhef\}", "[A-Z].*")
    return re.fullmatch(pattern, note) is not None


def test_a_ticket_with_a_task_tells_one_story_from_note_to_feedback(loaded: Flask) -> None:
    told = (
        sa.select(Task.description, Task.outcome, ContactMoment.note, ContactMoment.kind)
        .join(ContactMoment, ContactMoment.ticket_id == Task.ticket_id)
        .where(Task.after_id.is_(None), Task.description.not_in(OF_THE_CAST))
    )
    rows = db.session.execute(told).all()
    assert len(rows) > 100
    for ask, outcome, note, kind in rows:
        story = STORIES[ask]
        assert outcome in ("", story["outcome"])
        assert _is(note, story["feedback" if kind is MomentKind.FEEDBACK else "opening"])


def test_a_note_that_asks_something_of_a_team_never_stands_as_answered(loaded: Flask) -> None:
    answered = sa.select(ContactMoment.note).where(ContactMoment.result == Result.ANSWERED)
    openings = {story["opening"].replace("{aanhef}", "") for story in STORIES.values()}
    assert not [note for note in db.session.scalars(answered) if any(note.endswith(each) for each in openings)]
