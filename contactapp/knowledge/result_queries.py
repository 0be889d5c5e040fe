"""What a list of FAQs asks of the database: what stands where, the best ones, the most used ones."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, false, func, or_, select
from sqlalchemy.orm import aliased, joinedload

from contactapp.accounts.models import User
from contactapp.clock import local_today, utcnow
from contactapp.db import db
from contactapp.knowledge.models import Audience, Faq, FaqCategory, FaqStatus, FaqUse
from contactapp.knowledge.queries import findable_by, is_valid


class State(StrEnum):
    """What an editor sees of the status: published does not mean visible now."""

    PUBLISHED = "published"
    DRAFT = "draft"
    HIDDEN = "hidden"  # published, outside its window


class Shelf(NamedTuple):
    """FAQs that are alike in all that a list is narrowed by. ``code`` tells which, when it is about one."""

    category: int | None
    name: str | None
    position: int | None
    parent: int | None
    parent_name: str | None
    parent_position: int | None
    audience: Audience
    state: State
    due: bool
    code: str = ""
    number: int = 1


class Used(NamedTuple):
    """A FAQ and how often it was opened lately."""

    faq: Faq
    uses: int


def shelves_of(user: User, codes: Sequence[str]) -> dict[str, Shelf]:
    """Of the codes that somebody may find: where each stands."""
    rows = db.session.execute(_placed(user).add_columns(Faq.code).where(Faq.code.in_(codes)))
    return {row.code: _shelf(*row) for row in rows}


def all_shelves(user: User) -> list[Shelf]:
    """Where everything stands that somebody may find, counted."""
    # Counted outside: PostgreSQL does not see that two expressions with values of ours are the same.
    placed = _placed(user).subquery()
    rows = db.session.execute(select(*placed.c, func.count()).group_by(*placed.c))
    return [_shelf(*row[:-1], "", row[-1]) for row in rows]


def found(user: User, codes: Sequence[str], *, since: datetime) -> list[Used]:
    """The FAQs with these codes that may be found, in the order of the codes."""
    uses = _uses(since)
    rows = db.session.execute(_shown(findable_by(user)).add_columns(uses).where(Faq.code.in_(codes)))
    by_code = {faq.code: Used(faq, count) for faq, count in rows}
    return [by_code[code] for code in codes if code in by_code]


def most_used(faqs: Select[Faq], *, since: datetime, limit: int) -> list[Used]:
    """What to show before anything is typed."""
    uses = _uses(since)
    rows = db.session.execute(_shown(faqs).add_columns(uses).order_by(uses.desc(), Faq.code).limit(limit))
    return [Used(faq, count) for faq, count in rows]


def in_category(category_id: int) -> ColumnElement[bool]:
    below = select(FaqCategory.id).where(FaqCategory.parent_id == category_id)
    return or_(Faq.category_id == category_id, Faq.category_id.in_(below))


def state() -> ColumnElement[str]:
    """The ``State`` of a FAQ that is not archived."""
    return case(
        (Faq.status == FaqStatus.DRAFT, State.DRAFT.value),
        (is_valid(utcnow()), State.PUBLISHED.value),
        else_=State.HIDDEN.value,
    )


def is_due() -> ColumnElement[bool]:
    """The same rule as ``Faq.is_due``, for answers that are still to be loaded."""
    return func.coalesce(Faq.review_on <= local_today(), false())


def _placed(user: User) -> Select[*tuple[Any, ...]]:
    shelf, main = aliased(FaqCategory), aliased(FaqCategory)
    columns = (
        *(shelf.id.label("shelf"), shelf.name.label("shelf_name"), shelf.position.label("shelf_position")),
        *(main.id.label("main"), main.name.label("main_name"), main.position.label("main_position")),
        *(Faq.audience, state().label("state"), is_due().label("due")),
    )
    visible = findable_by(user).with_only_columns(*columns).options()
    return visible.outerjoin(shelf, Faq.category_id == shelf.id).outerjoin(main, shelf.parent_id == main.id)


def _shelf(*values: object) -> Shelf:
    row = Shelf(*values)  # type: ignore[arg-type]
    return row._replace(state=State(row.state), due=bool(row.due))


def _shown(faqs: Select[Faq]) -> Select[Faq]:
    return faqs.options(joinedload(Faq.team))


def _uses(since: datetime) -> ColumnElement[int]:
    counted = select(func.count(FaqUse.id)).where(FaqUse.faq_id == Faq.id, FaqUse.at >= since)
    return counted.correlate(Faq).scalar_subquery().label("uses")
