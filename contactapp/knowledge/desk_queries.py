"""What the editors' desk asks: what needs a look, and what tenants ask that we do not answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.knowledge.models import (
    Faq,
    FaqCategory,
    FaqFeedback,
    FaqFile,
    FaqSearch,
    FaqStatus,
    FaqUse,
    FaqVersion,
    FaqVote,
    FeedbackKind,
)
from contactapp.web.pagination import Page, SortKey, keyset_page

_PAGE = 50


@dataclass(frozen=True)
class MissedQuery:
    """A query that was asked, with how often nobody opened anything and what was opened in the end."""

    words: str
    misses: int
    without_result: int
    opened: Faq | None


def missed_queries(since: datetime) -> list[MissedQuery]:
    """Queries after which, at least once, nothing was found or opened; the most frequent first."""
    missed = FaqSearch.opened_id.is_(None)
    misses = func.count(case((missed, 1)))
    without = func.count(case((and_(missed, FaqSearch.results == 0), 1)))
    rows = db.session.execute(
        select(FaqSearch.words, misses, without)
        .where(FaqSearch.at >= since)
        .group_by(FaqSearch.words)
        .having(misses > 0)
        .order_by(misses.desc(), FaqSearch.words)
        .limit(_PAGE)
    ).all()
    opened = _opened_after([words for words, *_ in rows])
    return [MissedQuery(words, miss, none, opened.get(words)) for words, miss, none in rows]


def _opened_after(searches: list[str]) -> dict[str, Faq]:
    """Per query the FAQ that was opened in the end: of several the one that was opened most."""
    rows = db.session.execute(
        select(FaqSearch.words, Faq)
        .join(Faq, FaqSearch.opened_id == Faq.id)
        .where(FaqSearch.words.in_(searches), Faq.status != FaqStatus.ARCHIVED)
        .group_by(FaqSearch.words, Faq.id)
        .order_by(func.count(FaqSearch.id), func.max(FaqSearch.at))
    )
    return {words: faq for words, faq in rows}  # noqa: C416 - the last of each counts


def searches_that_opened(faq: Faq) -> list[str]:
    """What was typed before this FAQ was opened, the most frequent first."""
    often = func.count(FaqSearch.id)
    return list(
        db.session.scalars(
            select(FaqSearch.words)
            .where(FaqSearch.opened_id == faq.id)
            .group_by(FaqSearch.words)
            .order_by(often.desc(), FaqSearch.words)
            .limit(_PAGE)
        )
    )


def concepts() -> list[Faq]:
    """What was saved and not yet published."""
    newest = and_(FaqVersion.faq_id == Faq.id, FaqVersion.version == Faq.version, FaqVersion.published.is_(False))
    return list(
        db.session.scalars(
            select(Faq)
            .where(
                Faq.status != FaqStatus.ARCHIVED,
                or_(Faq.status == FaqStatus.DRAFT, select(FaqVersion.id).where(newest).exists()),
            )
            .order_by(Faq.changed_at.desc())
            .limit(_PAGE)
        )
    )


def waiting_for_approval() -> list[FaqVersion]:
    """Newest versions that another editor may publish, the longest waiting first."""
    return list(db.session.scalars(_newest_concepts().where(FaqVersion.submitted)))


def returned_to(user: User) -> list[FaqVersion]:
    """Newest versions that another editor sent back to this writer, the longest waiting first."""
    mine = _newest_concepts().where(FaqVersion.author_id == user.id, FaqVersion.returned_by_id.is_not(None))
    return list(db.session.scalars(mine.where(FaqVersion.submitted.is_(False))))


def _newest_concepts() -> Select[FaqVersion]:
    return (
        select(FaqVersion)
        .join(Faq, and_(FaqVersion.faq_id == Faq.id, FaqVersion.version == Faq.version))
        .where(FaqVersion.published.is_(False), Faq.status != FaqStatus.ARCHIVED)
        .options(joinedload(FaqVersion.author), joinedload(FaqVersion.returned_by), joinedload(FaqVersion.faq))
        .order_by(FaqVersion.at, FaqVersion.id)
        .limit(_PAGE)
    )


def archived(cursor: str | None) -> Page[Faq]:
    """A page of the archive, the last one put there first."""
    order = (SortKey(Faq.changed_at, descending=True), SortKey(Faq.id, descending=True))
    return keyset_page(select(Faq).where(Faq.status == FaqStatus.ARCHIVED), order, cursor=cursor, size=_PAGE)


def due_for_review(today: date) -> list[Faq]:
    """Published, and its review date passed; the longest ago first."""
    return list(
        db.session.scalars(
            select(Faq)
            .where(Faq.status == FaqStatus.PUBLISHED, Faq.review_on <= today)
            .options(joinedload(Faq.owner))
            .order_by(Faq.review_on, Faq.code)
            .limit(_PAGE)
        )
    )


def feedback_since(since: datetime) -> list[FaqFeedback]:
    """What colleagues said is wrong or missing, the newest first."""
    return list(
        db.session.scalars(
            select(FaqFeedback)
            .where(FaqFeedback.kind != FeedbackKind.HELPFUL, FaqFeedback.at >= since)
            .options(joinedload(FaqFeedback.faq), joinedload(FaqFeedback.author))
            .order_by(FaqFeedback.at.desc())
            .limit(_PAGE)
        )
    )


class UseOrder(StrEnum):
    MOST = "most"
    LEAST = "least"
    UNHELPFUL = "unhelpful"


class Usage(NamedTuple):
    """A published FAQ with how often it was opened, and what colleagues thought of it."""

    faq: Faq
    uses: int
    votes: int
    unhelpful: int


def by_use(since: datetime, order: UseOrder) -> list[Usage]:
    """The most used FAQs, the least used, or those that most colleagues got nothing out of."""
    opened = select(func.count(FaqUse.id)).where(FaqUse.faq_id == Faq.id, FaqUse.at >= since).scalar_subquery()
    voted = select(func.count(FaqVote.id)).where(FaqVote.faq_id == Faq.id)
    uses, votes = opened.label("uses"), voted.scalar_subquery().label("votes")
    unhelpful = voted.where(FaqVote.helpful.is_(False)).scalar_subquery().label("unhelpful")
    orders = {UseOrder.MOST: uses.desc(), UseOrder.LEAST: uses, UseOrder.UNHELPFUL: unhelpful.desc()}
    wanted = select(Faq, uses, votes, unhelpful).where(Faq.status == FaqStatus.PUBLISHED)
    if order is UseOrder.UNHELPFUL:
        wanted = wanted.where(voted.where(FaqVote.helpful.is_(False)).scalar_subquery() > 0)
    rows = db.session.execute(wanted.order_by(orders[order], Faq.code).limit(_PAGE))
    return [Usage(*row) for row in rows]


def keywords_in(category_id: int) -> list[str]:
    """The keywords of the answers in a category, the most common first."""
    lists = db.session.scalars(select(Faq.keywords).where(Faq.category_id == category_id))
    counts = Counter(keyword for keywords in lists for keyword in keywords)
    return sorted(counts, key=lambda keyword: (-counts[keyword], keyword))


def has_children(category: FaqCategory) -> bool:
    return db.session.scalar(select(FaqCategory.id).where(FaqCategory.parent_id == category.id).limit(1)) is not None


def hold_categories() -> None:
    """Who names one at the same moment waits for us; no constraint tells two of the main level apart."""
    # One row for all: who holds another one already waits here, and nobody for them.
    db.session.scalar(select(FaqCategory.id).order_by(FaqCategory.id).limit(1).with_for_update())


def same_name(name: str, parent_id: int | None) -> FaqCategory | None:
    """The category with this name in this place."""
    # Compared as IS NULL for the main level, where the constraint of the database cannot help.
    return db.session.scalar(
        select(FaqCategory).where(FaqCategory.name == name, FaqCategory.parent_id.is_not_distinct_from(parent_id))
    )


def uses_by_category() -> dict[int, int]:
    """How many FAQs, in whatever status, stand directly in each category."""
    rows = db.session.execute(
        select(Faq.category_id, func.count(Faq.id)).where(Faq.category_id.is_not(None)).group_by(Faq.category_id)
    )
    return {category: count for category, count in rows if category}


def versions_in(category_id: int) -> Sequence[FaqVersion]:
    """The versions and concepts that stand in a category, whatever their FAQ says now."""
    return db.session.scalars(
        select(FaqVersion).where(FaqVersion.content["category_id"].as_integer() == category_id)
    ).all()


def codes_with_status() -> dict[str, FaqStatus]:
    """The status of every FAQ by code."""
    return {code: status for code, status in db.session.execute(select(Faq.code, Faq.status))}  # noqa: C416


def file_tokens() -> set[str]:
    return set(db.session.scalars(select(FaqFile.token)))


def faqs_with_related() -> list[Faq]:
    """All that is not archived, with what belongs to it."""
    wanted = select(Faq).where(Faq.status != FaqStatus.ARCHIVED).options(selectinload(Faq.related)).order_by(Faq.code)
    return list(db.session.scalars(wanted))
