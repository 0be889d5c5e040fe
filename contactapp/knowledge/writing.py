"""What the screen of an editor shows besides the form: how it will look, and words to add."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from contactapp.knowledge import desk_queries, queries
from contactapp.knowledge.answers import to_preview
from contactapp.knowledge.forms import FaqForm
from contactapp.knowledge.models import Faq, FaqVersion
from contactapp.knowledge.suggesting import Source, suggest_words
from contactapp.web.identifiers import row_id

_KEYWORDS = 8
_SOURCES: dict[Source, LazyString] = {
    Source.SEARCHED: _l("Getypt voordat iemand dit antwoord opende"),
    Source.GLOSSARY: _l("Andere woorden voor hetzelfde"),
    Source.ALIKE: _l("Van antwoorden die erop lijken"),
}


@dataclass(frozen=True)
class Words:
    """Words somebody may tick: where we have them from, and whether they are ticked."""

    title: LazyString
    words: list[str]
    ticked: bool = False


@dataclass(frozen=True)
class Writing:
    """A FAQ that is being written; ``faq`` none is a new one."""

    form: FaqForm
    faq: Faq | None

    @property
    def preview(self) -> Markup:
        return to_preview(self.form.answer.data or "")

    @property
    def returned(self) -> FaqVersion | None:
        """The newest version, when another editor sent it back."""
        newest = queries.version_of(self.faq, self.faq.version) if self.faq else None
        return newest if newest and newest.returned_by and not newest.published else None

    @property
    def search_words(self) -> list[Words]:
        """Suggestions by source; what was ticked before stays."""
        found = suggest_words(self._typed())
        groups = [
            Words(title, [one.words for one in found if one.source == source]) for source, title in _SOURCES.items()
        ]
        return _filled([Words(_l("Gekozen"), self.form.more_search_words.data or [], ticked=True), *groups])

    @property
    def keywords(self) -> list[Words]:
        """Keywords of other answers with the same subject, the most common first."""
        known = set(self.form.words("keywords"))
        category = row_id(str(self.form.category_id.data))  # which anybody can make up
        common = desk_queries.keywords_in(category) if category else []
        others = Words(
            _l("Van antwoorden in dezelfde rubriek"), [one for one in common if one not in known][:_KEYWORDS]
        )
        return _filled([Words(_l("Gekozen"), self.form.more_keywords.data or [], ticked=True), others])

    def _typed(self) -> Faq:
        # Never stored: only what the suggestions look at.
        return Faq(
            id=self.faq.id if self.faq else None,
            code=self.faq.code if self.faq else "",
            title=self.form.title.data or "",
            answer="",
            keywords=self.form.words("keywords"),
            search_words=self.form.words("search_words"),
        )


def _filled(groups: list[Words]) -> list[Words]:
    return [group for group in groups if group.words]
