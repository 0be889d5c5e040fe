"""What may be typed to change a contact."""

from collections.abc import Iterator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField
from wtforms.form import BaseForm
from wtforms.validators import Length, ValidationError

from contactapp.contacts.creating import NameValues
from contactapp.contacts.editing import PointValues, Preferences
from contactapp.contacts.forms import AddressFields, check_email, check_initials, check_phone, name_values
from contactapp.contacts.models import Contact, ContactKind, ContactPoint, ContactPointKind
from contactapp.contacts.names import is_blank
from contactapp.contacts.phones import parse_phone
from contactapp.contacts.reaching import is_unwanted
from contactapp.contacts.wording import LANGUAGES, PREFERRED_CHANNELS
from contactapp.web.forms import Form

_LONGEST_VERSION = 10


class ChangeForm(Form):
    """A change of one contact; knows which version of it was on the screen."""

    version = HiddenField()

    @property
    def seen_version(self) -> int:
        """The version on the screen; what is not a number was never on a screen."""
        text = str(self.version.data or "")
        return int(text) if text.isdecimal() and len(text) < _LONGEST_VERSION else -1


class NameForm(ChangeForm):
    """The parts of the name; a company has only one."""

    initials = StringField(_l("Initialen"), [check_initials])
    name_prefix = StringField(_l("Tussenvoegsels"), [Length(max=40, message=_l("Dit is te lang."))])
    surname = StringField(_l("Achternaam"), [Length(max=300, message=_l("Deze naam is te lang."))])

    def validate_surname(self, field: StringField) -> None:
        if is_blank(field.data or ""):
            raise ValidationError(_("Vul de naam in."))

    def values(self, contact: Contact) -> NameValues:
        """The name as it will be stored."""
        if contact.kind is ContactKind.ORGANISATION:
            return NameValues(self.surname.data or "")
        return name_values(self.initials.data, self.name_prefix.data, self.surname.data)


class AddressForm(ChangeForm, AddressFields):
    """One address, from the address box or by hand."""

    def validate(self, extra_validators: Any = None) -> bool:
        """An address must say something."""
        valid = bool(super().validate(extra_validators))
        if valid and self.typed_address() is None:
            self.address_box.errors = [_("Vul postcode en huisnummer in, of straat en plaats.")]
            return False
        return valid


class PreferencesForm(ChangeForm):
    """How somebody wants to be spoken to."""

    language = SelectField(_l("Taal"), choices=LANGUAGES)
    preferred_channel = SelectField(
        _l("Liefst via"),
        choices=[("", _l("Geen voorkeur")), *((channel.value, text) for channel, text in PREFERRED_CHANNELS.items())],
    )
    do_not_call = BooleanField(_l("Liever niet bellen"))
    do_not_mail = BooleanField(_l("Liever niet mailen"))

    @classmethod
    def of(cls, contact: Contact) -> "PreferencesForm":
        """The form as it stands beside the name of a contact."""
        form = cls(formdata=None, obj=contact)
        form.version.data = str(contact.version)
        return form

    def validate(self, extra_validators: Any = None) -> bool:
        """One cannot like best what one would rather not have."""
        valid = bool(super().validate(extra_validators))
        wanted = self.values()
        if valid and is_unwanted(wanted.channel, do_not_call=wanted.do_not_call, do_not_mail=wanted.do_not_mail):
            self.preferred_channel.errors = [_("Kies een andere voorkeur: dit kanaal wil het contact liever niet.")]
            return False
        return valid

    def values(self) -> Preferences:
        """What to store."""
        return Preferences(
            language=self.language.data,
            channel=self.preferred_channel.data or "",
            do_not_call=bool(self.do_not_call.data),
            do_not_mail=bool(self.do_not_mail.data),
        )


class PointField(StringField):
    """A phone number or e-mail address that is stored already."""

    def __init__(self, label: str, *, point: ContactPoint, **given: Any) -> None:
        super().__init__(label, default=point.shown, **given)
        self.point = point

    @property
    def mode(self) -> str:
        """Which keyboard a phone shows; in telephone numbers nobody looks for a citizen service number."""
        return "tel" if self.point.kind is ContactPointKind.PHONE else "email"

    def pre_validate(self, form: BaseForm) -> None:
        check_phone(self) if self.point.kind is ContactPointKind.PHONE else check_email(self)


class PointsForm(ChangeForm):
    """All phone numbers and e-mail addresses; one that is emptied goes away."""

    new_phone = StringField(_l("Nog een telefoonnummer"))
    new_email = StringField(_l("Nog een e-mailadres"))

    def validate_new_phone(self, field: StringField) -> None:
        check_phone(field)

    def validate_new_email(self, field: StringField) -> None:
        check_email(field)

    @property
    def existing(self) -> list[PointField]:
        """The fields of what is stored already."""
        return [field for field in self if isinstance(field, PointField)]

    @property
    def preferences(self) -> list[RadioField]:
        """The choice of the preferred one of each kind."""
        return [field for field in self if isinstance(field, RadioField)]

    def values(self) -> Iterator[PointValues]:
        """Everything that must remain or come."""
        preferred = {field.data for field in self.preferences}
        for field in self.existing:
            if field.data:
                point = field.point
                yield PointValues(point.kind, _stored(point.kind, field.data), point.id, str(point.id) in preferred)
        for new, kind in ((self.new_phone, ContactPointKind.PHONE), (self.new_email, ContactPointKind.EMAIL)):
            if new.data:
                yield PointValues(kind, _stored(kind, new.data))


def points_form(contact: Contact, *, named_apart: bool = False, **given: Any) -> PointsForm:
    """The form for the numbers and addresses of this contact; ``named_apart`` where more of them stand on a page."""
    fields: dict[str, Any] = {}
    for point in contact.contact_points:
        fields[f"point-{point.id}"] = PointField(_label(point), point=point)
    for kind, text in ((ContactPointKind.PHONE, _l("Voorkeursnummer")), (ContactPointKind.EMAIL, _l("Voorkeursadres"))):
        points = [point for point in contact.contact_points if point.kind is kind]
        chosen = next((str(point.id) for point in points if point.preferred), None)
        if len(points) < 2:
            continue
        choices = [(str(point.id), point.shown) for point in points]
        fields[f"preferred-{kind}"] = RadioField(text, choices=choices, default=chosen, validate_choice=False)
    form: PointsForm = type("PointsFormOfContact", (PointsForm,), fields)(**given)
    if named_apart:
        form.version.data = str(contact.version)
        for field in form:
            field.id = f"{field.id}-{contact.number}"
    return form


def _label(point: ContactPoint) -> str:
    words = _("Telefoon") if point.kind is ContactPointKind.PHONE else _("E-mail")
    return f"{words} ({point.label})" if point.label else str(words)


def _stored(kind: ContactPointKind, text: str) -> str:
    return parse_phone(text) if kind is ContactPointKind.PHONE else text.casefold()
