"""Changing what is known of a contact; each change leaves the old and the new value in the log."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy.orm.attributes import flag_modified

from contactapp.accounts.models import User
from contactapp.contacts.codes import ChangedField
from contactapp.contacts.creating import NameValues
from contactapp.contacts.models import Address, Contact, ContactPoint, ContactPointKind
from contactapp.contacts.naming import give_name, namesakes
from contactapp.contacts.wording import OBJECTIONS
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.web.errors import Overtaken


class ChangedMeanwhile(Overtaken):
    """Somebody else saved this contact after the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Iemand anders heeft dit contact net gewijzigd. Open de pagina opnieuw en kijk wat er nu staat.")
        )


@dataclass(frozen=True)
class PointValues:
    """One phone number (E.164) or e-mail address as it must become; ``id`` of an existing one."""

    kind: ContactPointKind
    value: str
    id: int | None = None
    preferred: bool = False


def rename(contact: Contact, name: NameValues, *, version: int, by: User) -> None:
    """Give the contact another name, and the households that are called after them (R7)."""
    check_newest(contact, version)
    for one in (contact, *namesakes(contact)):
        give_name(one, name, by=by)
    db.session.flush()


def change_points(contact: Contact, points: Sequence[PointValues], *, version: int, by: User) -> None:
    """Make the phone numbers and e-mail addresses these, one preferred per kind (R5)."""
    check_newest(contact, version)
    before = _reach(contact)
    kept = {point.id: point for point in points if point.id is not None}
    for point in list(contact.contact_points):
        if point.id not in kept:
            contact.contact_points.remove(point)
            continue
        point.value, point.preferred = kept[point.id].value, kept[point.id].preferred
    have = {(point.kind, point.value) for point in contact.contact_points}
    for new in points:
        if new.id is None and (new.kind, new.value) not in have:
            contact.contact_points.append(ContactPoint(kind=new.kind, value=new.value, preferred=new.preferred))
    _prefer_one_each(contact)
    _note(contact, ChangedField.REACH, before, _reach(contact), by)


def move(contact: Contact, address: Address, *, version: int, by: User) -> None:
    """Replace the address of the same kind; the old one stays in the log."""
    check_newest(contact, version)
    old = [one for one in contact.addresses if one.kind is address.kind]
    before = "; ".join(one.one_line for one in old)
    for one in old:
        contact.addresses.remove(one)
    contact.addresses.append(address)
    _note(contact, ChangedField.ADDRESS, before, address.one_line, by)


@dataclass(frozen=True)
class Preferences:
    """How somebody wants to be spoken to; without a channel any will do."""

    language: str
    channel: str = ""
    do_not_call: bool = False
    do_not_mail: bool = False


def change_preferences(contact: Contact, wanted: Preferences, *, version: int, by: User) -> None:
    """Store how somebody wants to be spoken to."""
    check_newest(contact, version)
    before = _preferences(contact)
    contact.language, contact.preferred_channel = wanted.language, wanted.channel
    contact.do_not_call, contact.do_not_mail = wanted.do_not_call, wanted.do_not_mail
    _note(contact, ChangedField.PREFERENCES, before, _preferences(contact), by)


def check_newest(contact: Contact, version: int) -> None:
    """Nobody saved this contact since it was shown, and from here on nobody does.

    Raises:
        ChangedMeanwhile: somebody did.
    """
    if contact.version != version:
        raise ChangedMeanwhile
    # The children change, not the contact itself: its version must rise all the same.
    flag_modified(contact, "surname")


def _note(contact: Contact, field: ChangedField, old: str | list[str], new: str | list[str], by: User) -> None:
    if old != new:
        record(contact, Verb.CONTACT_CHANGED, by=by, field=field.value, old=old, new=new)
    db.session.flush()


def _prefer_one_each(contact: Contact) -> None:
    for kind in ContactPointKind:
        points = [point for point in contact.contact_points if point.kind is kind]
        chosen = next((point for point in points if point.preferred), points[0] if points else None)
        for point in points:
            point.preferred = point is chosen


def _reach(contact: Contact) -> str:
    return ", ".join(point.shown for point in contact.contact_points)


def _preferences(contact: Contact) -> list[str]:
    """The codes of what is preferred; the language comes first."""
    objections = (name for name in OBJECTIONS if getattr(contact, name))
    return [contact.language, *filter(None, (contact.preferred_channel, *objections))]
