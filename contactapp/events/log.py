"""Writing and reading the event log and the access log."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from flask import Flask, current_app
from flask_babel import gettext as _
from sqlalchemy import Select, bindparam, insert, inspect, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import Base, db
from contactapp.events.models import AccessRecord, Event
from contactapp.events.verbs import BY_CODE, Verb
from contactapp.web.transaction import write_afterwards

# The fields of an event as words for its reader.
InWords = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def record(subject: Base, verb: Verb, *, by: User | None, **data: Any) -> Event:
    """Write what happened, in the transaction in which it happens.

    Raises:
        ValueError: when the fields are not exactly those of the verb.
    """
    _check_fields(verb, data)
    if not inspect(subject).has_identity:
        db.session.flush()
    event = Event(
        verb=verb.value.code,
        actor_id=by.id if by else None,
        subject_type=subject.__tablename__,
        subject_id=subject.id,
        data=data,
    )
    db.session.add(event)
    return event


def record_each(model: type[Base], ids: Iterable[int], verb: Verb, *, by: User | None, **data: Any) -> None:
    """Write that the same happened to many rows at once, in one statement."""
    _check_fields(verb, data)
    same = {"verb": verb.value.code, "actor_id": by.id if by else None, "subject_type": model.__tablename__}
    rows = [same | {"subject_id": id_, "data": data} for id_ in ids]
    if rows:
        db.session.execute(insert(Event), rows)


def events_of(subject: Base) -> Sequence[Event]:
    """Everything that happened to one thing, oldest first, with who did it."""
    about_it = {"subject_type": subject.__tablename__, "subject_id": subject.id}
    return db.session.scalars(_events(), about_it).all()


@cache
def _events() -> Select[Event]:
    return (
        select(Event)
        .where(Event.subject_type == bindparam("subject_type"), Event.subject_id == bindparam("subject_id"))
        .options(joinedload(Event.actor))
        .order_by(Event.id)
    )


def read_as(app: Flask, in_words: InWords, *verbs: Verb) -> None:
    """Say how the codes in the fields of these verbs read; each area does so for its own."""
    app.extensions["events.words"].update({verb.value.code: in_words for verb in verbs})


def sentence(event: Event, *, reader: User | None = None) -> str:
    """One event in the reader's language; their own name reads as "Je"."""
    verb = BY_CODE[event.verb]
    if event.actor is None:
        actor = _("Het systeem")
    else:
        actor = _("Je") if reader is not None and event.actor_id == reader.id else event.actor.name
    in_words: dict[str, InWords] = current_app.extensions["events.words"]
    return str(verb.value.sentence) % {"actor": actor, **in_words.get(event.verb, dict)(event.data)}


def note_access(user: User, *, contact_id: int, screen: str) -> None:
    """Leave a row in the access log: this person opened this contact on this screen (R12)."""
    seen_at, user_id = utcnow(), user.id
    write_afterwards(
        lambda: db.session.add(AccessRecord(at=seen_at, user_id=user_id, contact_id=contact_id, screen=screen))
    )


def _check_fields(verb: Verb, data: dict[str, Any]) -> None:
    if data.keys() != verb.value.fields:
        raise ValueError(f"{verb.value.code} carries {sorted(verb.value.fields)}, not {sorted(data)}")
