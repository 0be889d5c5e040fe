"""Postcode and house number become a whole address: own table, then cache, then the land registry (R4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import current_app
from sqlalchemy import or_, select

from contactapp.clock import utcnow
from contactapp.contacts.forms import AddressFields
from contactapp.contacts.models import Address, KnownAddress, Unit
from contactapp.contacts.pdok import Locatieserver, Unavailable
from contactapp.contacts.postcodes import HouseAddress, addition_key
from contactapp.db import db
from contactapp.web.transaction import write_afterwards

OWN = "own"
# A home of ours says nothing of its neighbours, as an address table does.
HOME = "home"
# Streets are renamed now and then; what we were told once is asked again after this.
CACHE_KEPT = timedelta(days=180)


@dataclass(frozen=True)
class Lookup:
    """What is known of a door: the one address, or the ones to choose from."""

    exact: KnownAddress | None = None
    choices: Sequence[KnownAddress] = ()
    unit: Unit | None = None  # our own home behind the door
    unavailable: bool = False  # the land registry could not be asked


def look_up(address: HouseAddress) -> Lookup:
    """Find the address, asking the land registry when we do not know it.

    What it says is kept for the next time, once the answer is made. This is for requests that read: one that stores
    waits for nobody and asks ``known``.
    """
    doors = known_addresses(address)
    if _exact(doors, address) is not None or not _may_be_unknown(doors, address):
        return _lookup(doors, address)
    try:
        fetched = locatieserver().find(address)
    except Unavailable:
        return replace(_lookup(doors, address), unavailable=not doors)
    if fetched:
        write_afterwards(lambda: db.session.add_all(_not_yet_known(fetched)))
    return _lookup([*doors, *_others(fetched, doors)], address)


def known(address: HouseAddress) -> Lookup:
    """The same from what we know ourselves; never asks outside, so it is safe while storing."""
    return _lookup(known_addresses(address), address)


def verified(address: HouseAddress) -> KnownAddress | None:
    """The address as our own table or the cache knows it."""
    return _exact(known_addresses(address), address)


def resolved(typed: AddressFields) -> Address | None:
    """The address as the land registry has it, otherwise as it was typed; never waits for anybody (R4)."""
    found = verified(typed.house_address) if typed.house_address and not typed.typed_by_hand else None
    return found.as_address() if found else typed.typed_address()


def known_addresses(address: HouseAddress) -> list[KnownAddress]:
    """Every door with this postcode and number that we know, own table first."""
    fresh = or_(KnownAddress.origin == OWN, KnownAddress.fetched_at > utcnow() - CACHE_KEPT)
    rows = db.session.scalars(
        select(KnownAddress)
        .where(KnownAddress.postcode == address.postcode, KnownAddress.house_number == address.number, fresh)
        .order_by((KnownAddress.origin != OWN), KnownAddress.house_addition, KnownAddress.id)
    )
    units = db.session.scalars(
        select(Unit).where(Unit.postcode == address.postcode, Unit.house_number == address.number).order_by(Unit.id)
    )
    doors: dict[str, KnownAddress] = {}
    for row in (*rows, *(_of_unit(unit) for unit in units)):
        doors.setdefault(addition_key(row.house_addition), row)
    return list(doors.values())


def locatieserver() -> Locatieserver:
    """The one client of this process; it remembers when the server was down."""
    found: Locatieserver = current_app.extensions["contacts.locatieserver"]
    return found


def _lookup(doors: Sequence[KnownAddress], address: HouseAddress) -> Lookup:
    exact = _exact(doors, address)
    if exact is None:
        return Lookup(choices=sorted(doors, key=_along_the_street))
    return Lookup(exact=exact, unit=_unit_at(exact))


def _along_the_street(door: KnownAddress) -> tuple[int, str]:
    """14, 14-2, 14-10: shorter additions come first."""
    key = addition_key(door.house_addition)
    return len(key), key


def _exact(doors: Sequence[KnownAddress], address: HouseAddress) -> KnownAddress | None:
    matches = [row for row in doors if addition_key(row.house_addition) == address.addition_key]
    return matches[0] if len(matches) == 1 else None


def _may_be_unknown(doors: Sequence[KnownAddress], address: HouseAddress) -> bool:
    """Without an addition the doors of an address table are a fair choice; with one, this door may be new to us."""
    return bool(address.addition) or all(door.origin == HOME for door in doors)


def _unit_at(address: KnownAddress) -> Unit | None:
    units = db.session.scalars(
        select(Unit).where(Unit.postcode == address.postcode, Unit.house_number == address.house_number)
    )
    key = addition_key(address.house_addition)
    return next((unit for unit in units if addition_key(unit.house_addition) == key), None)


def _of_unit(unit: Unit) -> KnownAddress:
    return KnownAddress(
        street=unit.street,
        house_number=unit.house_number,
        house_addition=unit.house_addition,
        postcode=unit.postcode,
        city=unit.city,
        bag_id=unit.bag_id,
        country=unit.country,
        origin=HOME,
    )


def _not_yet_known(fetched: Sequence[KnownAddress]) -> list[KnownAddress]:
    """Two people may look up the same door at once; the second finds it stored."""
    first = fetched[0]
    stored = select(KnownAddress).where(
        KnownAddress.postcode == first.postcode, KnownAddress.house_number == first.house_number
    )
    return _others(fetched, db.session.scalars(stored).all())


def _others(fetched: Sequence[KnownAddress], doors: Sequence[KnownAddress]) -> list[KnownAddress]:
    have = {addition_key(row.house_addition) for row in doors}
    return [row for row in fetched if addition_key(row.house_addition) not in have]
