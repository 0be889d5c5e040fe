"""What may be typed about roles, warnings and personal data."""

from datetime import date
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from contactapp.clock import local_today
from contactapp.contacts.belonging import HEIRS, AfterDeath, has_role
from contactapp.contacts.creating import PersonValues
from contactapp.contacts.editing_forms import ChangeForm
from contactapp.contacts.forms import (
    COMPANY_ROLES,
    SALUTATION_CHOICES,
    check_initials,
    name_values,
    parse_birth_date,
    role_choices,
)
from contactapp.contacts.models import Contact, ContactKind, ContactRole, RoleKind
from contactapp.contacts.names import is_blank
from contactapp.contacts.queries import find_by_number
from contactapp.contacts.searching import offered
from contactapp.contacts.wording import ROLES, SALUTATIONS, SIGNALS
from contactapp.web.forms import Form

# What somebody may be who goes on in a household of their own.
OWN_HOUSEHOLD = (RoleKind.HOME_SEEKER, RoleKind.MAIN_TENANT, RoleKind.RESIDENT)


class JoinForm(Form):
    """Somebody known, or somebody new, comes into a household or organisation."""

    person = RadioField(_l("Bestaande persoon"), validate_choice=False)
    person_initials = StringField(_l("Initialen"), [check_initials])
    person_prefix = StringField(_l("Tussenvoegsels"), [Length(max=40, message=_l("Dit is te lang."))])
    person_surname = StringField(_l("Achternaam"), [Length(max=300, message=_l("Deze naam is te lang."))])
    role = SelectField(_l("Rol"), [InputRequired(_l("Kies een rol."))])
    starts_on = DateField(_l("Vanaf"), [InputRequired(_l("Vul de datum in."))], default=local_today)

    def __init__(self, party: Contact, **given: Any) -> None:
        super().__init__(**given)
        self.party = party
        of_household = (role for role in ROLES if role is not RoleKind.EMPLOYEE)
        roles = COMPANY_ROLES if party.kind is ContactKind.ORGANISATION else of_household
        self.role.choices = [("", _l("Kies een rol")), *role_choices(roles)]

    @property
    def known(self) -> Contact | None:
        """The existing person that was chosen."""
        return find_by_number(self.person.data) if self.person.data else None

    @property
    def is_search(self) -> bool:
        """Whether, without scripts, only the button "Zoek" of the picker was pressed."""
        return request.form.get("_search") == "person"

    @property
    def offered(self) -> list[Contact]:
        """The persons to choose from: the chosen one, else what was searched for."""
        chosen = self.known
        return [chosen] if chosen else offered("person", request.form, kinds=(ContactKind.PERSON,))

    @property
    def first_day(self) -> date:
        return self.starts_on.data or local_today()

    @property
    def kind(self) -> RoleKind:
        return RoleKind(self.role.data)

    def new_person(self) -> PersonValues:
        """The person as typed."""
        return PersonValues(
            name_values(self.person_initials.data, self.person_prefix.data, self.person_surname.data), self.kind
        )

    def validate_person_surname(self, field: StringField) -> None:
        if self.known is None and is_blank(field.data or ""):
            raise ValidationError(_("Kies een bestaande persoon of vul een achternaam in."))
        if self.known is not None and field.data:
            raise ValidationError(_("Je koos een bestaande persoon. Maak dit veld leeg, of haal die keuze weg."))

    def validate_role(self, field: SelectField) -> None:
        if field.data in set(RoleKind) and self.known and has_role(self.party, self.known, self.kind, self.first_day):
            raise ValidationError(_("%(name)s heeft deze rol hier al.", name=self.known.name))


class RoleForm(Form):
    """What one does with a role; many stand on a page, so its fields are named apart."""

    def __init__(self, about: ContactRole, **given: Any) -> None:
        super().__init__(**given)
        self.about = about
        for field in self:
            field.id = f"{field.id}-{about.id}"


