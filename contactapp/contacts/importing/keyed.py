"""Finding rows back by source and external id, and changing only what differs."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, select, tuple_
from sqlalchemy.sql.base import ExecutableOption

from contactapp.contacts.importing.reading import Outcome, Row, RowRefused
from contactapp.contacts.models import Contact, Customer, Lease, Unit
from contactapp.contacts.postcodes import normal_addition, parse_postcode
from contactapp.db import db

# What is cut to fit would be another key.
_LONGEST = {"source": 40, "external_id": 80, "number": 20}

Keyed = TypeVar("Keyed", Contact, Customer, Unit, Lease)


class Known(Generic[Keyed]):
    """What is stored already, of one model, for the rows of one batch."""

    def __init__(self, model: type[Keyed], *options: ExecutableOption) -> None:
        self._model: type[Keyed] = model
        self._options = options
        self._rows: dict[tuple[str, str], Keyed] = {}

    def load(self, keys: Iterable[tuple[str, str]]) -> None:
        """Read what is stored under these keys."""
        wanted = sorted({key for key in keys if all(key)})
        columns = tuple_(self._model.source, self._model.external_id)
        found = db.session.scalars(self._select(columns.in_(wanted))) if wanted else ()
        self._rows = {(row.source or "", row.external_id or ""): row for row in found}

    def get(self, source: str, external_id: str) -> Keyed | None:
        return self._rows.get((source, external_id))

    def demand(self, source: str, external_id: str, name: str) -> Keyed:
        """The row something refers to; refused when it does not exist."""
        found = self.get(source, external_id)
        if found is None:
            raise RowRefused(
                _("%(name)s ‘%(id)s’ is niet bekend bij bron ‘%(source)s’", name=name, id=external_id, source=source)
            )
        return found

    def add(self, row: Keyed) -> Keyed:
        """A new row, from now on known as well."""
        db.session.add(row)
        self._rows[(row.source or "", row.external_id or "")] = row
        return row

    def _select(self, condition: ColumnElement[bool]) -> Select[Keyed]:
        return select(self._model).where(condition).options(*self._options)


class KnownContacts(Known[Contact]):
    """The same of contacts: the key of one that was merged leads to the contact it became (R6)."""

    def __init__(self, *options: ExecutableOption) -> None:
        super().__init__(Contact, *options)
        self._merged: set[tuple[str, str]] = set()

    def load(self, keys: Iterable[tuple[str, str]]) -> None:
        super().load(keys)
        self._merged = {key for key, row in self._rows.items() if row.merged_into_id is not None}
        while into := {row.merged_into_id for row in self._rows.values() if row.merged_into_id is not None}:
            survivors = {row.id: row for row in db.session.scalars(self._select(Contact.id.in_(into)))}
            self._rows = {key: survivors.get(row.merged_into_id or 0, row) for key, row in self._rows.items()}

    def was_merged(self, source: str, external_id: str) -> bool:
        """Whether a row with this key speaks of a contact that stands under another key, or was made by hand."""
        return (source, external_id) in self._merged

    def _select(self, condition: ColumnElement[bool]) -> Select[Contact]:
        """Whoever changes or merges one of them comes after this batch, or is waited for."""
        return super()._select(condition).order_by(Contact.id).with_for_update(key_share=True)


def key_of(row: Row, column: str = "external_id") -> tuple[str, str]:
    return row["source"], row.get(column, "")


def keys_of(rows: Sequence[Row], column: str = "external_id") -> set[tuple[str, str]]:
    return {key_of(row, column) for row in rows}


def demand_all(row: Row, names: Iterable[str]) -> None:
    """Refuse a row in which one of these is empty, or which has more fields than the heading."""
    if "" in row:
        raise RowRefused(_("te veel velden"))
    long = [name for name, most in _LONGEST.items() if len(row.get(name, "")) > most]
    if long:
        raise RowRefused(_("te lang: %(names)s", names=", ".join(long)))
    empty = [name for name in names if not row[name]]
    if empty:
        raise RowRefused(_("leeg: %(names)s", names=", ".join(empty)))


def change(target: object, values: dict[str, Any]) -> bool:
    """Set what differs; says whether anything did."""
    different = {name: value for name, value in values.items() if getattr(target, name) != value}
    for name, value in different.items():
        setattr(target, name, value)
    return bool(different)


def outcome(*, new: bool, changed: bool) -> Outcome:
    if new:
        return Outcome.ADDED
    return Outcome.CHANGED if changed else Outcome.SAME


def a_day(text: str, name: str) -> date | None:
    """A day as 2026-11-24 or 24-11-2026; None when empty."""
    if not text:
        return None
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day has no time zone
        except ValueError:
            continue
    raise RowRefused(_("%(name)s: ‘%(value)s’ is geen datum (2026-11-24)", name=name, value=text))


def address_values(row: Row) -> dict[str, Any]:
    """The parts of an address as they are stored."""
    number = row.get("house_number", "")
    if number and not (number.isdecimal() and 0 < int(number) <= 99_999):
        raise RowRefused(_("%(name)s: ‘%(value)s’ is geen huisnummer", name="house_number", value=number))
    country = row.get("country", "").upper() or "NL"
    postcode = row.get("postcode", "")
    if country == "NL" and postcode and parse_postcode(postcode) is None:
        raise RowRefused(_("%(name)s: ‘%(value)s’ is geen postcode", name="postcode", value=postcode))
    return {
        "street": row.get("street", "")[:120],
        "house_number": int(number) if number else None,
        "house_addition": normal_addition(row.get("house_addition", ""))[:20],
        "postcode": parse_postcode(postcode) or postcode[:12],
        "city": row.get("city", "")[:80],
        "country": country[:2],
        "bag_id": row.get("bag_id", "")[:20],
    }
