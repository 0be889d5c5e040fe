"""The ways to narrow a list of FAQs, with what each would leave."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from contactapp.accounts.models import User
from contactapp.knowledge.asking import Asked, Review
from contactapp.knowledge.models import Audience
from contactapp.knowledge.result_queries import Shelf, State
from contactapp.permissions import Permission


@dataclass(frozen=True)
class Facet:
    """One way to narrow; ``args`` are what the address of the list gets."""

    name: str | LazyString
    args: dict[str, Any]
    count: int
    is_current: bool
    is_below: bool = False


@dataclass(frozen=True)
class FacetGroup:
    title: LazyString
    facets: list[Facet]


@dataclass(frozen=True)
class _Choices:
    """A field of ``Asked`` with the names of its values, and where a shelf has its own."""

    title: LazyString
    field: str
    names: dict[Any, LazyString]
    value_of: Callable[[Shelf], Any]


_AUDIENCE = _Choices(
    _l("Voor wie"),
    "audience",
    {Audience.STAFF: _l("Alleen collega’s"), Audience.PORTAL: _l("Ook klantportaal")},
    lambda shelf: shelf.audience,
)
_REVIEW = _Choices(
    _l("Controle"),
    "review",
    {Review.ON_TIME: _l("Op tijd gecontroleerd"), Review.DUE: _l("Controle nodig")},
    lambda shelf: Review.DUE if shelf.due else Review.ON_TIME,
)
_STATE = _Choices(
    _l("Status"),
    "state",
    {State.PUBLISHED: _l("Gepubliceerd"), State.DRAFT: _l("Concept"), State.HIDDEN: _l("Nu niet zichtbaar")},
    lambda shelf: shelf.state,
)


def groups_for(asked: Asked, shelves: Collection[Shelf], user: User) -> list[FacetGroup]:
    """Subject always; the others where there is something to choose. Each counts within what the others leave."""
    choices = (_AUDIENCE, _REVIEW, _STATE) if user.can(Permission.KNOWLEDGE_EDIT) else (_AUDIENCE, _REVIEW)
    groups = [_group(choice, asked, shelves) for choice in choices]
    return [FacetGroup(_l("Rubriek"), _subjects(asked, shelves)), *(one for one in groups if len(one.facets) > 1)]


def count_of(asked: Asked, shelves: Collection[Shelf]) -> int:
    """How many FAQs fit."""
    return sum(shelf.number for shelf in shelves if asked.fits(shelf))


def _subjects(asked: Asked, shelves: Collection[Shelf]) -> list[Facet]:
    """The main subjects, and below the chosen one its own."""
    left = [shelf for shelf in shelves if asked.without("category").fits(shelf)]
    everything = Facet(
        _("Alles"), asked.as_args(category=None), sum(shelf.number for shelf in left), not asked.category
    )
    tops = _counted((_top(shelf), shelf.number) for shelf in left if shelf.category)
    facets = [everything]
    for place, count in tops:
        facets.append(_subject(asked, place, count))
        below = [(_own(shelf), shelf.number) for shelf in left if shelf.parent == place.category]
        if asked.category in {place.category, *(own.category for own, _number in below)}:
            facets += [_subject(asked, own, number, is_below=True) for own, number in _counted(below)]
    return facets


def _subject(asked: Asked, place: "_Place", count: int, *, is_below: bool = False) -> Facet:
    is_current = asked.category == place.category
    return Facet(place.name, asked.as_args(category=place.category), count, is_current, is_below)


class _Place(NamedTuple):
    """A category, in the order of the tree."""

    position: int
    name: str
    category: int


def _own(shelf: Shelf) -> _Place:
    return _Place(shelf.position or 0, shelf.name or "", shelf.category or 0)


def _top(shelf: Shelf) -> _Place:
    if shelf.parent is None:
        return _own(shelf)
    return _Place(shelf.parent_position or 0, shelf.parent_name or "", shelf.parent)


def _counted(places: Iterable[tuple[_Place, int]]) -> list[tuple[_Place, int]]:
    counts: Counter[_Place] = Counter()
    for place, number in places:
        counts[place] += number
    return sorted(counts.items())


def _group(choice: _Choices, asked: Asked, shelves: Collection[Shelf]) -> FacetGroup:
    """One way of narrowing; pressing what is chosen lets go of it."""
    counts: Counter[Any] = Counter()
    for shelf in shelves:
        if asked.without(choice.field).fits(shelf):
            counts[choice.value_of(shelf)] += shelf.number
    current = getattr(asked, choice.field)
    facets = [
        Facet(
            name, asked.as_args(**{choice.field: None if value == current else value}), counts[value], value == current
        )
        for value, name in choice.names.items()
        if counts[value] or value == current
    ]
    return FacetGroup(choice.title, facets)