class LeaveForm(RoleForm):
    """The last day of a role."""

    ends_on = DateField(_l("Tot en met"), [InputRequired(_l("Vul de datum in."))], default=local_today)

    @property
    def last_day(self) -> date:
        return self.ends_on.data or local_today()

    def validate_ends_on(self, field: DateField) -> None:
        if field.data and field.data < self.about.starts_on and not self.about.is_to_come:
            raise ValidationError(_("De einddatum ligt voor de begindatum."))


class MoveOutForm(RoleForm):
    """The first day in a household of their own, and what they are there."""

    starts_on = DateField(_l("Vanaf"), [InputRequired(_l("Vul de datum in."))], default=local_today)
    role = SelectField(_l("Rol"), choices=role_choices(OWN_HOUSEHOLD))

    @property
    def first_day(self) -> date:
        return self.starts_on.data or local_today()

    @property
    def kind(self) -> RoleKind:
        return RoleKind(self.role.data)

    def validate_starts_on(self, field: DateField) -> None:
        if field.data and field.data <= self.about.starts_on:
            raise ValidationError(_("Toen woonde %(name)s hier nog niet.", name=self.about.person.name))


class SignalForm(Form):
    """A warning that colleagues must see before they speak or visit."""

    signal = SelectField(
        _l("Soort"),
        [InputRequired(_l("Kies een soort."))],
        choices=[("", _l("Kies een soort")), *((kind.value, text) for kind, text in SIGNALS.items())],
    )
    text = StringField(_l("Tekst"), [Length(max=80, message=_l("Houd het kort: hooguit 80 tekens."))])
    since = DateField(_l("Vanaf"), [InputRequired(_l("Vul de datum in."))], default=local_today)
    until = DateField(_l("Tot en met"), [Optional()])

    def validate_until(self, field: DateField) -> None:
        if field.data and field.data < local_today():
            raise ValidationError(_("Deze datum is al voorbij."))
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("De einddatum ligt voor de begindatum."))


class PersonalForm(ChangeForm):
    """What only some colleagues may see and change (R8, R9)."""

    birth_date = StringField(_l("Geboortedatum"), description=_l("Dag-maand-jaar, zoals 12-03-1984"))
    salutation = SelectField(_l("Aanhef"), choices=[*SALUTATION_CHOICES, (HEIRS, SALUTATIONS[HEIRS])])
    death_date = StringField(_l("Overlijdensdatum"), description=_l("Dag-maand-jaar, zoals 12-03-2026"))
    after_death = RadioField(
        _l("Wat moet er met de rollen gebeuren?"),
        choices=[
            (AfterDeath.KEEP.value, _l("Behouden: brieven gaan naar de erven")),
            (AfterDeath.END.value, _l("Beëindigen: wie overblijft komt vooraan")),
        ],
        validate_choice=False,
    )

    def __init__(self, person: Contact, **given: Any) -> None:
        super().__init__(**given)
        if person.death_date:  # the roles were dealt with then
            del self.after_death

    @property
    def born(self) -> date | None:
        return parse_birth_date(self.birth_date.data or "")

    @property
    def died(self) -> date | None:
        return parse_birth_date(self.death_date.data or "")

    @property
    def roles_after_death(self) -> AfterDeath | None:
        chosen = self.after_death.data if self.after_death else None
        return AfterDeath(chosen) if chosen in set(AfterDeath) else None

    def validate_birth_date(self, field: StringField) -> None:
        if field.data and self.born is None:
            raise ValidationError(_("Deze datum klopt niet. Typ dag-maand-jaar, zoals 12-03-1984."))

    def validate_death_date(self, field: StringField) -> None:
        if field.data and self.died is None:
            raise ValidationError(_("Deze datum klopt niet. Typ dag-maand-jaar, zoals 12-03-2026."))
        if self.born and self.died and self.died < self.born:
            raise ValidationError(_("De overlijdensdatum ligt voor de geboortedatum."))

    def validate_after_death(self, field: RadioField) -> None:
        if self.died and self.roles_after_death is None:
            raise ValidationError(_("Kies wat er met de rollen moet gebeuren."))
