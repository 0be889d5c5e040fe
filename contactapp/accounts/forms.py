"""What may be typed when signing in, choosing a password, and administering colleagues."""

import re
import unicodedata
from typing import Any

from flask import current_app, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, PasswordField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Regexp, ValidationError

from contactapp.accounts import queries
from contactapp.accounts.models import User
from contactapp.accounts.passwords import WeakPassword, check_strength, verify_password
from contactapp.accounts.signing_in import is_password_of
from contactapp.events.log import record
from contactapp.events.overtaking import ChangeForm
from contactapp.events.verbs import Verb
from contactapp.permissions import Role
from contactapp.web.forms import Form

ROLE_NAMES = {
    Role.EMPLOYEE: _l("Medewerker"),
    Role.TEAM_LEAD: _l("Teamleider"),
    Role.EDITOR: _l("Redacteur"),
    Role.ADMINISTRATOR: _l("Functioneel beheerder"),
    Role.PRIVACY_OFFICER: _l("Privacy officer"),
}
# Who is privacy officer is not for an administrator to say.
_GIVEN_HERE = [role for role in ROLE_NAMES if role is not Role.PRIVACY_OFFICER]


AN_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+$")


class SignInForm(Form):
    email = EmailField(_l("E-mailadres"), validators=[InputRequired(_l("Vul je e-mailadres in.")), Length(max=254)])
    password = PasswordField(_l("Wachtwoord"), validators=[InputRequired(_l("Vul je wachtwoord in."))])
    next = HiddenField()


class PasswordForm(Form):
    current = PasswordField(_l("Huidig wachtwoord"), validators=[InputRequired(_l("Vul je huidige wachtwoord in."))])
    new = PasswordField(_l("Nieuw wachtwoord"), validators=[InputRequired(_l("Kies een nieuw wachtwoord."))])

    def __init__(self, *args: Any, owner: User, **values: Any) -> None:
        super().__init__(*args, **values)
        self.owner = owner

    def validate_current(self, field: PasswordField) -> None:
        if not is_password_of(self.owner, field.data or "", address=request.remote_addr or ""):
            raise ValidationError(_("Dit is niet je huidige wachtwoord."))

    def validate_new(self, field: PasswordField) -> None:
        config = current_app.config["CONTACTAPP"]
        words = [self.owner.name, self.owner.email, config.brand_name]
        try:
            check_strength(field.data or "", minimum=config.password_minimum, own_words=words)
        except WeakPassword as weak:
            raise ValidationError(weak.message) from weak


class FirstPasswordForm(PasswordForm):
    """The first password of one's own; the one that was given is not asked a second time."""

    current = None  # type: ignore[assignment]

    def validate_new(self, field: PasswordField) -> None:
        if verify_password(self.owner.password_hash, field.data or ""):
            raise ValidationError(_("Kies een ander wachtwoord dan het tijdelijke."))
        super().validate_new(field)


class UserForm(ChangeForm):
    """A colleague as the administrator sees them."""

    name = StringField(_l("Naam"), validators=[DataRequired(_l("Vul de naam in.")), Length(max=120)])
    email = EmailField(
        _l("E-mailadres"),
        filters=[lambda value: (value or "").lower()],
        validators=[
            InputRequired(_l("Vul het e-mailadres in.")),
            Length(max=254),
            Regexp(AN_EMAIL, message=_l("Dit is geen e-mailadres. Voorbeeld: naam@organisatie.nl")),
        ],
    )
    roles = SelectMultipleField(_l("Rollen"), choices=[(role, ROLE_NAMES[role]) for role in _GIVEN_HERE])
    teams = SelectMultipleField(_l("Lid van team"), coerce=int)
    leads = SelectMultipleField(_l("Leidt team"), coerce=int)
    active = BooleanField(_l("Mag inloggen"), default=True)

    def __init__(self, *args: Any, editing: User | None = None, **values: Any) -> None:
        super().__init__(*args, **values)
        self.editing = editing
        self.teams.choices = self.leads.choices = [(team.id, team.name) for team in queries.all_teams()]

    @classmethod
    def of(cls, user: User) -> "UserForm":
        """The form filled with somebody as they are."""
        return cls(
            editing=user,
            name=user.name,
            email=user.email,
            roles=sorted(user.roles),
            teams=sorted(user.team_ids - user.led_team_ids),
            leads=sorted(user.led_team_ids),
            active=user.active,
        ).showing(user)

    def validate_email(self, field: EmailField) -> None:
        other = queries.user_by_email(field.data or "")
        if other is not None and other is not self.editing:
            raise ValidationError(_("Dit adres is al van %(name)s.", name=other.name))

    def validate_roles(self, field: SelectMultipleField) -> None:
        if not self.chosen_roles():
            raise ValidationError(_("Kies minstens één rol."))

    def chosen_roles(self) -> frozenset[Role]:
        """What was ticked, beside what is not up to this form."""
        kept = self.editing.roles & {Role.PRIVACY_OFFICER} if self.editing else frozenset()
        return kept | {role for role in _GIVEN_HERE if role in (self.roles.data or ())}

    def rename(self, user: User, *, by: User) -> None:
        """Give the colleague the typed name and address; each change is an event."""
        for field in ("name", "email"):
            old, new = getattr(user, field), self[field].data
            if old != new:
                setattr(user, field, new)
                record(user, Verb.USER_CHANGED, by=by, field=field, old=old, new=new)


class TeamForm(Form):
    name = StringField(_l("Naam van het team"), validators=[DataRequired(_l("Vul een naam in.")), Length(max=40)])

    @property
    def code(self) -> str:
        """How the team stands in addresses: "Sociaal beheer" is sociaal-beheer, "Financiën" financien."""
        decomposed = unicodedata.normalize("NFKD", (self.name.data or "").lower())
        return "-".join(re.findall(r"[a-z0-9]+", decomposed.encode("ascii", "ignore").decode()))

    def validate_name(self, _field: StringField) -> None:
        if not self.code:
            raise ValidationError(_("Vul een naam in met letters of cijfers."))
        if queries.team_by_code(self.code):
            raise ValidationError(_("Er is al een team met deze naam."))
