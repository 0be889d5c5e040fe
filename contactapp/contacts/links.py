"""Addresses of contacts, for every area and for the templates."""

from urllib.parse import urlencode

from flask import Flask, url_for

from contactapp.contacts.models import Contact, Unit


def contact_url(contact: Contact, **args: str) -> str:
    """The page of a contact. The desk, a higher area, serves it; the address is a fixed promise."""
    return f"/contacts/{contact.number}" + (f"?{urlencode(args)}" if args else "")


def unit_url(unit: Unit) -> str:
    """The page of a home or another rentable object."""
    return url_for("contacts.unit", number=unit.number)


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(contact_url=contact_url, unit_url=unit_url)
