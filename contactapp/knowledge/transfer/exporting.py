"""Writing the knowledge base as JSON lines or CSV that an import reads back."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from contactapp.db import db
from contactapp.knowledge.contents import content_of
from contactapp.knowledge.models import Faq, FaqCategory
from contactapp.knowledge.transfer import spreadsheet

_BY_NAME = {"category_id", "team_id", "owner_id"}


def as_lines(rows: Iterable[dict[str, Any]]) -> bytes:
    """One FAQ per line."""
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


# By the end of the name of the file: what it is, and who writes it.
FORMATS = {"csv": ("text/csv", spreadsheet.write), "jsonl": ("application/jsonl", as_lines)}


def rows() -> Iterator[dict[str, Any]]:
    """Every FAQ by code; ids of this database do not leave it."""
    everything = (
        select(Faq)
        .options(
            joinedload(Faq.category).joinedload(FaqCategory.parent),
            joinedload(Faq.team),
            joinedload(Faq.owner),
            selectinload(Faq.related),
        )
        .order_by(Faq.code)
    )
    for faq in db.session.scalars(everything):
        yield _row(faq)


def _row(faq: Faq) -> dict[str, Any]:
    content = {name: value for name, value in content_of(faq).items() if name not in _BY_NAME}
    return {
        "id": faq.code,
        **content,
        "status": faq.status,
        "category": faq.category.path if faq.category else [],
        "team": faq.team.code if faq.team else "",
        "owner": faq.owner.email if faq.owner else "",
        "checked_on": faq.checked_on.isoformat() if faq.checked_on else None,
    }
