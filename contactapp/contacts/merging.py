"""Two contacts become one, and apart again for thirty days (R6).

Everything that points at a contact moves, found by walking the foreign keys of the whole database,
so that what a later area attaches moves as well without anybody having to remember it.
"""

from collections.abc import Collection, Iterator
from datetime import timedelta

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.orm.attributes import flag_modified

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.choosing import Choice, fits, give_back, take_over
from contactapp.contacts.models import Address, Contact, ContactAlias, ContactMerge, ContactPoint, ContactRole
from contactapp.contacts.terms import reindex, search_term
from contactapp.db import Model, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.web.errors import DomainError

UNDO_FOR = timedelta(days=30)
# These follow from something else, or tell the history of the contacts themselves.
_STAYS = {"contact", search_term.name, ContactMerge.__tablename__}
# Filled from the other contact when empty; a name is never mixed out of two.
_FILLED = ("first_name", "salutation", "birth_date", "death_date", "chamber_of_commerce_number", "preferred_channel")
_FIRST = (ContactPoint.preferred, ContactRole.shown_first)  # what only one of a kind can be


class CannotMerge(DomainError):
    """These two cannot become one."""


class CannotUndo(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Dit samenvoegen kan niet meer ongedaan worden gemaakt."))


def merge(kept: Contact, gone: Contact, *, choices: Collection[Choice] = (), by: User) -> ContactMerge:
    """Move everything of ``gone`` to ``kept``, which takes over the ``choices``; the old number stays as an alias."""
    _hold(kept, gone)
    _check(kept, gone)
    db.session.flush()
    leading = _stand_behind(kept, gone)
    moved = {str(column): ids for column in references() if (ids := _move(column, gone, kept))} | leading
    if Choice.ADDRESS in choices:
        moved[str(Address.__table__.c.contact_id)] = sorted(address.id for address in gone.addresses)
    replaced, filled = take_over(kept, gone, choices), _fill(kept, gone)
    act = ContactMerge(kept=kept, gone=gone, by_id=by.id, moved=moved, filled=filled, replaced=replaced)
    gone.merged_into_id = kept.id
    _outdate_pages(kept, gone)
    db.session.add_all([act, ContactAlias(number=gone.number, contact_id=kept.id)])
    record(kept, Verb.CONTACT_MERGED, by=by, number=gone.number)
    _refresh(kept, gone)
    return act


def undo(act: ContactMerge, *, by: User) -> None:
    """Put everything back that was moved; what came later stays where it came."""
    if not can_be_undone(act):
        raise CannotUndo
    kept, gone = act.kept, act.gone
    for column in references():
        ids = act.moved.get(str(column), [])
        rows = sa.update(column.table).where(column.table.c.id.in_(ids), column == kept.id)
        db.session.execute(rows.values({column: gone.id}))
    for flag in _FIRST:
        _set(flag, act.moved.get(str(flag), []), on=True)
    for name in (name for name in act.filled if getattr(kept, name) == getattr(gone, name)):  # not changed since
        setattr(kept, name, None if name.endswith("_date") else "")
    give_back(kept, gone, act.replaced)
    db.session.execute(sa.delete(ContactAlias).where(ContactAlias.number == gone.number))
    gone.merged_into_id, act.undone_at = None, utcnow()
    _outdate_pages(kept, gone)
    record(kept, Verb.CONTACT_UNMERGED, by=by, number=gone.number)
    _refresh(kept, gone)


def can_be_undone(act: ContactMerge) -> bool:
    """Once, within thirty days, and not when the two are part of a later merge."""
    return act.undone_at is None and utcnow() - act.merged_at <= UNDO_FOR and act.gone.merged_into_id == act.kept_id


def references() -> Iterator[sa.Column[int]]:
    """Every column of the whole database that points at a contact and moves with it."""
    contact = Contact.__table__
    for table in Model.metadata.sorted_tables:
        if table.name not in _STAYS:
            yield from (
                column for column in table.columns if any(key.column.table is contact for key in column.foreign_keys)
            )


def _hold(kept: Contact, gone: Contact) -> None:
    """Wait for everybody who is writing about either of them, and read what they wrote."""
    both = sa.select(Contact.id).where(Contact.id.in_([kept.id, gone.id])).order_by(Contact.id)
    db.session.execute(both.with_for_update())
    for contact in (kept, gone):
        db.session.refresh(contact)


def _check(kept: Contact, gone: Contact) -> None:
    if kept.id == gone.id or kept.merged_into_id or gone.merged_into_id:
        raise CannotMerge(_("Kies twee verschillende contacten."))
    if kept.kind is not gone.kind:
        raise CannotMerge(_("Alleen contacten van dezelfde soort kunnen worden samengevoegd."))
    if kept.customer and gone.customer:
        raise CannotMerge(_("Beide contacten hebben een klantnummer. Laat eerst in het verhuursysteem één klant over."))


def _move(column: sa.Column[int], gone: Contact, kept: Contact) -> list[int]:
    table = column.table
    ids = set(db.session.scalars(sa.select(table.c.id).where(column == gone.id))) - _already_there(table, gone, kept)
    if ids:
        db.session.execute(sa.update(table).where(table.c.id.in_(ids)).values({column: kept.id}))
    return sorted(ids)


def _already_there(table: sa.FromClause, gone: Contact, kept: Contact) -> set[int]:
    """Rows that the kept contact has too: they stay behind instead of standing there twice."""
    if table is ContactPoint.__table__:
        have = {(point.kind, point.value) for point in kept.contact_points}
        return {point.id for point in gone.contact_points if (point.kind, point.value) in have}
    if table is Address.__table__:
        kinds = {address.kind for address in kept.addresses}
        return {address.id for address in gone.addresses if address.kind in kinds}
    if table is ContactRole.__table__:
        seen = {(role.person_id, role.party_id, role.kind) for role in (*kept.people, *kept.roles)}
        inside = {role.id for role in gone.people if (role.person_id, kept.id, role.kind) in seen}
        return inside | {role.id for role in gone.roles if (kept.id, role.party_id, role.kind) in seen}
    return set()


def _stand_behind(kept: Contact, gone: Contact) -> dict[str, list[int]]:
    """Of each kind of number one is preferred, and one person is shown first (R5, R7): those of ``kept``, if any.

    Returns per column the ids of the rows that give way, as ``undo`` wants them.
    """
    kinds = {point.kind for point in kept.contact_points if point.preferred}
    points = [point.id for point in gone.contact_points if point.preferred and point.kind in kinds]
    has_first = any(role.shown_first for role in kept.current_people)
    roles = [role.id for role in gone.people if role.shown_first and has_first]
    found = {str(flag): ids for flag, ids in zip(_FIRST, (points, roles), strict=True) if ids}
    for flag in _FIRST:
        _set(flag, found.get(str(flag), []), on=False)
    return found


def _set(flag: InstrumentedAttribute[bool], ids: list[int], *, on: bool) -> None:
    row = flag.class_
    db.session.execute(sa.update(row).where(row.id.in_(ids)).values({flag: on}))


def _fill(kept: Contact, gone: Contact) -> list[str]:
    given = {name: value for name in _FILLED if not getattr(kept, name) and (value := getattr(gone, name))}
    filled = [name for name, value in given.items() if fits(kept, name, value)]
    for name in filled:
        setattr(kept, name, given[name])
    return filled


def _outdate_pages(*contacts: Contact) -> None:
    """What a page shows of them is no longer all: saving it would take away what came along."""
    for contact in contacts:
        flag_modified(contact, "surname")


def _refresh(kept: Contact, gone: Contact) -> None:
    """What was moved by statement is read again, and found again."""
    db.session.flush()
    db.session.expire(kept)
    db.session.expire(gone)
    near = {role.person_id for one in (kept, gone) for role in one.people}
    near |= {role.party_id for one in (kept, gone) for role in one.roles}
    reindex(db.session.connection(), near | {kept.id, gone.id})
