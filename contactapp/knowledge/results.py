"""A page of search results: what was asked, what was found, how it can be narrowed."""

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup

from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.knowledge import queries, result_queries
from contactapp.knowledge.asking import DEPTH, SHOWN, Asked
from contactapp.knowledge.facets import FacetGroup, count_of, groups_for
from contactapp.knowledge.finding import finder
from contactapp.knowledge.marking import excerpt, mark
from contactapp.knowledge.models import Faq
from contactapp.knowledge.pages import Reading
from contactapp.knowledge.result_queries import Used

_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class ResultLine:
    """One FAQ in the list, its matches marked."""

    faq: Faq
    title: Markup
    text: Markup
    uses: int


@dataclass(frozen=True)
class Results:
    asked: Asked
    lines: list[ResultLine]
    facets: list[FacetGroup]
    total: int
    first: Reading | None  # of the best hit, to be read at once
    favourites: list[Faq]  # empty while somebody searches
    recent: list[Faq]  # the same

    @property
    def summary(self) -> str:
        """How many there are, and which of them stand here."""
        if not self.lines and self.asked.query:
            return str(_("Niets gevonden voor “%(query)s”", query=self.asked.query))
        found = ngettext("%(num)s antwoord", "%(num)s antwoorden", self.total)
        if len(self.lines) == self.total:
            order = _("het beste bovenaan") if self.asked.query else _("het meest gebruikte bovenaan")
        elif self.asked.query:
            order = _("hier staan de %(n)s beste", n=len(self.lines))
        else:
            order = _("hier staan de %(n)s meest gebruikte", n=len(self.lines))
        return f"{found}, {order}." if self.total > 1 else f"{found}."

    @property
    def has_more(self) -> bool:
        return not self.asked.whole and self.total > len(self.lines)


def results_for(asked: Asked, user: User) -> Results:
    """Search, or without words show what is used most."""
    return _found(asked, user) if asked.query else _browsed(asked, user)


def _found(asked: Asked, user: User) -> Results:
    understood = finder().look_up(asked.query, limit=DEPTH)
    shelves = result_queries.shelves_of(user, understood.codes)
    fitting = [code for code in understood.codes if code in shelves and asked.fits(shelves[code])]
    used = result_queries.found(user, fitting[: asked.limit], since=utcnow() - _YEAR)
    return Results(
        asked,
        [_line(one, understood.stems) for one in used],
        groups_for(asked, shelves.values(), user),
        total=len(fitting),
        first=Reading.of(used[0].faq) if used else None,
        favourites=[],
        recent=[],
    )


def _browsed(asked: Asked, user: User) -> Results:
    shelves = result_queries.all_shelves(user)
    chosen = asked.apply(queries.findable_by(user))
    used = result_queries.most_used(chosen, since=utcnow() - _YEAR, limit=asked.limit)
    return Results(
        asked,
        [_line(one, frozenset()) for one in used],
        groups_for(asked, shelves, user),
        total=count_of(asked, shelves),
        first=None,
        favourites=queries.favourites_of(user),
        recent=queries.recent_of(user),
    )


def suggested(query: str, user: User) -> list[dict[str, str]]:
    """What a picker offers for a query; before anything is typed somebody's favourites."""
    if query:
        faqs = queries.faqs_by_code(user, finder().codes(query, limit=2 * SHOWN))[:SHOWN]
    else:
        faqs = queries.favourites_of(user, limit=SHOWN)
    now = utcnow()
    return [option(faq) for faq in faqs if faq.is_valid(now)]


def option(faq: Faq) -> dict[str, str]:
    """A FAQ as a line of the ``suggestions`` macro."""
    return {"value": faq.code, "text": faq.title, "note": faq.category.name if faq.category else "", "icon": "help"}


def _line(used: Used, stems: frozenset[str]) -> ResultLine:
    faq = used.faq
    return ResultLine(faq, mark(faq.title, stems), mark(excerpt(faq.answer, stems), stems), used.uses)
