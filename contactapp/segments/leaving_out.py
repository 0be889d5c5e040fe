"""Who of a selection is not reached through a channel, and why: one expression that preview and registering share."""

from enum import StrEnum

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, case, exists, or_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from contactapp.contacts.codes import SPEAKS_FOR_OTHERS, ContactPointKind
from contactapp.contacts.models import Address, Contact, ContactPoint, ContactRole
from contactapp.interactions.codes import Channel


class Reason(StrEnum):
    """Why somebody is left out; an empty reason is none."""

    DECEASED = "deceased"
    DO_NOT_CALL = "do_not_call"
    DO_NOT_MAIL = "do_not_mail"
    NO_PHONE = "no_phone"
    NO_EMAIL = "no_email"
    NO_ADDRESS = "no_address"
    TWICE = "twice"  # two contacts became one while it was registered


_person = aliased(Contact, name="person")
_Flag = InstrumentedAttribute[bool]


def reason_for(channel: Channel | None) -> ColumnElement[str]:
    """Per contact the reason why it is left out, empty for who is reached; without a channel only death counts."""
    conditions = [(_has_died(), Reason.DECEASED), *_hindrances(channel)]
    return case(*((condition, code.value) for condition, code in conditions), else_="")


def _hindrances(channel: Channel | None) -> list[tuple[ColumnElement[bool], Reason]]:
    match channel:
        case Channel.PHONE:
            objection = _objects(Contact.do_not_call, _person.do_not_call)
            return [(objection, Reason.DO_NOT_CALL), (~_has_point(ContactPointKind.PHONE), Reason.NO_PHONE)]
        case Channel.EMAIL:
            objection = _objects(Contact.do_not_mail, _person.do_not_mail)
            return [(objection, Reason.DO_NOT_MAIL), (~_has_point(ContactPointKind.EMAIL), Reason.NO_EMAIL)]
        case Channel.SMS | Channel.APP:
            return [(~_has_point(ContactPointKind.PHONE), Reason.NO_PHONE)]
        case Channel.LETTER | Channel.VISIT:
            return [(~exists().where(Address.contact_id == Contact.id), Reason.NO_ADDRESS)]
    return []


def _has_died() -> ColumnElement[bool]:
    """Somebody of the household died, and nobody of it is left but who spoke for them."""
    insider = ContactRole.kind.not_in(SPEAKS_FOR_OTHERS)
    return and_(
        _somebody(_person.death_date.is_not(None), insider),
        ~_somebody(_person.death_date.is_(None), insider, ContactRole.is_current),
    )


def _objects(own: _Flag, persons: _Flag) -> ColumnElement[bool]:
    """The household itself, or whoever it is named after."""
    return or_(own, _somebody(persons, ContactRole.shown_first, ContactRole.is_current))


def _has_point(kind: ContactPointKind) -> ColumnElement[bool]:
    """Its own, or of somebody in it."""
    own = exists().where(ContactPoint.contact_id == Contact.id, ContactPoint.kind == kind)
    theirs = exists().where(ContactPoint.contact_id == ContactRole.person_id, ContactPoint.kind == kind)
    return or_(own, exists().where(ContactRole.party_id == Contact.id, ContactRole.is_current, theirs))


def _somebody(*conditions: SQLColumnExpression[bool]) -> ColumnElement[bool]:
    return exists().where(ContactRole.party_id == Contact.id, ContactRole.person_id == _person.id, *conditions)
