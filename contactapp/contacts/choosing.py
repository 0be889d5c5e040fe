"""Which of two contacts a merge takes a fact from, and putting that back.

What is empty is filled by itself; here somebody chose the other of two values. An objection to being called or
mailed holds for whoever remains, whichever of the two made it; a channel that was preferred makes way for it.
"""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from contactapp.contacts.models import Address, Contact
from contactapp.contacts.reaching import is_unwanted
from contactapp.db import db


class Choice(StrEnum):
    """A fact both contacts have, of which one stays."""

    NAME = "name"
    COMPANY_NUMBER = "company-number"
    LANGUAGE = "language"
    CHANNEL = "channel"
    ADDRESS = "address"


_CHANNEL = "preferred_channel"
# A name is one fact: it is never mixed out of two.
_FIELDS = {
    Choice.NAME: ("initials", "name_prefix", "surname"),
    Choice.COMPANY_NUMBER: ("chamber_of_commerce_number",),
    Choice.LANGUAGE: ("language",),
    Choice.CHANNEL: (_CHANNEL,),
}
_OBJECTIONS = ("do_not_call", "do_not_mail")
# Under this name stand the ids of the addresses that changed places.
_ADDRESSES = "address"


def take_over(kept: Contact, gone: Contact, choices: Collection[Choice]) -> dict[str, Any]:
    """Give the kept contact what was chosen of the other; says what stood there before."""
    names = [name for choice in choices for name in _FIELDS.get(choice, ())]
    names += [name for name in _OBJECTIONS if getattr(gone, name)]
    replaced = {name: getattr(kept, name) for name in names if getattr(kept, name) != getattr(gone, name)}
    for name in replaced:
        setattr(kept, name, getattr(gone, name))
    if _objects_to(kept, kept.preferred_channel):
        replaced.setdefault(_CHANNEL, kept.preferred_channel)
        kept.preferred_channel = ""
    if Choice.ADDRESS in choices and (ids := _exchange(kept, gone)):
        replaced[_ADDRESSES] = ids
    return replaced


def give_back(kept: Contact, gone: Contact, replaced: dict[str, Any]) -> None:
    """Undo ``take_over``; what was changed since stays as it was changed."""
    dropped = not kept.preferred_channel
    for together in (*_FIELDS.values(), *((name,) for name in _OBJECTIONS)):
        if all(getattr(kept, name) == getattr(gone, name) for name in together):
            for name in replaced.keys() & set(together):
                setattr(kept, name, replaced[name])
    if dropped and not _objects_to(kept, replaced.get(_CHANNEL, "")):
        kept.preferred_channel = replaced.get(_CHANNEL, "")
    _hand_over(replaced.get(_ADDRESSES, []), since=gone, to=kept, unless=_kinds_of(kept))


def fits(contact: Contact, name: str, value: object) -> bool:
    """Whether a contact can take over a value without contradicting what it objects to."""
    return name != _CHANNEL or not _objects_to(contact, str(value))


def _objects_to(contact: Contact, channel: str) -> bool:
    return is_unwanted(channel, do_not_call=contact.do_not_call, do_not_mail=contact.do_not_mail)


def _exchange(kept: Contact, gone: Contact) -> list[int]:
    """Put the addresses of the kept contact aside with the other, which brings its own of the same kind."""
    brought = {address.kind for address in gone.addresses}
    ids = [address.id for address in kept.addresses if address.kind in brought]
    _hand_over([address.id for address in gone.addresses], since=gone, to=kept)
    _hand_over(ids, since=kept, to=gone)
    return ids


def _hand_over(ids: list[int], *, since: Contact, to: Contact, unless: Collection[str] = ()) -> None:
    rows = sa.update(Address).where(Address.id.in_(ids), Address.contact_id == since.id, Address.kind.not_in(unless))
    db.session.execute(rows.values(contact_id=to.id).execution_options(synchronize_session=False))


def _kinds_of(contact: Contact) -> list[str]:
    return list(db.session.scalars(sa.select(Address.kind).where(Address.contact_id == contact.id)))
