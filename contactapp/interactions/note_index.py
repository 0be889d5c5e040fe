"""The index by which contact moments are found: on the words of their subject and note, and on who recorded them.

Plain rows with plain indexes: it works the same on SQLite and PostgreSQL. A row says "this term, on this day, in this
contact moment", so the newest contact moments with a term, also of a period, stand next to each other. Besides words
there are marks: channel, team and author, so that any combination starts from whatever is rarest. Whatever writes a
contact moment through the session writes its terms in the same transaction; only what writes rows in bulk calls
``reindex`` itself.
"""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from contactapp.clock import AMSTERDAM, to_local
from contactapp.db import Model
from contactapp.interactions.codes import Channel
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.knowledge.search import folding, stems
from contactapp.knowledge.search.folding import words
from contactapp.knowledge.search.stems import stem

_LONGEST = 40
_CHUNK = 500
# Words that stand in half of all notes and tell nothing; they only make the index larger.
_EMPTY_WORDS = frozenset((
    "aan", "als", "bij", "dat", "die", "een", "heeft", "het", "maar", "met", "ook", "uit", "van", "voor", "was",
    "zijn", "af", "al", "de", "en", "er", "ik", "in", "is", "ja", "je", "me", "na", "nu", "of",
    "om", "op", "te", "we", "ze", "zo",
))  # fmt: skip
# Terms are compared byte by byte on both databases, so that a range is a prefix.
_TEXT = sa.String(_LONGEST).with_variant(sa.String(_LONGEST, collation="C"), "postgresql")

posting = sa.Table(
    "contact_moment_posting",
    Model.metadata,
    sa.Column("term", _TEXT, nullable=False),
    sa.Column("day", sa.Integer, nullable=False),  # of occurred_at in Amsterdam, as a proleptic ordinal
    sa.Column("moment_id", sa.ForeignKey("contact_moment.id", ondelete="CASCADE"), nullable=False),
    sa.PrimaryKeyConstraint("term", "day", "moment_id"),
    sa.Index("ix_contact_moment_posting_moment", "moment_id", "term"),
    sqlite_with_rowid=False,
)

# By which rules the index was written: one row, or none.
_written_by = sa.Table(
    "contact_moment_index",
    Model.metadata,
    sa.Column("rules", sa.String(16), primary_key=True),
)


def terms_of(text: str) -> set[str]:
    """The stems by which a text can be found: "cv" and "wc" too, but no single letters and no numbers that short."""
    return {stem(word)[:_LONGEST] for word in words(text) if _tells(word)}


def _tells(word: str) -> bool:
    return word not in _EMPTY_WORDS and (len(word) > 2 or (len(word) == 2 and word.isalpha()))


def channel_mark(channel: Channel) -> str:
    """The term of every contact moment over a channel; the sign keeps marks apart from words."""
    return f"={channel.value}"


def team_mark(team_id: int) -> str:
    return f"=team {team_id}"


def author_mark(author_id: int) -> str:
    return f"=by {author_id}"


# Each contact moment has exactly one of these, so together they are all contact moments.
EVERY_CHANNEL = [channel_mark(channel) for channel in Channel]


def day_of(moment: datetime) -> int:
    """The day by which a contact moment is found."""
    return ordinal(to_local(moment).date())


def ordinal(day: date) -> int:
    return day.toordinal()


def start_of(day: int) -> datetime:
    """The moment at which such a day begins."""
    return datetime.combine(date.fromordinal(day), time(), AMSTERDAM)


def reindex(connection: sa.Connection, moment_ids: Iterable[int], *, fresh: bool = False) -> int:
    """Write the terms of these contact moments anew; gives their number. Those that are fresh have none yet."""
    ids, written = sorted(set(moment_ids)), 0
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = [
            {"term": term, "day": day_of(row.occurred_at), "moment_id": row.id}
            for row in connection.execute(_texts().where(ContactMoment.id.in_(chunk)))
            for term in _all_terms(row)
        ]
        if not fresh:
            connection.execute(posting.delete().where(posting.c.moment_id.in_(chunk)))
        if rows:
            connection.execute(posting.insert(), rows)
        written += len(rows)
    return written


def reindex_all(connection: sa.Connection) -> int:
    """Write the whole index anew, after a bulk load; a part at a time, because there may be millions."""
    written, last = 0, 0
    while ids := connection.scalars(_following(last)).all():
        written, last = written + reindex(connection, ids), ids[-1]
    return written


def _following(last: int) -> sa.Select[int]:
    return sa.select(ContactMoment.id).where(ContactMoment.id > last).order_by(ContactMoment.id).limit(_CHUNK)


def write_when_outdated(connection: sa.Connection) -> int:
    """Write the index anew when it was written by other rules, or never; gives the number of terms written.

    Stems come from the knowledge base, where they are improved from release to release; an index that was written by
    other stems would find half of what it should.
    """
    if not sa.inspect(connection).has_table(_written_by.name):
        return 0
    rules = _rules()
    if connection.scalar(sa.select(_written_by.c.rules)) == rules:
        return 0
    written = reindex_all(connection)
    connection.execute(_written_by.delete())
    connection.execute(_written_by.insert().values(rules=rules))
    return written


def _rules() -> str:
    """A short sign of the code and word lists that make terms of text."""
    sources = [
        Path(__file__),
        Path(folding.__file__),
        Path(stems.__file__),
        *Path(stems.__file__).parent.rglob("*.txt"),
    ]
    found = hashlib.sha256()
    for source in sorted(sources):
        found.update(source.read_bytes())
    return found.hexdigest()[:16]


def _texts() -> sa.Select[*tuple[Any, ...]]:
    """A contact moment is found by its own subject and by what its ticket is called now."""
    return sa.select(
        ContactMoment.id,
        ContactMoment.subject,
        ContactMoment.note,
        ContactMoment.occurred_at,
        ContactMoment.channel,
        ContactMoment.team_id,
        ContactMoment.author_id,
        Ticket.subject.label("ticket_subject"),
    ).join(ContactMoment.ticket)


def _all_terms(row: sa.Row[*tuple[Any, ...]]) -> set[str]:
    found = terms_of(f"{row.subject}\n{row.ticket_subject}\n{row.note}") | {channel_mark(row.channel)}
    if row.team_id is not None:
        found.add(team_mark(row.team_id))
    if row.author_id is not None:
        found.add(author_mark(row.author_id))
    return found


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: UOWTransaction) -> None:
    fresh = {row.id for row in session.new if isinstance(row, ContactMoment)}
    told = {row.id for row in session.dirty if isinstance(row, ContactMoment) and _changed(row, "note", "ticket_id")}
    renamed = [row.id for row in session.dirty if isinstance(row, Ticket) and _changed(row, "subject")]
    if renamed:
        told |= set(session.scalars(sa.select(ContactMoment.id).where(ContactMoment.ticket_id.in_(renamed))))
    if fresh:
        reindex(session.connection(), fresh, fresh=True)
    if told - fresh:
        reindex(session.connection(), told - fresh)


def _changed(row: Model, *names: str) -> bool:
    state = sa.inspect(row)
    return any(state.attrs[name].history.has_changes() for name in names)
