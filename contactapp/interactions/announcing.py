"""The same contact moment for many contacts, each on a ticket of its own, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.events.log import record_each
from contactapp.events.verbs import Verb
from contactapp.interactions.models import ContactMoment, ContactMomentValues, Ticket
from contactapp.interactions.note_index import reindex
from contactapp.web.numbering import yearly_numbers


@dataclass(frozen=True)
class Addressee:
    """Who is told, in which words, and about which home."""

    contact_id: int
    note: str
    unit_id: int | None = None


@dataclass(frozen=True)
class Announcement:
    """What everybody is told; the note of ``values`` gives way to that of each addressee."""

    subject: str
    values: ContactMomentValues
    faq_id: int | None = None

    def make(self, addressees: Sequence[Addressee], *, by: User) -> dict[int, int]:
        """Open a ticket for each contact and record its contact moment; nothing is left to do on it.

        Returns:
            The id of the contact moment of each contact.
        """
        tickets = self._open(addressees, by)
        shared = self._shared(by)
        rows = [shared | {"contact_id": one.contact_id, "note": one.note} for one in addressees]
        for row in rows:
            row["ticket_id"] = tickets[row["contact_id"]]
        db.session.execute(sa.insert(ContactMoment), rows)
        written = sa.select(ContactMoment.contact_id, ContactMoment.id)
        found = db.session.execute(written.where(ContactMoment.ticket_id.in_(tickets.values())))
        moments = {contact_id: id_ for contact_id, id_ in found if contact_id is not None}
        record_each(Ticket, tickets.values(), Verb.TICKET_OPENED, by=by)
        record_each(ContactMoment, moments.values(), Verb.MOMENT_RECORDED, by=by)
        reindex(db.session.connection(), moments.values())
        return moments

    def _open(self, addressees: Sequence[Addressee], by: User) -> Mapping[int, int]:
        """The id of the new ticket of each contact."""
        numbers = yearly_numbers("T", len(addressees))
        shared = {"anonymous": False, "subject": self.subject, "faq_id": self.faq_id, "created_by_id": by.id}
        rows = [
            shared | {"number": number, "contact_id": one.contact_id, "unit_id": one.unit_id}
            for number, one in zip(numbers, addressees, strict=True)
        ]
        db.session.execute(sa.insert(Ticket), rows)
        found = db.session.execute(sa.select(Ticket.contact_id, Ticket.id).where(Ticket.number.in_(numbers)))
        return {contact_id: id_ for contact_id, id_ in found if contact_id is not None}

    def _shared(self, by: User) -> dict[str, Any]:
        values = self.values
        return {
            "subject": self.subject,
            "channel": values.channel,
            "direction": values.direction,
            "kind": values.kind,
            "result": values.result,
            "in_portal": values.in_portal,
            "occurred_at": values.occurred_at or utcnow(),
            "template_id": values.template.id if values.template else None,
            "author_id": by.id,
            "team_id": min(by.team_ids, default=None),
        }


def withdraw_each(moment_ids: Sequence[int], *, reason: str, by: User) -> None:
    """Strike these through for good, as far as nobody did before, and say why (R27)."""
    standing = sa.select(ContactMoment.id).where(ContactMoment.id.in_(moment_ids), ContactMoment.withdrawn_at.is_(None))
    ids = db.session.scalars(standing).all()
    struck = sa.update(ContactMoment).where(ContactMoment.id.in_(ids))
    db.session.execute(struck.values(withdrawn_at=utcnow(), withdrawn_reason=reason))
    record_each(ContactMoment, ids, Verb.MOMENT_WITHDRAWN, by=by, reason=reason)
