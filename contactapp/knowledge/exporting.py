"""Writing the knowledge base as JSON lines that an import reads back."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from contactapp.db import db
from contactapp.knowledge.contents import content_of
from contactapp.knowledge.models import Faq, FaqCategory

_BY_NAME = {"category_id", "team_id", "owner_id"}


def lines() -> Iterator[str]:
    """One FAQ per line, by code; ids of this database do not leave it."""
    everything = (
        select(Faq)
        .options(
            joinedload(Faq.category).joinedload(FaqCategory.parent), joinedload(Faq.team), selectinload(Faq.related)
        )
        .order_by(Faq.code)
    )
    for faq in db.session.scalars(everything):
        yield json.dumps(_row(faq), ensure_ascii=False)


def _row(faq: Faq) -> dict[str, Any]:
    content = {name: value for name, value in content_of(faq).items() if name not in _BY_NAME}
    return {
        "id": faq.code,
        **content,
        "status": faq.status,
        "category": faq.category.path if faq.category else [],
        "team": faq.team.code if faq.team else "",
    }
