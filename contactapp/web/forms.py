"""The base of every form: the token of the session, the key that makes a double submit harmless, clean text."""

import secrets
import unicodedata
from datetime import date
from functools import cache
from typing import Any

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from wtforms import Field, HiddenField, i18n
from wtforms.fields import DateTimeField, PasswordField, StringField
from wtforms.validators import ValidationError

FIRST_YEAR, LAST_YEAR = 1900, 2199


def clean(value: Any) -> Any:
    """Typed text as we keep it: composed Unicode, Unix line ends, nothing at the edges."""
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", value).replace("\r\n", "\n").strip()


def check_year(_form: FlaskForm, field: Field) -> None:
    """Refuse a year that nobody means, such as 0202: it also cannot be converted to another time zone."""
    if isinstance(field.data, date) and not FIRST_YEAR <= field.data.year <= LAST_YEAR:
        words = _("Kies een jaar van %(first)s tot en met %(last)s.", first=FIRST_YEAR, last=LAST_YEAR)
        raise ValidationError(words)


def new_key() -> str:
    """The key of one form as it stands on one screen (``web/idempotency.py``)."""
    return secrets.token_urlsafe(16)


def hidden_tag() -> Markup:
    """The token and the key, for a form that is no more than a button or two."""
    fields = '<input type="hidden" name="csrf_token" value="{}"><input type="hidden" name="_key" value="{}">'
    return Markup(fields).format(generate_csrf(), new_key())  # noqa: S704 - our own markup


class Form(FlaskForm):  # type: ignore[misc]
    """A form of this application. ``hidden_tag()`` renders the token and the key."""

    submission_key = HiddenField(name="_key", default=new_key)

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        def bind_field(self, form: FlaskForm, unbound_field: Any, options: dict[str, Any]) -> Field:
            """Give every text field the same cleaning; a password is kept to the letter."""
            kind = unbound_field.field_class
            if issubclass(kind, StringField) and not issubclass(kind, PasswordField):
                own = unbound_field.kwargs.get("filters", ())
                unbound_field = type(unbound_field)(
                    kind, *unbound_field.args, **{**unbound_field.kwargs, "filters": [clean, *own]}
                )
            field: Field = unbound_field.bind(form=form, **options)
            if isinstance(field, DateTimeField):
                field.validators = [*field.validators, check_year]
            return field

        def get_translations(self, _form: FlaskForm) -> Any:
            """What WTForms says itself, read once; Flask-WTF reads the file anew for each request."""
            return _own_messages(str(get_locale()))


@cache
def _own_messages(language: str) -> Any:
    return i18n.get_translations([language])
