"""What happened, until the thing it happened to has its id."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contactapp.db import Base
from contactapp.demo.bulk import Row
from contactapp.demo.staff import Colleague
from contactapp.events.verbs import Verb


@dataclass(frozen=True)
class Happening:
    """An event about one row; ``by`` is nobody when the system did it."""

    at: datetime
    verb: Verb
    by: Colleague | None
    model: type[Base]
    subject: Row
    data: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        wording = self.verb.value
        if self.data.keys() != wording.fields:
            raise ValueError(f"{wording.code} carries {sorted(wording.fields)}, not {sorted(self.data)}")

    def as_row(self) -> Row:
        """The event, once its subject is stored."""
        return {
            "at": self.at,
            "verb": self.verb.value.code,
            "actor_id": self.by.id if self.by else None,
            "subject_type": self.model.__tablename__,
            "subject_id": self.subject["id"],
            "data": self.data,
        }
