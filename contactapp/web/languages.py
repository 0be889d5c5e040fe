"""Dutch first, English second; each person chooses."""

from babel.support import NullTranslations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain
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


class Catalogue(Domain):
    """Our sentences. A page has some three hundred, so the language is looked up once per request."""

    def get_translations(self) -> NullTranslations:
        if not g:  # outside the application nobody reads
            return NullTranslations()
        if "catalogue" not in g:
            g.catalogue = super().get_translations()
        found: NullTranslations = g.catalogue
        return found


CATALOGUE = Catalogue()


def gettext(string: str, **variables: object) -> str:
    """Translate in a template."""
    text = CATALOGUE.get_translations().gettext(string)
    return text % variables if variables else text


def ngettext(singular: str, plural: str, num: int, **variables: object) -> str:
    """Translate what is counted; ``%(num)s`` is the number."""
    return CATALOGUE.get_translations().ngettext(singular, plural, num) % {"num": num, **variables}


def init_app(app: Flask) -> None:
    babel = Babel(app, locale_selector=choose_language)
    babel.domain_instance = CATALOGUE
    app.jinja_env.globals.update(languages=LANGUAGES, _=gettext, gettext=gettext, ngettext=ngettext)
