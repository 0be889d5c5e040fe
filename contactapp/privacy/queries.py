"""What we ask of the access log (R12)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from contactapp.accounts.queries import ids_matching
from contactapp.contacts.models import Contact
from contactapp.contacts.queries import ids_behind
from contactapp.db import db
from contactapp.events.models import AccessRecord
from contactapp.web.pagination import Page, SortKey, keyset_page

NEWEST_FIRST = (SortKey(AccessRecord.id, descending=True),)


@dataclass(frozen=True)
class AccessFilter:
    """Which rows of the log are asked: about one contact, by one colleague, or all."""

    contact: str = ""
    colleague: str = ""

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "AccessFilter":
        return cls(args.get("contact", "").strip(), args.get("colleague", "").strip())

    def apply(self) -> Select[AccessRecord]:
        """The rows that fit; a number that does not exist fits none."""
        query = select(AccessRecord).options(joinedload(AccessRecord.user))
        if self.contact:
            query = query.where(AccessRecord.contact_id.in_(ids_behind(self.contact)))
        if self.colleague:
            query = query.where(AccessRecord.user_id.in_(ids_matching(self.colleague)))
        return query


@dataclass(frozen=True)
class Look:
    """One row of the log as it is shown; the contact is None once it is removed."""

    record: AccessRecord
    contact: Contact | None


def looks(asked: AccessFilter, cursor: str | None) -> Page[Look]:
    """A page of the log, newest first, with whom it was about."""
    page = keyset_page(asked.apply(), NEWEST_FIRST, cursor=cursor, size=50)
    contacts = _contacts_of(page.items)
    rows = [Look(record, contacts.get(record.contact_id)) for record in page.items]
    return Page(rows, previous=page.previous, next=page.next)


def _contacts_of(records: Sequence[AccessRecord]) -> dict[int, Contact]:
    ids = {record.contact_id for record in records}
    return {contact.id: contact for contact in db.session.scalars(select(Contact).where(Contact.id.in_(ids)))}
