"""Warnings on a contact: set and ended by those who may, both logged."""

from datetime import date

from contactapp.accounts.models import User
from contactapp.clock import local_today, utcnow
from contactapp.contacts.models import Contact, Signal, SignalKind
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb


def warn(contact: Contact, kind: SignalKind, *, text: str = "", ends_on: date | None = None, by: User) -> Signal:
    """Put a warning on a contact, from today."""
    signal = Signal(
        contact=contact, kind=kind, text=text, ends_on=ends_on, starts_on=local_today(), created_by_id=by.id
    )
    db.session.add(signal)
    record(contact, Verb.SIGNAL_SET, by=by, kind=kind.value)
    return signal


def lift(signal: Signal, *, by: User) -> None:
    """End a warning at once; one that ended already stays as it is."""
    if signal.is_current:
        signal.lifted_at = utcnow()
        record(signal.contact, Verb.SIGNAL_LIFTED, by=by, kind=signal.kind.value)
