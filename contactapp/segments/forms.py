"""What may be typed about segments, and what is registered for one."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from contactapp.contacts.codes import ContactKind, RoleKind
from contactapp.contacts.postcodes import parse_postcode, postcode_beginning
from contactapp.contacts.wording import LANGUAGES, ROLES
from contactapp.events.overtaking import ChangeForm
from contactapp.interactions.codes import KIND_LABELS, WAY_LABELS, Direction, MomentKind, way_code
from contactapp.interactions.models import InteractionTemplate
from contactapp.segments.models import Segment
from contactapp.segments.queries import complexes, street_as_known
from contactapp.web.forms import Form

OURS = {way_code(*way): text for way, text in WAY_LABELS.items() if way[1] is Direction.OUTGOING}
# A complaint comes from a customer, and needs a task (R25).
KINDS = {kind.value: text for kind, text in KIND_LABELS.items() if kind is not MomentKind.COMPLAINT}
_HIGHEST_NUMBER = 99_999
_NUMBER = [Optional(), NumberRange(1, _HIGHEST_NUMBER, _l("Dit huisnummer klopt niet."))]


class SegmentForm(ChangeForm):
    """A name, and what somebody must have to be in it; at least one thing."""

    name = StringField(
        _l("Naam"),
        [DataRequired(_l("Geef de selectie een naam.")), Length(max=120, message=_l("Deze naam is te lang."))],
    )
    complex_code = SelectField(_l("Complex"), validate_choice=False)
    street = StringField(_l("Straat"), [Length(max=120, message=_l("Deze naam is te lang."))])
    first_number = IntegerField(_l("Van nummer"), _NUMBER)
    last_number = IntegerField(_l("Tot en met nummer"), _NUMBER)
    postcode = StringField(_l("Postcode"))
    kind = SelectField(
        _l("Soort contact"),
        choices=[
            ("", _l("Maakt niet uit")),
            (ContactKind.HOUSEHOLD.value, _l("Alleen huishoudens")),
            (ContactKind.ORGANISATION.value, _l("Alleen bedrijven")),
        ],
    )
    role = SelectField(
        _l("Met iemand in de rol"), choices=[("", _l("Maakt niet uit")), *((r.value, t) for r, t in ROLES.items())]
    )
    language = SelectField(_l("Taal"), choices=[("", _l("Maakt niet uit")), *LANGUAGES])
    tenants_only = BooleanField(_l("Alleen wie bij ons huurt"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._complexes = dict(complexes())
        named = [(code, f"{name} ({code})") for code, name in self._complexes.items()]
        self.complex_code.choices = [("", _("Maakt niet uit")), *named]

    def validate_complex_code(self, field: SelectField) -> None:
        if field.data and field.data not in self._complexes:
            raise ValidationError(_("Dit complex bestaat niet."))

    def validate_street(self, field: StringField) -> None:
        if not field.data:
            return
        known = street_as_known(field.data)
        if known is None:
            raise ValidationError(_("Deze straat komt in onze adressen niet voor. Kijk hoe de naam precies is."))
        field.data = known

    def validate_postcode(self, field: StringField) -> None:
        if not field.data:
            return
        known = parse_postcode(field.data) or postcode_beginning(field.data)
        if known is None:
            raise ValidationError(_("Typ een postcode, of de eerste vier cijfers ervan."))
        field.data = known

    def validate(self, extra_validators: Any = None) -> bool:
        """House numbers belong to a street, and something must be chosen: nobody writes to everybody by accident."""
        valid = bool(super().validate(extra_validators))
        first, last = self.first_number.data, self.last_number.data
        if (first or last) and not self.street.data and not self.street.errors:
            self.street.errors = [_("Vul bij huisnummers ook de straat in.")]
        elif first and last and last < first:
            self.last_number.errors = [_("Dit nummer ligt voor het eerste.")]
        elif valid and not any(self.criteria().values()):
            self.complex_code.errors = [_("Kies minstens één kenmerk.")]
        return valid and not self.errors

    def criteria(self) -> dict[str, Any]:
        """What a contact must have. Only for a valid form."""
        return {
            "complex_code": self.complex_code.data or "",
            "street": self.street.data or "",
            "first_number": self.first_number.data,
            "last_number": self.last_number.data,
            "postcode": self.postcode.data or "",
            "kind": ContactKind(self.kind.data) if self.kind.data else None,
            "role": RoleKind(self.role.data) if self.role.data else None,
            "language": self.language.data or "",
            "tenants_only": bool(self.tenants_only.data),
        }

    @classmethod
    def of(cls, segment: Segment) -> "SegmentForm":
        """The form as a segment fills it."""
        form = cls(formdata=None, obj=segment)
        form.kind.data, form.role.data = segment.kind or "", segment.role or ""
        return form


class AnnouncementForm(Form):
    """The one contact moment for everybody."""

    template = SelectField(_l("Sjabloon"), validate_choice=False)
    applied = HiddenField()  # the template and subject whose defaults stand in the form
    way = SelectField(_l("Kanaal"), choices=[("", _l("Kies een kanaal")), *OURS.items()])
    kind = SelectField(_l("Soort"), choices=list(KINDS.items()), default=MomentKind.REPORT.value)
    faq = StringField(_l("Onderwerp (FAQ)"))
    faq_q = StringField()
    subject = StringField(
        _l("Of een eigen onderwerp"), [Length(max=300, message=_l("Houd het onderwerp onder 300 tekens."))]
    )
    note = TextAreaField(_l("Notitie"))
    portal = BooleanField(_l("Toon in klantportaal"))
    occurred_at = DateTimeLocalField(_l("Wanneer was het?"), [Optional()], format=["%Y-%m-%dT%H:%M"])
    seen = HiddenField()  # how often something was registered for this segment when the form was opened

    def offer(self, templates: Iterable[InteractionTemplate]) -> None:
        """Set the templates to choose from."""
        self.template.choices = [("", _("Geen sjabloon")), *((one.code, one.name) for one in templates)]

    def complain(self, name: str, message: str) -> None:
        """Put an error at a field, after what the validators found."""
        field = self[name]
        field.errors = [*field.errors, message]


class WithdrawalForm(Form):
    """Why all of it no longer counts (R27)."""

    reason = StringField(_l("Reden"), [DataRequired(_l("Vul in waarom je dit intrekt."))])
