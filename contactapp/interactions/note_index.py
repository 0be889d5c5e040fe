"""The index by which contact moments are found on the words of their subject and note.

Plain rows with a plain index: it works the same on SQLite and PostgreSQL. Whatever writes a contact moment through
the session writes its terms in the same transaction; only what writes rows in bulk calls ``reindex`` itself.
"""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from contactapp.db import Model
from contactapp.interactions.models import ContactMoment
from contactapp.knowledge.search.folding import words
from contactapp.knowledge.search.stems import stem

_LONGEST = 40
_CHUNK = 500
# Terms are compared byte by byte on both databases, so that a range is a prefix.
_TEXT = sa.String(_LONGEST).with_variant(sa.String(_LONGEST, collation="C"), "postgresql")

moment_term = sa.Table(
    "contact_moment_term",
    Model.metadata,
    sa.Column("term", _TEXT, nullable=False),
    sa.Column("moment_id", sa.ForeignKey("contact_moment.id", ondelete="CASCADE"), nullable=False),
    sa.PrimaryKeyConstraint("term", "moment_id"),
    sa.Index("ix_contact_moment_term_moment", "moment_id"),
    sqlite_with_rowid=False,
)


def terms_of(text: str) -> set[str]:
    """The stems by which a text can be found; words of two letters or less say too little."""
    return {stem(word)[:_LONGEST] for word in words(text) if len(word) > 2}


def reindex(connection: sa.Connection, moment_ids: Iterable[int]) -> int:
    """Write the terms of these contact moments anew; gives their number."""
    ids, written = sorted(set(moment_ids)), 0
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        texts = sa.select(ContactMoment.id, ContactMoment.subject, ContactMoment.note).where(
            ContactMoment.id.in_(chunk)
        )
        rows = [
            {"term": term, "moment_id": row.id}
            for row in connection.execute(texts)
            for term in terms_of(f"{row.subject}\n{row.note}")
        ]
        connection.execute(moment_term.delete().where(moment_term.c.moment_id.in_(chunk)))
        if rows:
            connection.execute(moment_term.insert(), rows)
        written += len(rows)
    return written


def reindex_all(connection: sa.Connection) -> int:
    """Write the whole index anew, after a bulk load."""
    return reindex(connection, connection.scalars(sa.select(ContactMoment.id)))


@event.listens_for(Session, "after_flush")
def _follow(session: Session, _context: UOWTransaction) -> None:
    changed = [row for row in (*session.new, *session.dirty) if isinstance(row, ContactMoment)]
    told = [row.id for row in changed if row in session.new or _text_changed(row)]
    if told:
        reindex(session.connection(), told)


def _text_changed(moment: ContactMoment) -> bool:
    state = sa.inspect(moment)
    return bool(state.attrs.note.history.has_changes() or state.attrs.subject.history.has_changes())
