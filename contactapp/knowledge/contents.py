"""The content of a FAQ as one value: what a version keeps, what a concept holds, what two versions are compared by."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.knowledge.models import Audience, Faq, FaqVersion

_FIELDS = (
    *("title", "answer", "category_id", "keywords", "search_words", "audience", "publish_from", "publish_until"),
    *("review_on", "owner_id", "template_code", "team_id", "task_type_code", "term_working_days", "in_portal"),
    "scenario_code",
)
Content = dict[str, Any]


def content_of(faq: Faq) -> Content:
    """What a FAQ says now, in values that JSON can hold."""
    content = {name: _plain(getattr(faq, name)) for name in _FIELDS}
    return content | {"related": [other.code for other in faq.related]}


def apply(content: Content, faq: Faq) -> None:
    """Let a FAQ say what ``content`` holds."""
    for name in _FIELDS:
        if name in content:
            setattr(faq, name, _rich(name, content[name]))
    if "related" in content:
        others = {one.code: one for one in db.session.scalars(select(Faq).where(Faq.code.in_(content["related"])))}
        faq.related = [others[code] for code in content["related"] if code in others]


def keep_version(faq: Faq, *, by: User | None, published: bool = True, content: Content | None = None) -> FaqVersion:
    """Number a content, by default what the FAQ says now, and keep it."""
    faq.version = (faq.version or 0) + 1
    db.session.flush()
    version = FaqVersion(
        faq_id=faq.id,
        version=faq.version,
        published=published,
        content=content or content_of(faq),
        author_id=by.id if by else None,
    )
    db.session.add(version)
    return version


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return list(value) if isinstance(value, (list, tuple)) else value


def _rich(name: str, value: Any) -> Any:
    if value is None:
        return None
    if name in ("publish_from", "publish_until"):
        return datetime.fromisoformat(value)
    if name == "review_on":
        return date.fromisoformat(value)
    return Audience(value) if name == "audience" else value
