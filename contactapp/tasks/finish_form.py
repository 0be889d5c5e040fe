"""The form of "Afronden": the outcome, what the kind of task asks besides, and whether the customer knows it (R44)."""

from collections.abc import Sequence
from typing import Any, ClassVar, Self, cast

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, Field, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from contactapp.tasks.forms import DockForm
from contactapp.tasks.models import Task
from contactapp.tasks.outcomes import FieldKind, OutcomeField


class FinishForm(DockForm):
    slug = "finish"
    asked: ClassVar[Sequence[OutcomeField]] = ()

    outcome = TextAreaField(_l("Wat is de uitkomst?"), validators=[DataRequired(_l("Vul in wat de uitkomst is."))])
    informed = RadioField(_l("Is de klant geïnformeerd?"), choices=[("yes", ""), ("no", "")], validate_choice=False)
    channel = SelectField(_l("Kanaal"), default="TEL-UIT", validate_choice=False)
    person = SelectField(_l("Gesproken met"), validate_choice=False, validators=[Optional()])
    note = TextAreaField(_l("Notitie"))
    portal = BooleanField(_l("Toon in klantportaal"))

    @classmethod
    def of(cls, task: Task, **kwargs: Any) -> Self:
        """The form with a field for each thing that the kind of task asks."""
        asked = task.type.asks
        members = {"asked": asked} | {_name(place): _control(one) for place, one in enumerate(asked)}
        return cast(Self, type("FinishFormOfType", (cls,), members)(**kwargs))

    def offer(self, channels: Sequence[tuple[str, str]], people: Sequence[tuple[str, str]]) -> Self:
        self.channel.choices, self.person.choices = list(channels), list(people)
        return self

    def prefill(self, task: Task) -> Self:
        """Of an earlier time that the task was finished, what was said then."""
        self.informed.data = "yes" if task.ticket_id else "no"
        self.outcome.data = task.outcome
        given = {answer.label: answer for answer in task.answers}
        for one, control in zip(self.asked, self.controls, strict=True):
            if one.label in given and one.holds(given[one.label].value):
                control.process_data(given[one.label].data)
        return self

    @property
    def controls(self) -> list[Field]:
        """The fields that this kind of task asks."""
        return [self[_name(place)] for place in range(len(self.asked))]

    @property
    def answers(self) -> dict[str, str]:
        """What was filled in, by label; a date as ISO."""
        return {one.label: str(control.data or "") for one, control in zip(self.asked, self.controls, strict=True)}

    @property
    def wants_moment(self) -> bool:
        return bool(self.informed.data == "yes")

    def validate_note(self, field: TextAreaField) -> None:
        if self.wants_moment and not field.data:
            raise ValidationError(_("Vul in wat je de klant hebt verteld."))


def _name(place: int) -> str:
    return f"answer_{place}"


def _control(one: OutcomeField) -> Field:
    needed = [DataRequired(_("Vul ‘%(label)s’ in.", label=one.label))] if one.required else [Optional()]
    if one.kind is FieldKind.DATE:
        return DateField(one.label, validators=needed)
    if one.kind is FieldKind.CHOICE:
        options = [("", _("Kies")), *((choice, choice) for choice in one.choices)]
        return SelectField(one.label, choices=options, validators=needed)
    return StringField(one.label, validators=[*needed, Length(max=500)])
