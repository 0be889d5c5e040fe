"""Warnings on a contact: set and ended by those who may, both logged."""

from datetime import date

from contactapp.accounts.models import User
from contactapp.clock import local_today, utcnow
from contactapp.contacts.models import Contact, Signal, SignalKind
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb


def warn(
    contact: Contact,
    kind: SignalKind,
    *,
    text: str = "",
    starts_on: date | None = None,
    ends_on: date | None = None,
    by: User,
) -> Signal:
    """Put a warning on a contact, from today unless another day is given."""
    starts_on = starts_on or local_today()
    signal = Signal(contact=contact, kind=kind, text=text, starts_on=starts_on, ends_on=ends_on, created_by_id=by.id)
    db.session.add(signal)
    record(contact, Verb.SIGNAL_SET, by=by, kind=kind.value)
    return signal


def lift(signal: Signal, *, by: User) -> None:
    """End a warning at once; one that ended already stays as it is."""
    if not signal.has_ended:
        signal.lifted_at = utcnow()
        record(signal.contact, Verb.SIGNAL_LIFTED, by=by, kind=signal.kind.value)


def restore(signal: Signal, *, by: User) -> None:
    """Undo ``lift``."""
    if signal.lifted_at is not None:
        signal.lifted_at = None
        record(signal.contact, Verb.SIGNAL_RESTORED, by=by, kind=signal.kind.value)
