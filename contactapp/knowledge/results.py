"""A page of search results: what was asked, what was found, how it can be narrowed."""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.knowledge import queries
from contactapp.knowledge.finding import DEPTH, finder
from contactapp.knowledge.marking import excerpt, mark
from contactapp.knowledge.models import Faq, FaqStatus
from contactapp.web.identifiers import row_id

SHOWN = 8
_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Asked:
    """The filter of the screen.

    ``contact`` is only passed on, so that the choice of a customer is not lost; ``earlier`` is what the same person
    looked for just before, in vain.
    """

    query: str = ""
    category_id: int | None = None
    contact: str = ""
    earlier: str = ""

    @classmethod
    def from_args(cls, args: MultiDict[str, str]) -> "Asked":
        return cls(
            args.get("q", "").strip(), row_id(args.get("category")), args.get("contact", ""), args.get("earlier", "")
        )

    def as_args(self, **changes: str | int | None) -> dict[str, str | int | None]:
        """The same as query arguments, empty ones left out."""
        own = {"q": self.query, "category": self.category_id, "contact": self.contact, "earlier": self.earlier}
        return {name: value for name, value in (own | changes).items() if value}


@dataclass(frozen=True)
class ResultLine:
    """One FAQ in the list, its matches marked."""

    faq: Faq
    title: Markup
    text: Markup
    uses: int


@dataclass(frozen=True)
class Facet:
    """A way to narrow the list; ``category_id`` none is everything."""

    name: str
    category_id: int | None
    count: int


@dataclass(frozen=True)
class Results:
    asked: Asked
    lines: list[ResultLine]
    facets: list[Facet]
    summary: str
    favourites: list[Faq]  # empty while somebody searches
    recent: list[Faq]  # the same


def results_for(asked: Asked, user: User) -> Results:
    """Search, or without words show what is used most."""
    if asked.query:
        codes = finder().codes(asked.query, limit=DEPTH)
        shelves = queries.shelves_of(user, codes)
        counts = dict(Counter(main for _category, main in shelves.values() if main))
        fitting = [code for code in codes if code in shelves and asked.category_id in (None, *shelves[code])]
        chosen = queries.faqs_by_code(user, fitting[:SHOWN])
        summary = _summary(asked, len(chosen))
    else:
        counts = queries.counts_by_main_category(user)
        chosen = queries.faqs_in_category(user, asked.category_id, limit=SHOWN)
        summary = _("Meest gebruikt")
    return Results(
        asked,
        _lines(asked, chosen),
        _facets(counts),
        summary,
        favourites=[] if asked.query else queries.favourites_of(user),
        recent=[] if asked.query else queries.recent_of(user),
    )


def suggested(query: str, user: User) -> list[dict[str, str]]:
    """What a picker offers for a query; before anything is typed somebody's favourites."""
    if query:
        faqs = queries.faqs_by_code(user, finder().codes(query, limit=2 * SHOWN))[:SHOWN]
    else:
        faqs = queries.favourites_of(user, limit=SHOWN)
    return [option(faq) for faq in faqs if faq.status == FaqStatus.PUBLISHED]


def option(faq: Faq) -> dict[str, str]:
    """A FAQ as a line of the ``suggestions`` macro."""
    return {"value": faq.code, "text": faq.title, "note": faq.category.name if faq.category else "", "icon": "help"}


def _lines(asked: Asked, faqs: list[Faq]) -> list[ResultLine]:
    stems = finder().stems(asked.query) if asked.query else frozenset()
    uses = queries.uses_of(faqs, utcnow() - _YEAR)
    return [
        ResultLine(faq, mark(faq.title, stems), mark(excerpt(faq.answer, stems), stems), uses.get(faq.id, 0))
        for faq in faqs
    ]


def _summary(asked: Asked, count: int) -> str:
    if not count:
        return str(_("Niets gevonden voor “%(query)s”", query=asked.query))
    return str(ngettext("%(num)s antwoord, het beste bovenaan.", "%(num)s antwoorden, het beste bovenaan.", count))


def _facets(counts: dict[int, int]) -> list[Facet]:
    named = [
        Facet(category.name, category.id, counts[category.id])
        for category in queries.main_categories()
        if counts.get(category.id)
    ]
    return [Facet(_("Alles"), None, sum(counts.values())), *named]
