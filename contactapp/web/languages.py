"""Dutch first, English second; each person chooses."""

from gettext import NullTranslations

from flask import Flask, g, has_request_context, request
from flask_babel import Babel, get_translations
from flask_login import current_user

LANGUAGES = {"nl": "Nederlands", "en": "English"}
COOKIE = "language"


def choose_language() -> str:
    """The language of the person who is signed in, else of the sign-in page, else Dutch; commands speak Dutch."""
    if not has_request_context():
        return "nl"
    if current_user and current_user.is_authenticated:
        return str(current_user.language)
    chosen = request.cookies.get(COOKIE, "")
    return chosen if chosen in LANGUAGES else "nl"


def gettext(string: str, **variables: object) -> str:
    """Translate in a template. A page has some two hundred texts, so the catalogue is looked up once."""
    text = _catalogue().gettext(string)
    return text % variables if variables else text


def ngettext(singular: str, plural: str, num: int, **variables: object) -> str:
    """Translate what is counted; ``%(num)s`` is the number."""
    return _catalogue().ngettext(singular, plural, num) % {"num": num, **variables}


def _catalogue() -> NullTranslations:
    catalogue: NullTranslations | None = g.get("catalogue")
    if catalogue is None:
        catalogue = g.catalogue = get_translations()
    return catalogue


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=choose_language)
    app.jinja_env.globals.update(languages=LANGUAGES, _=gettext, gettext=gettext, ngettext=ngettext)
