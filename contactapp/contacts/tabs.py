"""The tabs of one contact. Higher areas add theirs; each is a plain link under the address of the contact."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Flask, current_app
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from contactapp.contacts.links import contact_url
from contactapp.contacts.models import Contact
from contactapp.permissions import Permission
from contactapp.web.access import can


@dataclass(frozen=True)
class Tab:
    """One view of a contact. ``path`` comes after the address of the contact, "" is the contact itself."""

    text: LazyString
    path: str
    order: int
    permission: Permission = Permission.CONTACT_VIEW
    parties_only: bool = False


TIMELINE = Tab(_l("Tijdlijn"), "", order=10)
HOME = Tab(_l("Woning en contract"), "/home", order=60, parties_only=True)
DETAILS = Tab(_l("Gegevens"), "/details", order=70)
PERSONAL = Tab(_l("Persoonlijk"), "/personal", order=80, permission=Permission.CONTACT_PERSONAL)


def add_tab(app: Flask, tab: Tab) -> None:
    """Give every contact one more tab."""
    app.extensions.setdefault("contacts.tabs", []).append(tab)


def tabs_of(contact: Contact, current: str, counts: Mapping[str, int] | None = None) -> list[dict[str, object]]:
    """The tabs the reader may open, for the component; ``current`` is the path of the one that is shown."""
    known: list[Tab] = current_app.extensions["contacts.tabs"]
    return [
        {
            "text": str(tab.text),
            "href": contact_url(contact) + tab.path,
            "current": tab.path == current,
            "count": (counts or {}).get(tab.path),
        }
        for tab in sorted(known, key=lambda tab: tab.order)
        if can(tab.permission) and (contact.is_party or not tab.parties_only)
    ]


def init_app(app: Flask) -> None:
    for tab in (TIMELINE, HOME, DETAILS, PERSONAL):
        add_tab(app, tab)
    app.jinja_env.globals.update(contact_tabs=tabs_of)
