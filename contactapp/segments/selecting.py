"""Who is in a segment: the condition behind its fields."""

from collections.abc import Iterator

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from contactapp.contacts.codes import AddressKind
from contactapp.contacts.models import Address, Contact, ContactRole, Customer, Lease, Unit
from contactapp.contacts.searching import PARTIES
from contactapp.segments.models import Segment


def in_segment(segment: Segment) -> ColumnElement[bool]:
    """The condition under which a contact is in this segment."""
    return and_(Contact.merged_into_id.is_(None), *_conditions(segment))


def _conditions(segment: Segment) -> Iterator[ColumnElement[bool]]:
    yield Contact.kind == segment.kind if segment.kind else Contact.kind.in_(PARTIES)
    if segment.language:
        yield Contact.language == segment.language
    if segment.role:
        yield Contact.id.in_(_with_role(segment))
    if segment.complex_code or segment.tenants_only:
        yield Contact.id.in_(_renting(segment))
    elif segment.street or segment.postcode:
        # Whoever rents a garage there is concerned as well.
        yield or_(Contact.id.in_(_renting(segment)), Contact.id.in_(_living(segment)))


def _with_role(segment: Segment) -> Select[int]:
    return select(ContactRole.party_id).where(ContactRole.kind == segment.role, ContactRole.is_current)


def _renting(segment: Segment) -> Select[int]:
    there = list(_place(Unit, segment))
    if segment.complex_code:
        there.append(Unit.complex_code == segment.complex_code)
    return select(Customer.contact_id).join(Customer.leases).join(Lease.unit).where(~Lease.is_over, *there)


def _living(segment: Segment) -> Select[int]:
    return select(Address.contact_id).where(Address.kind == AddressKind.HOME, *_place(Address, segment))


def _place(door: type[Address] | type[Unit], segment: Segment) -> Iterator[ColumnElement[bool]]:
    if segment.street:
        yield func.lower(door.street) == func.lower(segment.street)
    if segment.first_number is not None:
        yield door.house_number >= segment.first_number
    if segment.last_number is not None:
        yield door.house_number <= segment.last_number
    if segment.postcode:
        yield door.postcode.startswith(segment.postcode, autoescape=True)
