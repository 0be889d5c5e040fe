"""What may be typed about a task. Every form in the dock has ids of its own, so that they can stand together."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property
from typing import Any, ClassVar, Self

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    DateTimeLocalField,
    HiddenField,
    MultipleFileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, ValidationError

from contactapp.accounts.models import User
from contactapp.clock import AMSTERDAM, local_today, to_local, utcnow
from contactapp.interactions.uploads import Upload, uploads
from contactapp.tasks import office
from contactapp.tasks.attaching import complaint
from contactapp.tasks.models import Task, TaskStatus, TaskType, WaitingFor
from contactapp.web.forms import Form

NOBODY = ""


class DockForm(Form):
    """A form that shares its page with others.

    ``offer`` fills its lists, ``prefill`` sets what it starts with; a form that was sent only needs the first.
    """

    slug: ClassVar[str]
    is_drafted = False  # what it shows was typed before and kept

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self:
            field.id = f"{self.slug}-{field.short_name.strip('_')}"

    def renew(self) -> Self:
        """The same content to be sent again, as a form of its own: an answer to a question is no double submit."""
        self.submission_key.data = secrets.token_urlsafe(16)
        return self


class ReasonForm(DockForm):
    """An act that only asks why; ``question`` is how it asks."""

    question: ClassVar[LazyString]
    reason = TextAreaField(validators=[DataRequired(_l("Vul in waarom."))])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reason.label.text = self.question


class CancelForm(ReasonForm):
    slug, question = "cancel", _l("Waarom hoeft het niet meer?")


class ReopenForm(ReasonForm):
    slug, question = "reopen", _l("Waarom heropen je de taak?")


class TakeOverForm(ReasonForm):
    slug, question = "take-over", _l("Waarom neem je de taak over?")


class MessageForm(DockForm):
    slug = "message"
    text = TextAreaField(_l("Bericht"), description=_l("Noem een collega met @ en de naam; die krijgt een melding."))
    files = MultipleFileField(_l("Bijlagen"), description=_l("Pdf, foto, Word of Excel, tot 10 MB."))

    def validate_text(self, field: TextAreaField) -> None:
        if not field.data and not self.uploads:
            raise ValidationError(_("Vul een bericht in."))

    def validate_files(self, _field: MultipleFileField) -> None:
        if complaint(self.uploads):
            raise ValidationError(complaint(self.uploads))

    @cached_property
    def uploads(self) -> list[Upload]:
        return uploads(self.files.data or [])


class HandlingForm(DockForm):
    """The long way: status and colleague, then a question (R42)."""

    slug = "handling"
    status = SelectField(
        _l("Status"),
        choices=[
            (TaskStatus.OPEN.value, _l("Open")),
            (TaskStatus.IN_PROGRESS.value, _l("In uitvoering")),
            (TaskStatus.WAITING.value, _l("Wacht")),
            (TaskStatus.DONE.value, _l("Afgerond")),
        ],
    )
    assignee = SelectField(_l("Medewerker"), validate_choice=True)
    confirmed = HiddenField()

    def offer(self, task: Task, colleagues: Sequence[User], user: User) -> "HandlingForm":
        names = {str(user.id): _("%(name)s (ik)", name=user.name)}
        names |= {str(one.id): one.name for one in colleagues if one.id != user.id}
        if task.assignee:
            names.setdefault(str(task.assignee.id), task.assignee.name)
        self.assignee.choices = [*names.items(), (NOBODY, _("Niemand: in de lijst van het team"))]
        return self

    def prefill(self, task: Task) -> "HandlingForm":
        self.status.data = task.status_at(utcnow()).value
        self.assignee.data = str(task.assignee_id or NOBODY)
        return self


class HandOverForm(DockForm):
    slug = "hand-over"
    to = SelectField(_l("Aan wie?"), validators=[DataRequired(_l("Kies een team of collega."))])
    reason = TextAreaField(
        _l("Waarom draag je over?"),
        validators=[DataRequired(_l("Vul in waarom je de taak overdraagt. Je collega ziet dit als eerste."))],
    )

    def offer(self, teams: Sequence[Any], colleagues: Sequence[User], user: User) -> "HandOverForm":
        self.to.choices = [("", _("Kies een team of collega"))]
        self.to.choices += [(f"team:{team.id}", _("Team %(name)s", name=team.name)) for team in teams]
        self.to.choices += [(f"user:{one.id}", one.name) for one in colleagues if one.id != user.id]
        return self


class WaitForm(DockForm):
    slug = "wait"
    waiting_for = RadioField(
        _l("Waar wacht je op?"),
        choices=[
            (WaitingFor.CUSTOMER.value, _l("Klant")),
            (WaitingFor.SUPPLIER.value, _l("Leverancier")),
            (WaitingFor.COLLEAGUE.value, _l("Collega")),
        ],
        default=WaitingFor.CUSTOMER.value,
        validate_choice=False,
    )
    until = DateField(_l("Tot wanneer?"), validators=[DataRequired(_l("Kies een datum."))])

    def validate_waiting_for(self, field: RadioField) -> None:
        if field.data not in set(WaitingFor):
            raise ValidationError(_("Kies waar je op wacht."))

    def validate_until(self, field: DateField) -> None:
        if field.data and field.data <= local_today():
            raise ValidationError(_("Kies een dag na vandaag."))

    def prefill(self) -> "WaitForm":
        self.until.data = office.calendar().next_working_day(local_today())
        return self

    @property
    def moment(self) -> datetime:
        """Opening time of the chosen day; nine o'clock on a day off."""
        day: date = self.until.data  # type: ignore[assignment]
        window = office.calendar().window(day)
        return window[0] if window else datetime.combine(day, time(9), AMSTERDAM)


