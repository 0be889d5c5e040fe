"""Dutch first, English second; each person chooses."""

from flask import Flask, has_request_context, request
from flask_babel import Babel
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


def init_app(app: Flask) -> None:
    Babel(app, locale_selector=choose_language)
    app.jinja_env.globals["languages"] = LANGUAGES
