"""The knowledge base: questions with their answers, in categories, with every version kept."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from contactapp.accounts.models import Team, User
from contactapp.clock import local_today, utcnow
from contactapp.db import Model, code_column


class FaqStatus(StrEnum):
    DRAFT = "draft"  # concept
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Audience(StrEnum):
    STAFF = "staff"
    PORTAL = "portal"  # colleagues and the tenant portal


class FeedbackKind(StrEnum):
    HELPFUL = "helpful"  # of earlier days; that an answer helped is a vote now
    WRONG = "wrong"  # klopt niet
    INCOMPLETE = "incomplete"  # mist iets


class FaqCategory(Model):
    """Two levels: a main category and the categories below it."""

    __tablename__ = "faq_category"
    __table_args__ = (UniqueConstraint("parent_id", "name"),)

    name: Mapped[str] = mapped_column(String(80))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("faq_category.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)

    parent: Mapped["FaqCategory | None"] = relationship(remote_side="FaqCategory.id")

    @property
    def path(self) -> list[str]:
        """The names from the main category down."""
        return [*(self.parent.path if self.parent else []), self.name]


class Faq(Model):
    """A question of tenants with the answer, and what registering it starts from.

    The columns hold what is published, or the newest concept of a FAQ that never was. A later concept waits as the
    newest ``FaqVersion`` until it is published. ``version`` is the number of the newest version, published or not;
    two editors who save on the same version cannot both win.
    """

    __tablename__ = "faq"

    code: Mapped[str] = mapped_column(String(20), unique=True)
    title: Mapped[str] = mapped_column(String(300))
    answer: Mapped[str] = mapped_column(Text)
    category_id: Mapped[int | None] = mapped_column(ForeignKey("faq_category.id"), index=True)
    keywords: Mapped[list[str]] = mapped_column(JSON, default=list)
    # How tenants say it: searched like the title, never shown.
    search_words: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[FaqStatus] = mapped_column(code_column(FaqStatus), default=FaqStatus.DRAFT, index=True)
    audience: Mapped[Audience] = mapped_column(code_column(Audience), default=Audience.STAFF)
    publish_from: Mapped[datetime | None]
    publish_until: Mapped[datetime | None]
    review_on: Mapped[date | None]
    checked_on: Mapped[date | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    # Defaults for what is registered with this subject (R22). Codes, because templates and task types live higher up.
    template_code: Mapped[str] = mapped_column(String(40), default="")
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    task_type_code: Mapped[str] = mapped_column(String(40), default="")
    term_working_days: Mapped[int | None]
    scenario_code: Mapped[str] = mapped_column(String(40), default="", server_default="")
    in_portal: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    changed_at: Mapped[datetime] = mapped_column(default=utcnow, onupdate=utcnow)

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}  # noqa: RUF012

    category: Mapped[FaqCategory | None] = relationship()
    owner: Mapped[User | None] = relationship()
    team: Mapped[Team | None] = relationship()
    # Read together: shown under the answer, from one side.
    related: Mapped[list["Faq"]] = relationship(
        secondary="related_faq",
        primaryjoin="Faq.id == RelatedFaq.faq_id",
        secondaryjoin="Faq.id == RelatedFaq.other_id",
        order_by="RelatedFaq.id",
    )

    def is_valid(self, now: datetime) -> bool:
        """Whether agents may find it at this moment (R62)."""
        begun = self.publish_from is None or self.publish_from <= now
        over = self.publish_until is not None and self.publish_until <= now
        return self.status == FaqStatus.PUBLISHED and begun and not over

    @property
    def is_due(self) -> bool:
        """Whether the day has come to check that it still holds."""
        return self.review_on is not None and self.review_on <= local_today()


class FaqVersion(Model):
    """A FAQ as it was saved once: published, or as a concept."""

    __tablename__ = "faq_version"
    __table_args__ = (UniqueConstraint("faq_id", "version"),)

    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"))
    version: Mapped[int]
    published: Mapped[bool] = mapped_column(default=False)
    # Its author asks another editor to publish it; after that it says who did.
    submitted: Mapped[bool] = mapped_column(default=False)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    # Or sends it back, and says why.
    returned_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    return_reason: Mapped[str] = mapped_column(Text, default="", server_default="")
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)

    faq: Mapped[Faq] = relationship(viewonly=True)
    author: Mapped[User | None] = relationship(foreign_keys=author_id)
    approved_by: Mapped[User | None] = relationship(foreign_keys=approved_by_id)
    returned_by: Mapped[User | None] = relationship(foreign_keys=returned_by_id)


class RelatedFaq(Model):
    """The other side is ``Faq.related``."""

    __tablename__ = "related_faq"
    __table_args__ = (UniqueConstraint("faq_id", "other_id"),)

    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)


class FaqFile(Model):
    """A picture or attachment of an answer; its bytes stand outside the web root under the token."""

    __tablename__ = "faq_file"

    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)
    token: Mapped[str] = mapped_column(String(32), unique=True)
    name: Mapped[str] = mapped_column(String(150))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(default=utcnow)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))

    faq: Mapped[Faq] = relationship()

    @property
    def is_picture(self) -> bool:
        return self.media_type.startswith("image/")


class FaqFeedback(Model):
    """What a colleague thinks of an answer (R63)."""

    __tablename__ = "faq_feedback"

    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)
    kind: Mapped[FeedbackKind] = mapped_column(code_column(FeedbackKind))
    text: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)
    # Number of the task it became, so that the editor finds it.
    task_number: Mapped[str] = mapped_column(String(20), default="")

    faq: Mapped[Faq] = relationship()
    author: Mapped[User] = relationship()


class FaqVote(Model):
    """Whether an answer helped a colleague: one key while calling, the last one counts."""

    __tablename__ = "faq_vote"
    __table_args__ = (UniqueConstraint("user_id", "faq_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)
    helpful: Mapped[bool]


class FaqUse(Model):
    """Somebody opened a FAQ. Without who: it is counted, not watched."""

    __tablename__ = "faq_use"
    # Counted for every FAQ at once, within a period: from the index alone.
    __table_args__ = (Index("ix_faq_use_faq_id_at", "faq_id", "at"),)

    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"))
    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)


class NewsKind(StrEnum):
    NEWS = "news"
    INSTRUCTION = "instruction"  # werkinstructie


class NewsItem(Model):
    """Something colleagues must know now: news or a work instruction, for everybody or for one team."""

    __tablename__ = "news_item"

    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    kind: Mapped[NewsKind] = mapped_column(code_column(NewsKind), default=NewsKind.NEWS)
    important: Mapped[bool] = mapped_column(default=False)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    visible_from: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    visible_until: Mapped[datetime | None]
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)

    team: Mapped[Team | None] = relationship()
    author: Mapped[User | None] = relationship()


class NewsRead(Model):
    """Somebody said that they read a news item."""

    __tablename__ = "news_read"
    __table_args__ = (UniqueConstraint("user_id", "item_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    item_id: Mapped[int] = mapped_column(ForeignKey("news_item.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)


class FavouriteFaq(Model):
    """A FAQ that somebody keeps at hand."""

    __tablename__ = "favourite_faq"
    __table_args__ = (UniqueConstraint("user_id", "faq_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)


class RecentFaq(Model):
    """When somebody last opened a FAQ, only for themselves: a few rows per person, the rest is forgotten."""

    __tablename__ = "recent_faq"
    __table_args__ = (UniqueConstraint("user_id", "faq_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    faq_id: Mapped[int] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow)


class FaqSearch(Model):
    """A query that stood for a while or led to a FAQ, for editors to learn from.

    It holds no person and no numbers, so no home either.
    """

    __tablename__ = "faq_search"

    words: Mapped[str] = mapped_column(String(120), index=True)
    at: Mapped[datetime] = mapped_column(default=utcnow, index=True)
    results: Mapped[int] = mapped_column(default=0)
    opened_id: Mapped[int | None] = mapped_column(ForeignKey("faq.id", ondelete="CASCADE"), index=True)

    opened: Mapped[Faq | None] = relationship()


class GlossaryTerm(Model):
    """An everyday word with the trade words it stands for: an own one, or a shipped one that was switched off."""

    __tablename__ = "glossary_term"
    __table_args__ = (UniqueConstraint("expression", "meaning"),)

    expression: Mapped[str] = mapped_column(String(80))
    meaning: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)


class KnowledgePolicy(Model):
    """One row: how the association wants its knowledge base kept."""

    __tablename__ = "knowledge_policy"

    needs_approval: Mapped[bool] = mapped_column(default=False)


class SearchRevision(Model):
    """One row that gets a new token with every change to what can be found; each process compares it with its own."""

    __tablename__ = "knowledge_revision"

    token: Mapped[str] = mapped_column(String(32), default="")
