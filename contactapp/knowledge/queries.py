"""What we ask of the knowledge base."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased, contains_eager, joinedload

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.contacts.finding import TermKind
from contactapp.contacts.terms import search_term
from contactapp.db import db
from contactapp.knowledge.models import (
    Faq,
    FaqCategory,
    FaqFile,
    FaqSearch,
    FaqStatus,
    FaqUse,
    FaqVersion,
    FaqVote,
    FavouriteFaq,
    KnowledgePolicy,
    RecentFaq,
    RelatedFaq,
    SearchRevision,
)
from contactapp.permissions import Permission

_WITH_CATEGORY = joinedload(Faq.category).joinedload(FaqCategory.parent)

# How many answers somebody finds back under "recently used".
RECENT = 8

# From so many letters on a word may be a name that somebody did not finish.
_SHORTEST_BEGINNING, _AFTER_ANY_LETTER = 4, "\uffff"


class Votes(NamedTuple):
    """What colleagues think of an answer; ``own`` is what the reader said, if anything."""

    helpful: int
    total: int
    own: bool | None


class Standing(NamedTuple):
    """What is known of an answer besides its text, for one reader."""

    uses: int
    is_favourite: bool
    related: int
    files: int
    votes: Votes


def is_valid(now: datetime) -> ColumnElement[bool]:
    """Published, within its window (R62)."""
    return and_(
        Faq.status == FaqStatus.PUBLISHED,
        or_(Faq.publish_from.is_(None), Faq.publish_from <= now),
        or_(Faq.publish_until.is_(None), Faq.publish_until > now),
    )


def visible_to(user: User) -> Select[Faq]:
    """The FAQs somebody may read; editors also see concepts, expired and archived ones."""
    return select(Faq).options(_WITH_CATEGORY).where(*_limits(user))


def _limits(user: User) -> tuple[ColumnElement[bool], ...]:
    return () if user.can(Permission.KNOWLEDGE_EDIT) else (is_valid(utcnow()),)


def findable_by(user: User) -> Select[Faq]:
    """What a search may answer with: as visible, without the archive."""
    return visible_to(user).where(Faq.status != FaqStatus.ARCHIVED)


def faq_for(user: User, code: str) -> Faq | None:
    """One FAQ with all that its page shows."""
    return db.session.scalar(
        visible_to(user).where(Faq.code == code).options(joinedload(Faq.owner), joinedload(Faq.team))
    )


def published_faq(code: str) -> Faq | None:
    """A FAQ that can be the subject of something registered now."""
    return db.session.scalar(
        select(Faq).where(Faq.code == code, is_valid(utcnow())).options(_WITH_CATEGORY, joinedload(Faq.team))
    )


def faqs_by_code(user: User, codes: Sequence[str]) -> list[Faq]:
    """The FAQs with these codes that may be found, in the order of the codes."""
    found = {faq.code: faq for faq in db.session.scalars(findable_by(user).where(Faq.code.in_(codes)))}
    return [found[code] for code in codes if code in found]


def main_categories() -> list[FaqCategory]:
    return list(
        db.session.scalars(
            select(FaqCategory).where(FaqCategory.parent_id.is_(None)).order_by(FaqCategory.position, FaqCategory.name)
        )
    )


def all_categories() -> list[FaqCategory]:
    """Every category with its parent, in the order of the tree."""
    found = list(db.session.scalars(select(FaqCategory).options(joinedload(FaqCategory.parent))))
    return sorted(found, key=lambda one: [(part.position, part.name) for part in _lineage(one)])


def _lineage(category: FaqCategory) -> list[FaqCategory]:
    return [*(_lineage(category.parent) if category.parent else []), category]


def related_to(faq: Faq, user: User) -> list[Faq]:
    return list(
        db.session.scalars(
            findable_by(user)
            .join(RelatedFaq, RelatedFaq.other_id == Faq.id)
            .where(RelatedFaq.faq_id == faq.id)
            .order_by(RelatedFaq.id)
        )
    )


def favourites_of(user: User, *, limit: int = 8) -> list[Faq]:
    return list(
        db.session.scalars(
            findable_by(user)
            .join(FavouriteFaq, FavouriteFaq.faq_id == Faq.id)
            .where(FavouriteFaq.user_id == user.id)
            .order_by(Faq.title)
            .limit(limit)
        )
    )


def recent_of(user: User, *, limit: int = RECENT) -> list[Faq]:
    """What somebody opened last, the latest first."""
    return list(
        db.session.scalars(
            findable_by(user)
            .join(RecentFaq, RecentFaq.faq_id == Faq.id)
            .where(RecentFaq.user_id == user.id)
            .order_by(RecentFaq.at.desc(), RecentFaq.id.desc())
            .limit(limit)
        )
    )


def concept_of(faq: Faq) -> FaqVersion | None:
    """What was saved after the last publication or archiving; of a FAQ that is a concept itself none."""
    newest = version_of(faq, faq.version)
    return newest if newest and not newest.published and faq.status != FaqStatus.DRAFT else None


def standing_of(faq: Faq, user: User, *, since: datetime) -> Standing:
    """All small facts of an answer, in one question to the database."""
    facts = (
        select(func.count()).where(FaqUse.faq_id == faq.id, FaqUse.at >= since),
        select(func.count()).where(FavouriteFaq.faq_id == faq.id, FavouriteFaq.user_id == user.id),
        select(func.count()).where(RelatedFaq.faq_id == faq.id),
        select(func.count()).where(FaqFile.faq_id == faq.id),
        *_votes(faq, user),
    )
    uses, favourite, related, files, *votes = db.session.execute(_at_once(*facts)).one()
    return Standing(uses, favourite > 0, related, files, Votes(*votes))


def votes_on(faq: Faq, user: User) -> Votes:
    """How many colleagues an answer helped, and what this one said."""
    return Votes(*db.session.execute(_at_once(*_votes(faq, user))).one())


def _votes(faq: Faq, user: User) -> tuple[Select[Any], Select[Any], Select[Any]]:
    total = select(func.count()).where(FaqVote.faq_id == faq.id)
    own = select(FaqVote.helpful).where(FaqVote.faq_id == faq.id, FaqVote.user_id == user.id)
    return total.where(FaqVote.helpful), total, own


def _at_once(*facts: Select[Any]) -> Select[Any]:
    return select(*(fact.scalar_subquery() for fact in facts))


def vote_of(user: User, faq: Faq) -> FaqVote | None:
    return db.session.scalar(select(FaqVote).where(FaqVote.user_id == user.id, FaqVote.faq_id == faq.id))


def files_of(faq: Faq) -> list[FaqFile]:
    """Its pictures and attachments, the oldest first."""
    return list(db.session.scalars(select(FaqFile).where(FaqFile.faq_id == faq.id).order_by(FaqFile.id)))


def file_for(user: User, token: str) -> FaqFile | None:
    """A file of an answer that somebody may read."""
    wanted = select(FaqFile).join(FaqFile.faq).options(contains_eager(FaqFile.faq)).where(FaqFile.token == token)
    return db.session.scalar(wanted.where(*_limits(user)))


def versions_of(faq: Faq) -> list[FaqVersion]:
    """Every version, the newest first."""
    return list(
        db.session.scalars(
            select(FaqVersion)
            .where(FaqVersion.faq_id == faq.id)
            .options(*(joinedload(one) for one in (FaqVersion.author, FaqVersion.approved_by, FaqVersion.returned_by)))
            .order_by(FaqVersion.version.desc())
        )
    )


def version_of(faq: Faq, version: int) -> FaqVersion | None:
    return db.session.scalar(select(FaqVersion).where(FaqVersion.faq_id == faq.id, FaqVersion.version == version))


def hold_version(version: FaqVersion) -> None:
    """Read it once more, with its FAQ held until this request is over."""
    db.session.execute(select(Faq.id).where(Faq.id == version.faq_id).with_for_update())
    db.session.refresh(version.faq, ["version"])
    db.session.refresh(version)


def policy() -> KnowledgePolicy | None:
    """The settings of the knowledge base; none means that nobody ever changed them."""
    return db.session.scalar(select(KnowledgePolicy).order_by(KnowledgePolicy.id))


def search_token() -> str:
    """What changes with every change to what can be found: one read of one row."""
    return db.session.scalar(select(SearchRevision.token).order_by(SearchRevision.id)) or ""


def findable_stamps() -> dict[str, tuple[Any, ...]]:
    """Of all that is not archived, by code: version, moment of change and the names of the categories."""
    main = aliased(FaqCategory)
    rows = db.session.execute(
        select(Faq.code, Faq.version, Faq.changed_at, FaqCategory.name, main.name)
        .outerjoin(FaqCategory, Faq.category_id == FaqCategory.id)
        .outerjoin(main, FaqCategory.parent_id == main.id)
        .where(Faq.status != FaqStatus.ARCHIVED)
    )
    return {row[0]: tuple(row[1:]) for row in rows}


def faqs_to_index(codes: Iterable[str]) -> list[Faq]:
    return list(db.session.scalars(select(Faq).where(Faq.code.in_(list(codes))).options(_WITH_CATEGORY)))


def owners(current_id: int | None) -> list[User]:
    """Who may own an answer: every editor, and whoever owns it now."""
    users = db.session.scalars(select(User).where(or_(User.active, User.id == current_id)).order_by(User.name))
    return [user for user in users if user.can(Permission.KNOWLEDGE_EDIT) or user.id == current_id]


def names_of_users() -> dict[int, str]:
    """Of everybody, also who left: they may have owned an answer."""
    return {key: name for key, name in db.session.execute(select(User.id, User.name))}  # noqa: C416


def existing_codes(codes: Iterable[str]) -> set[str]:
    return set(db.session.scalars(select(Faq.code).where(Faq.code.in_(list(codes)))))


def names_among(words: Iterable[str]) -> set[str]:
    """Which of these folded words stand in the name or address of a contact, or begin one: a name may be half typed."""
    term, asked = search_term.c.term, sorted(words)
    known = [
        exists().where(search_term.c.kind == TermKind.WORD, term >= word, term < word + _AFTER_ANY_LETTER)
        if len(word) >= _SHORTEST_BEGINNING
        else exists().where(search_term.c.kind == TermKind.WORD, term == word)
        for word in asked
    ]
    return {word for word, stands in zip(asked, db.session.execute(select(*known)).one(), strict=True) if stands}


def newest_miss(words: str, since: datetime) -> FaqSearch | None:
    """The last time these words stood without a FAQ being opened."""
    return db.session.scalar(
        select(FaqSearch)
        .where(FaqSearch.words == words, FaqSearch.opened_id.is_(None), FaqSearch.at >= since)
        .order_by(FaqSearch.id.desc())
        .limit(1)
    )
