"""What may be typed when signing in and choosing a password."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, EmailField, HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from contactapp.web.forms import Form


class SignInForm(Form):
    email = EmailField(
        _l("E-mailadres"),
        validators=[InputRequired(_l("Vul je e-mailadres in.")), Length(max=254)],
        render_kw={"autocomplete": "username", "autofocus": True},
    )
    password = PasswordField(
        _l("Wachtwoord"),
        validators=[InputRequired(_l("Vul je wachtwoord in."))],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class PasswordForm(Form):
    current = PasswordField(
        _l("Huidig wachtwoord"),
        validators=[InputRequired(_l("Vul je huidige wachtwoord in."))],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        _l("Nieuw wachtwoord"),
        validators=[InputRequired(_l("Kies een nieuw wachtwoord."))],
        render_kw={"autocomplete": "new-password"},
    )


class PreferencesForm(Form):
    single_keys = BooleanField(_l("Sneltoetsen met één letter"))
