"""The form of "Afronden": the outcome, what the kind of task asks besides, and whether the customer knows it (R44)."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Self, cast

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from wtforms import BooleanField, DateField, Field, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from contactapp.interactions.codes import way_choices
from contactapp.tasks.forms import DockForm
from contactapp.tasks.models import Task
from contactapp.tasks.outcomes import FieldKind, OutcomeField

Sent = ImmutableMultiDict[str, str]


class FinishForm(DockForm):
    """``questions`` tells what the page asked, so that an answer finds its question when an administrator moved it."""

    slug = "finish"
    asked: ClassVar[Sequence[OutcomeField]] = ()
    homeless: Mapping[str, str] = {}  # answers to what is not asked any more

    outcome = TextAreaField(_l("Wat is de uitkomst?"), validators=[DataRequired(_l("Vul in wat de uitkomst is."))])
    informed = RadioField(_l("Is de klant geïnformeerd?"), choices=[("yes", ""), ("no", "")], validate_choice=False)
    channel = SelectField(_l("Kanaal"), default="TEL-UIT")
    person = SelectField(_l("Gesproken met"), validate_choice=False, validators=[Optional()])
    note = TextAreaField(_l("Notitie"))
    portal = BooleanField(_l("Toon in klantportaal"))
    questions = HiddenField()

    @classmethod
    def of(cls, task: Task) -> Self:
        """The form with a field for each thing that the kind of task asks, empty."""
        return cls._asking(task.type.asks, None)

    @classmethod
    def sent_for(cls, task: Task) -> Self:
        """The same as somebody filled it in."""
        asked = task.type.asks
        given = _given(request.form, asked)
        labels = [one.label for one in asked]
        form = cls._asking(asked, _as_asked_now(request.form, [given.get(label) for label in labels]))
        form.homeless = {label: answer for label, answer in given.items() if answer.strip() and label not in labels}
        return form

    @classmethod
    def _asking(cls, asked: Sequence[OutcomeField], sent: Sent | None) -> Self:
        members = {"asked": asked} | {_name(place): _control(one) for place, one in enumerate(asked)}
        form = cast(Self, type("FinishFormOfType", (cls,), members)(formdata=sent))
        form.questions.data = json.dumps([one.label for one in asked])
        return form

    def offer(self, people: Sequence[tuple[str, str]]) -> Self:
        self.channel.choices, self.person.choices = way_choices(), list(people)
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

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """An answer that no question takes is given back, to be kept elsewhere."""
        valid = super().validate(extra_validators)
        for label, answer in self.homeless.items():
            words = _("‘%(label)s’ wordt niet meer gevraagd. Je antwoord was: %(answer)s", label=label, answer=answer)
            self.form_errors.append(words)
        return valid and not self.homeless

    def validate_note(self, field: TextAreaField) -> None:
        if self.wants_moment and not field.data:
            raise ValidationError(_("Vul in wat je de klant hebt verteld."))


def _given(sent: Sent, asked: Sequence[OutcomeField]) -> dict[str, str]:
    """What was answered, by the words of the question as the page showed it."""
    try:
        labels = [str(label) for label in json.loads(sent.get("questions") or "")]
    except (TypeError, ValueError, RecursionError):
        labels = [one.label for one in asked]
    return {label: sent.get(_name(place), "") for place, label in enumerate(labels)}


def _as_asked_now(sent: Sent, answers: Sequence[str | None]) -> Sent:
    fields = MultiDict([(name, value) for name, value in sent.items(multi=True) if not name.startswith("answer_")])
    fields.update({_name(place): answer for place, answer in enumerate(answers) if answer is not None})
    return ImmutableMultiDict(fields)


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
