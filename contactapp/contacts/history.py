"""What the log says of a contact, in words. It keeps codes, so that everybody reads it in their own language.

What stands there from before it kept codes is Dutch already, and is read as it stands.
"""

from collections.abc import Mapping
from typing import Any

from flask import Flask
from flask_babel import LazyString

from contactapp.contacts.codes import ChangedField
from contactapp.contacts.reaching import language_name
from contactapp.contacts.wording import CHANGED_FIELDS, OBJECTIONS, PREFERENCES, ROLES, SIGNALS
from contactapp.events.log import read_as
from contactapp.events.verbs import Verb

NOTHING = "–"


def _change(data: Mapping[str, Any]) -> Mapping[str, Any]:
    field = data["field"]
    word = _preferences if field == ChangedField.PREFERENCES else str
    words = {name: word(data[name]) or NOTHING for name in ("old", "new")}
    return {"field": CHANGED_FIELDS.get(field, field)} | words


def _preferences(codes: list[str]) -> str:
    language, *others = codes
    said = PREFERENCES | OBJECTIONS
    return ", ".join((language_name(language), *(str(said[code]) for code in others)))


def _role(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return dict(data) | {"role": _word(ROLES, data["role"])}


def _signal(data: Mapping[str, Any]) -> Mapping[str, Any]:
    return dict(data) | {"kind": _word(SIGNALS, data["kind"])}


def _word(words: Mapping[Any, LazyString], code: str) -> str:
    return str(words.get(code, code))


def init_app(app: Flask) -> None:
    read_as(app, _change, Verb.CONTACT_CHANGED)
    read_as(app, _role, Verb.PERSON_JOINED, Verb.PERSON_LEFT, Verb.PERSON_STAYED)
    read_as(app, _signal, Verb.SIGNAL_SET, Verb.SIGNAL_LIFTED, Verb.SIGNAL_RESTORED)
