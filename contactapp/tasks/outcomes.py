"""What a kind of task asks besides the outcome in words, such as the date of the appointment, and what was answered."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from contactapp.web.errors import Refused
from contactapp.web.formats import day_plain


class FieldKind(StrEnum):
    TEXT = "text"
    DATE = "date"
    CHOICE = "choice"


class AnswerNeeded(Refused):
    """A required field was left empty, or holds what it cannot hold."""

    def __init__(self, label: str) -> None:
        super().__init__(_("Vul ‘%(label)s’ in.", label=label))


@dataclass(frozen=True)
class OutcomeField:
    """One thing a kind of task asks when it is finished; stored with the type."""

    label: str
    kind: FieldKind = FieldKind.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()

    @classmethod
    def read(cls, stored: dict[str, Any]) -> "OutcomeField":
        return cls(stored["label"], FieldKind(stored["kind"]), stored["required"], tuple(stored["choices"]))

    def stored(self) -> dict[str, Any]:
        return asdict(self) | {"choices": list(self.choices)}

    def holds(self, value: str) -> bool:
        """Whether this can be the answer."""
        if not value:
            return not self.required
        if self.kind is FieldKind.CHOICE:
            return value in self.choices
        return self.kind is FieldKind.TEXT or _as_date(value) is not None


@dataclass(frozen=True)
class Answer:
    """What was answered, with the words of the question as they were then. A date is kept as ISO."""

    label: str
    kind: FieldKind
    value: str

    @classmethod
    def read(cls, stored: dict[str, str]) -> "Answer":
        return cls(stored["label"], FieldKind(stored["kind"]), stored["value"])

    @property
    def data(self) -> date | str:
        """The value as a form field holds it."""
        return (_as_date(self.value) if self.kind is FieldKind.DATE else None) or self.value

    @property
    def words(self) -> str:
        return day_plain(self.data) if isinstance(self.data, date) else self.data

    @property
    def line(self) -> str:
        """Datum afspraak: 26-11-2026"""
        return f"{self.label}: {self.words}"


def answers(asked: Iterable[OutcomeField], given: Mapping[str, str]) -> list[Answer]:
    """What was filled in, in the order in which it was asked; empty answers are left out.

    Raises:
        AnswerNeeded: something required is missing, or an answer is of another kind.
    """
    found = []
    for one in asked:
        value = given.get(one.label, "").strip()
        if not one.holds(value):
            raise AnswerNeeded(one.label)
        if value:
            found.append(Answer(one.label, one.kind, value))
    return found


def _as_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
