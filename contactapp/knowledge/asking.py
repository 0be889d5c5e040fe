"""What somebody asks of the list: words, and what it is narrowed to."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Select
from werkzeug.datastructures import MultiDict

from contactapp.knowledge import result_queries
from contactapp.knowledge.models import Audience, Faq
from contactapp.knowledge.result_queries import Shelf, State
from contactapp.web.identifiers import row_id

SHOWN = 8
# As deep as a search goes, and as long as the list gets on request.
DEPTH = 60


Choice = TypeVar("Choice", bound=StrEnum)


class Review(StrEnum):
    DUE = "due"
    ON_TIME = "on-time"


@dataclass(frozen=True)
class Asked:
    """The filter of the screen.

    ``contact`` is only passed on, so that the choice of a customer is not lost; ``earlier`` is what the same person
    looked for just before, in vain; ``whole`` asks for more than the best few.
    """

    query: str = ""
    category: int | None = None
    audience: Audience | None = None
    state: State | None = None
    review: Review | None = None
    whole: bool = False
    contact: str = ""
    earlier: str = ""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "Asked":
        return cls(
            query=args.get("q", "").strip(),
            category=row_id(args.get("category")),
            audience=one_of(Audience, args.get("audience")),
            state=one_of(State, args.get("state")),
            review=one_of(Review, args.get("review")),
            whole=args.get("whole") == "1",
            contact=args.get("contact", ""),
            earlier=args.get("earlier", ""),
        )

    def as_args(self, **changes: Any) -> dict[str, Any]:
        """The same as query arguments, empty ones left out."""
        own = {
            "q": self.query,
            "category": self.category,
            "audience": self.audience,
            "state": self.state,
            "review": self.review,
            "whole": "1" if self.whole else None,
            "contact": self.contact,
            "earlier": self.earlier,
        }
        return {name: value for name, value in (own | changes).items() if value}

    def without(self, *names: str) -> "Asked":
        """The same, not narrowed by these."""
        nothing: dict[str, Any] = dict.fromkeys(names)
        return replace(self, **nothing)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.category or self.audience or self.state or self.review)

    @property
    def limit(self) -> int:
        return DEPTH if self.whole else SHOWN

    def fits(self, shelf: Shelf) -> bool:
        """Whether what stands there is among what is asked."""
        return all(
            (
                self.category in (None, shelf.category, shelf.parent),
                self.audience in (None, shelf.audience),
                self.state in (None, shelf.state),
                self.review is None or shelf.due == (self.review is Review.DUE),
            )
        )

    def apply(self, faqs: Select[Faq]) -> Select[Faq]:
        """The same of the database, without the words."""
        if self.category:
            faqs = faqs.where(result_queries.in_category(self.category))
        if self.audience:
            faqs = faqs.where(Faq.audience == self.audience)
        if self.state:
            faqs = faqs.where(result_queries.state() == self.state)
        if self.review:
            due = result_queries.is_due()
            faqs = faqs.where(due if self.review is Review.DUE else ~due)
        return faqs


def one_of(choices: type[Choice], value: str | None) -> Choice | None:
    """The choice that an address names, when there is one."""
    return next((choice for choice in choices if choice.value == value), None)
