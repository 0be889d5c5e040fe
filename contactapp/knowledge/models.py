"""The knowledge base: questions with their answers, in categories, with every version kept."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import utcnow
from contactapp.db import Model, code_column


class FaqStatus(StrEnum):
    DRAFT = "draft"  # concept
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Audience(StrEnum):
    STAFF = "staff"
    PORTAL = "portal"  # colleagues and the tenant portal


class FaqCategory(Model):
    """Two levels: a main category and the categories below it."""

    __tablename__ = "faq_category"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    name: Mapped[str] = mapped_column(String(80))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("faq_category.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    parent: Mapped["FaqCategory | None"] = relationship(remote_side="FaqCategory.id")


class Faq(Model):
    """A question of tenants with the answer, and what registering it starts from."""

    __tablename__ = "faq"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(Text)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("faq_category.id"), index=True)
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    search_words: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[FaqStatus] = mapped_column(code_column(FaqStatus), default=FaqStatus.DRAFT)
    audience: Mapped[Audience] = mapped_column(code_column(Audience), default=Audience.STAFF)
    publish_from: Mapped[datetime | None]
    publish_until: Mapped[datetime | None]
    review_on: Mapped[date | None]
    checked_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    # Defaults for what is registered with this subject (R22). Codes, because templates and task types live higher up.
    template_code: Mapped[str] = mapped_column(String(40), default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"))
    task_type_code: Mapped[str] = mapped_column(String(40), default="")
    in_portal: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=utcnow, onupdate=utcnow)

    category: Mapped[FaqCategory | None] = relationship()
    owner: Mapped[User | None] = relationship()
    team: Mapped[Team | None] = relationship()


class FaqVersion(Model):
    """A FAQ as it was saved once."""

    __tablename__ = "faq_version"
    __table_args__ = (UniqueConstraint("faq_id", "version"),)

    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"))
    version: Mapped[int]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(default=utcnow)

    author: Mapped[User | None] = relationship()


class SearchRevision(Model):
    """One row whose number rises with every change to what can be found; each process compares it with its own."""

    __tablename__ = "knowledge_revision"

    revision: Mapped[int] = mapped_column(default=0)
