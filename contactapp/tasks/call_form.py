"""When somebody is called back, as one types it (R49)."""

from datetime import datetime
from typing import Self

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TelField, TimeField
from wtforms.validators import DataRequired, Length, ValidationError

from contactapp.clock import AMSTERDAM, local_today, to_local
from contactapp.contacts.phones import PhoneError, parse_phone, show_phone
from contactapp.tasks.calling import Appointment
from contactapp.tasks.forms import DockForm
from contactapp.tasks.models import Task


class CallForm(DockForm):
    slug = "call"
    day = DateField(_l("Wanneer?"), validators=[DataRequired(_l("Kies een dag."))])
    begins = TimeField(_l("Vanaf"), validators=[DataRequired(_l("Kies een tijd."))])
    ends = TimeField(_l("Tot"), validators=[DataRequired(_l("Kies een tijd."))])
    phone = TelField(_l("Telefoonnummer"))
    promise = StringField(_l("Wat is er beloofd?"), validators=[Length(max=300)])

    def prefill(self, task: Task) -> Self:
        begins = to_local(task.call_from) if task.call_from else None
        self.day.data = begins.date() if begins else local_today()
        self.begins.data = begins.time() if begins else None
        self.ends.data = to_local(task.call_until).time() if task.call_until else None
        self.phone.data = show_phone(task.phone_number) if task.phone_number else ""
        self.promise.data = task.call_promise
        return self

    def validate_day(self, field: DateField) -> None:
        if field.data and field.data < local_today():
            raise ValidationError(_("Kies vandaag of een dag daarna."))

    def validate_ends(self, field: TimeField) -> None:
        if field.data and self.begins.data and field.data <= self.begins.data:
            raise ValidationError(_("Kies een tijd na het begin."))

    def validate_phone(self, field: TelField) -> None:
        try:
            parse_phone(field.data or "")
        except PhoneError as refusal:
            raise ValidationError(str(refusal)) from refusal

    @property
    def appointment(self) -> Appointment:
        """What was agreed; only for a form that is right."""
        return Appointment(
            datetime.combine(self.day.data, self.begins.data, AMSTERDAM),  # type: ignore[arg-type]
            datetime.combine(self.day.data, self.ends.data, AMSTERDAM),  # type: ignore[arg-type]
            parse_phone(self.phone.data or ""),
            self.promise.data or "",
        )
