"""What is asked of segments and of what was registered for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import joinedload, selectinload

from contactapp.clock import local_today
from contactapp.contacts.models import Address, Contact, Customer, Lease, Unit
from contactapp.contacts.queries import contacts_with_everything
from contactapp.db import db
from contactapp.interactions.codes import Channel, Direction, MomentKind
from contactapp.interactions.models import ContactMoment, InteractionTemplate
from contactapp.interactions.queries import all_templates
from contactapp.segments.leaving_out import reason_for
from contactapp.segments.models import RunRecipient, Segment, SegmentRun
from contactapp.segments.selecting import in_segment
from contactapp.web.pagination import Page, SortKey, keyset_page

SHOWN = 25
BY_NAME = (SortKey(Contact.sort_name), SortKey(Contact.id))


@dataclass(frozen=True)
class Counts:
    """How many contacts are reached, and how many are not, per reason."""

    reached: int
    left_out: dict[str, int]

    @property
    def total(self) -> int:
        return self.reached + self.missed

    @property
    def missed(self) -> int:
        return sum(self.left_out.values())


def current_segments() -> Sequence[Segment]:
    """The segments to choose from, by name."""
    query = select(Segment).where(Segment.ended_at.is_(None)).options(joinedload(Segment.created_by))
    return db.session.scalars(query.order_by(Segment.name, Segment.id)).all()


def find_segment(segment_id: int) -> Segment | None:
    """One segment, ended or not."""
    return db.session.scalar(select(Segment).where(Segment.id == segment_id).options(joinedload(Segment.created_by)))


def counts(segment: Segment, channel: Channel | None) -> Counts:
    """How many of a segment are reached through a channel."""
    judged = select(Contact.id, reason_for(channel).label("reason")).where(in_segment(segment)).subquery()
    found = db.session.execute(select(judged.c.reason, func.count()).group_by(judged.c.reason))
    per_reason: dict[str, int] = dict(iter(found))
    return Counts(per_reason.pop("", 0), per_reason)


def people_page(
    segment: Segment, channel: Channel | None, *, missed: bool | None, cursor: str | None
) -> tuple[Page[Contact], dict[int, str]]:
    """A page of who is in a segment, or only of who is (not) reached, with the reason per contact that is left out."""
    reason = reason_for(channel)
    query = (
        select(Contact)
        .where(in_segment(segment))
        .options(joinedload(Contact.customer), selectinload(Contact.addresses))
    )
    if missed is not None:
        query = query.where(reason != "" if missed else reason == "")
    page = keyset_page(query, BY_NAME, cursor=cursor, size=SHOWN)
    return page, reasons([contact.id for contact in page.items], channel)


def reached_contacts(segment: Segment, channel: Channel | None, *, size: int) -> list[Contact]:
    """Who of a segment is reached, by name, with all that a file or a list shows."""
    ids = select(Contact.id).where(in_segment(segment), reason_for(channel) == "")
    by_name = ids.order_by(Contact.sort_name, Contact.id).limit(size)
    return list(contacts_with_everything(db.session.scalars(by_name)).values())


def reasons(contact_ids: Sequence[int], channel: Channel | None) -> dict[int, str]:
    """Why each of these contacts is left out; who is reached is not in it."""
    judged = select(Contact.id, reason_for(channel)).where(Contact.id.in_(contact_ids))
    return {id_: reason for id_, reason in db.session.execute(judged) if reason}


def everybody_in(segment: Segment, run: SegmentRun) -> Select[int, int]:
    """The contacts of a segment as rows of a run, by name."""
    by_name = (Contact.sort_name, Contact.id)
    return select(literal(run.id), Contact.id).where(in_segment(segment)).order_by(*by_name)


def find_run(run_id: int, *, locked: bool = False) -> SegmentRun | None:
    """One run; ``locked`` lets a second step of the same run wait for the first."""
    query = select(SegmentRun).where(SegmentRun.id == run_id)
    query = query.options(joinedload(SegmentRun.created_by), joinedload(SegmentRun.segment))
    return db.session.scalar(query.with_for_update(of=SegmentRun) if locked else query)


def runs_of(segment: Segment, size: int = 20) -> Sequence[SegmentRun]:
    """What was registered for a segment, the latest first."""
    query = select(SegmentRun).where(SegmentRun.segment_id == segment.id).options(joinedload(SegmentRun.created_by))
    return db.session.scalars(query.order_by(SegmentRun.id.desc()).limit(size)).all()


def latest_runs(segment_ids: Iterable[int]) -> dict[int, SegmentRun]:
    """The last run of each of these segments."""
    last = select(func.max(SegmentRun.id)).where(SegmentRun.segment_id.in_(list(segment_ids)))
    query = select(SegmentRun).where(SegmentRun.id.in_(last.group_by(SegmentRun.segment_id)))
    return {run.segment_id: run for run in db.session.scalars(query.options(joinedload(SegmentRun.created_by)))}


def recipients_of(run: SegmentRun) -> int:
    """How many contacts were written down for a run."""
    return db.session.scalar(select(func.count()).where(RunRecipient.run_id == run.id)) or 0


def next_recipients(run: SegmentRun, size: int) -> Sequence[RunRecipient]:
    """Whose turn it is."""
    query = select(RunRecipient).where(RunRecipient.run_id == run.id, RunRecipient.id > run.last_recipient_id)
    return db.session.scalars(query.order_by(RunRecipient.id).limit(size)).all()


def registered_already(run: SegmentRun, contact_ids: Sequence[int]) -> set[int]:
    """Which of these contacts this run reached before, as one of two that became one meanwhile."""
    mine = select(RunRecipient.contact_id).where(
        RunRecipient.run_id == run.id, RunRecipient.contact_id.in_(contact_ids)
    )
    return set(db.session.scalars(mine.where(RunRecipient.contact_moment_id.is_not(None))))


def only_homes(contact_ids: Sequence[int]) -> dict[int, int]:
    """The id of the unit of each of these contacts that rents exactly one today."""
    rented = select(Customer.contact_id, func.min(Lease.unit_id)).join(Customer.leases)
    rented = rented.where(Customer.contact_id.in_(contact_ids), Lease.is_current)
    found = db.session.execute(rented.group_by(Customer.contact_id).having(func.count() == 1))
    return dict(iter(found))


def recipients_page(run: SegmentRun, *, left_out: bool, cursor: str | None) -> Page[RunRecipient]:
    """A page of who a run reached, or left out."""
    query = select(RunRecipient).where(RunRecipient.run_id == run.id)
    query = query.where(RunRecipient.reason != "" if left_out else RunRecipient.contact_moment_id.is_not(None))
    contact, moment = joinedload(RunRecipient.contact), joinedload(RunRecipient.contact_moment)
    options = (contact.joinedload(Contact.customer), contact.selectinload(Contact.addresses))
    query = query.options(*options, moment.joinedload(ContactMoment.ticket))
    return keyset_page(query, (SortKey(RunRecipient.id),), cursor=cursor, size=SHOWN)


def complexes() -> Sequence[tuple[str, str]]:
    """Code and name of every complex, by name."""
    query = select(Unit.complex_code, func.max(Unit.complex_name)).where(Unit.complex_code != "")
    found = db.session.execute(query.group_by(Unit.complex_code)).all()
    return sorted(((code, name) for code, name in found), key=lambda one: (one[1], one[0]))


def street_as_known(text: str) -> str | None:
    """The name of a street as it stands in our addresses, however it was typed."""
    # The database lowers both: SQLite and Python do not agree about É.
    doors = [
        select(door.street).where(func.lower(door.street) == func.lower(text)).limit(1) for door in (Unit, Address)
    ]
    return next((found for query in doors if (found := db.session.scalar(query))), None)


def outgoing_templates() -> list[InteractionTemplate]:
    """The templates with which we turn to somebody; a complaint is never ours."""
    today = local_today()
    fitting = [one for one in all_templates() if one.direction is Direction.OUTGOING and one.is_active_on(today)]
    return [one for one in fitting if one.kind is not MomentKind.COMPLAINT]
