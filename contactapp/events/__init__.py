"""What happened, and who looked at whom."""

from flask import Flask

from contactapp.events import log


def init_app(app: Flask) -> None:
    app.extensions["events.words"] = {}
    app.jinja_env.globals["event_sentence"] = log.sentence