class PlanForm(DockForm):
    slug = "plan"
    type = SelectField(_l("Taaktype"))
    deadline = DateTimeLocalField(
        _l("Deadline"), format="%Y-%m-%dT%H:%M", validators=[DataRequired(_l("Kies een dag en tijd."))]
    )
    urgent = BooleanField(_l("Spoed: bovenaan in elke lijst"))
    reason = StringField(_l("Waarom?"))

    def offer(self, task: Task, types: Sequence[TaskType]) -> "PlanForm":
        known = {kind.code: kind.name for kind in types} | {task.type.code: task.type.name}
        self.type.choices = list(known.items())
        return self

    def prefill(self, task: Task) -> "PlanForm":
        self.type.data, self.urgent.data = task.type.code, task.urgent
        self.deadline.data = to_local(task.deadline_at).replace(tzinfo=None)
        return self

    @property
    def moment(self) -> datetime:
        typed: datetime = self.deadline.data  # type: ignore[assignment]
        return typed.replace(tzinfo=AMSTERDAM)

    def changes_deadline(self, task: Task) -> bool:
        """Whether another minute was typed; what the field cannot show does not count as a change."""
        return self.moment != task.deadline_at.replace(second=0, microsecond=0)

    def is_reason_missing(self, task: Task) -> bool:
        """Another type or deadline asks why; urgency alone does not."""
        if (self.type.data != task.type.code or self.changes_deadline(task)) and not self.reason.data:
            self.reason.errors = [_("Vul in waarom. Je collega’s lezen dit bij de berichten.")]
        return bool(self.reason.errors)


class FollowerForm(DockForm):
    """Which colleague should see how it goes."""

    slug = "follower"
    colleague = SelectField(_l("Wie moet meekijken?"), validators=[DataRequired(_l("Kies een collega."))])

    def offer(self, task: Task, everybody: Sequence[User]) -> "FollowerForm":
        others = [(str(one.id), one.name) for one in everybody if not task.is_followed_by(one)]
        self.colleague.choices = [("", _("Kies een collega")), *others]
        return self


class DeadlineForm(DockForm):
    """One deadline for a choice of tasks."""

    slug = "deadline"
    deadline = DateTimeLocalField(
        _l("Nieuwe deadline"), format="%Y-%m-%dT%H:%M", validators=[DataRequired(_l("Kies een dag en tijd."))]
    )
    reason = TextAreaField(
        _l("Waarom?"), validators=[DataRequired(_l("Vul in waarom. Je collega’s lezen dit bij de berichten."))]
    )

    @property
    def moment(self) -> datetime:
        typed: datetime = self.deadline.data  # type: ignore[assignment]
        return typed.replace(tzinfo=AMSTERDAM)
