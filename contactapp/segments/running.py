"""Registering one contact moment for everybody in a segment, some at a time, and withdrawing all of it again.

Who gets it is written down at the start. Each step is one short request that goes on where the last one stopped,
so that nothing waits long, and what was interrupted can be taken up again by anybody. A step stores its contact
moments and its place together or not at all.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.queries import held
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from contactapp.interactions.announcing import Addressee, Announcement, withdraw_each
from contactapp.interactions.codes import Channel, MomentKind
from contactapp.interactions.models import ContactMomentValues, InteractionTemplate
from contactapp.knowledge.models import Faq
from contactapp.segments import queries
from contactapp.segments.leaving_out import Reason
from contactapp.segments.models import RunPhase, RunRecipient, Segment, SegmentRun
from contactapp.segments.wording import selection_text
from contactapp.web.errors import DomainError, Overtaken, Refused

STEP = 200
NAME = "{klant}"


class BegunMeanwhile(Overtaken):
    """Somebody registered something for this segment after the form was opened."""

    def __init__(self) -> None:
        super().__init__(
            _("Voor deze selectie is net al iets vastgelegd. Kijk eerst of dat hetzelfde is: er is niets dubbel.")
        )


class TooLateToWithdraw(DomainError):
    def __init__(self) -> None:
        super().__init__(_("Dit kan niet meer in één keer worden ingetrokken. Trek de contactmomenten los in."))


@dataclass(frozen=True, kw_only=True)
class RunValues:
    """The one contact moment; ``{klant}`` in the note becomes the name of each contact."""

    subject: str
    note: str
    channel: Channel
    kind: MomentKind
    occurred_at: datetime
    in_portal: bool = False
    template: InteractionTemplate | None = None
    faq: Faq | None = None


def begin(segment: Segment, values: RunValues, *, seen: int, by: User) -> SegmentRun:
    """Write down who gets it. Of two people who press at once one is first; ``seen`` is how many runs they knew of.

    Raises:
        BegunMeanwhile: there is a run they did not know of.
    """
    _claim(segment, seen)
    run = SegmentRun(
        segment=segment,
        selection=selection_text(segment),
        template=values.template,
        faq=values.faq,
        subject=values.subject,
        channel=values.channel,
        kind=values.kind,
        note=values.note,
        in_portal=values.in_portal,
        occurred_at=values.occurred_at,
        created_by=by,
    )
    db.session.add(run)
    db.session.flush()
    rows = sa.insert(RunRecipient).from_select(["run_id", "contact_id"], queries.everybody_in(segment, run))
    db.session.execute(rows)
    run.total = queries.recipients_of(run)
    if not run.total:
        raise Refused(_("Er is niemand in deze selectie."))
    record(run, Verb.SEGMENT_RUN_STARTED, by=by, about=run.subject, count=run.total)
    return run


def step(run: SegmentRun) -> None:
    """Deal with the next contacts; after the last one the phase is over."""
    if not run.is_running:
        return
    batch = queries.next_recipients(run, STEP)
    _withdraw(run, batch) if run.is_withdrawal else _register(run, batch)
    if batch:
        run.last_recipient_id = batch[-1].id
    if len(batch) < STEP:
        _finish(run)


def withdraw(run: SegmentRun, *, reason: str, by: User) -> None:
    """Strike through all that was registered, and register no more; twice starts it once.

    Raises:
        TooLateToWithdraw: more than a day ago.
    """
    if run.is_withdrawal:
        return
    if not run.can_be_withdrawn:
        raise TooLateToWithdraw
    run.phase, run.last_recipient_id = RunPhase.WITHDRAWING, 0
    run.withdrawn_by_id, run.withdrawn_reason = by.id, reason
    record(run, Verb.SEGMENT_RUN_WITHDRAWN, by=by, reason=reason)


def _claim(segment: Segment, seen: int) -> None:
    mine = sa.update(Segment).where(Segment.id == segment.id, Segment.runs_begun == seen)
    changed = db.session.execute(mine.values(runs_begun=seen + 1).returning(Segment.id))
    if changed.scalar_one_or_none() is None:
        raise BegunMeanwhile


def _register(run: SegmentRun, batch: Sequence[RunRecipient]) -> None:
    _follow(batch)
    ids = [recipient.contact_id for recipient in batch]
    reasons = queries.reasons(ids, run.channel)
    had_it = queries.registered_already(run, ids)
    told = []
    for recipient in batch:
        recipient.reason = Reason.TWICE if recipient.contact_id in had_it else reasons.get(recipient.contact_id, "")
        if not recipient.reason:
            told.append(recipient)
            had_it.add(recipient.contact_id)
    homes = queries.only_homes([recipient.contact_id for recipient in told])
    addressees = [_addressee(run, recipient, homes) for recipient in told]
    moments = _announcement(run).make(addressees, by=run.created_by) if addressees else {}
    for recipient in told:
        recipient.contact_moment_id = moments[recipient.contact_id]
    run.registered += len(told)
    run.left_out += len(batch) - len(told)


def _follow(batch: Sequence[RunRecipient]) -> None:
    """Whoever was merged since they were written down is who they became."""
    contacts = held([recipient.contact_id for recipient in batch])
    for recipient in batch:
        recipient.contact = contacts[recipient.contact_id]
    db.session.flush()


def _addressee(run: SegmentRun, recipient: RunRecipient, homes: Mapping[int, int]) -> Addressee:
    note = run.note.replace(NAME, recipient.contact.name)
    return Addressee(recipient.contact_id, note, homes.get(recipient.contact_id))


def _announcement(run: SegmentRun) -> Announcement:
    values = ContactMomentValues(
        note=run.note,
        channel=run.channel,
        direction=run.direction,
        kind=run.kind,
        in_portal=run.in_portal,
        occurred_at=run.occurred_at,
        template=run.template,
    )
    return Announcement(run.subject, values, run.faq_id)


def _withdraw(run: SegmentRun, batch: Sequence[RunRecipient]) -> None:
    ids = [recipient.contact_moment_id for recipient in batch if recipient.contact_moment_id is not None]
    withdraw_each(ids, reason=run.withdrawn_reason, by=run.withdrawn_by or run.created_by)
    run.withdrawn += len(ids)


def _finish(run: SegmentRun) -> None:
    if run.is_withdrawal:
        run.phase = RunPhase.WITHDRAWN
        return
    run.phase, run.finished_at = RunPhase.REGISTERED, utcnow()
    record(run, Verb.SEGMENT_RUN_FINISHED, by=None, registered=run.registered, left_out=run.left_out)
