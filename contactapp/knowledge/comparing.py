"""The versions of a FAQ, and what changed between two of them, as marked text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Any

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from contactapp.accounts.queries import active_teams
from contactapp.knowledge import queries
from contactapp.knowledge.contents import Content
from contactapp.knowledge.editing import defaults
from contactapp.knowledge.forms import AUDIENCES, day_of
from contactapp.knowledge.models import Faq, FaqVersion
from contactapp.web.formats import day_plain

_TITLES: dict[str, LazyString] = {
    "title": _l("Vraag"),
    "answer": _l("Antwoord"),
    "search_words": _l("Zo zegt de huurder het"),
    "keywords": _l("Trefwoorden"),
    "category_id": _l("Rubriek"),
    "related": _l("Hoort hierbij"),
    "audience": _l("Voor wie"),
    "publish_from": _l("Zichtbaar vanaf"),
    "publish_until": _l("Zichtbaar tot en met"),
    "review_on": _l("Opnieuw controleren op"),
    "owner_id": _l("Eigenaar"),
    "template_code": _l("Sjabloon"),
    "team_id": _l("Team voor een taak"),
    "task_type_code": _l("Taaktype"),
    "term_working_days": _l("Termijn in werkdagen"),
    "scenario_code": _l("Scenario"),
    "in_portal": _l("Toon contactmomenten met dit onderwerp in het klantportaal"),
}
_DAYS = {"publish_from", "publish_until", "review_on"}
# Of longer texts words that stand everywhere are no landmarks: comparing each with each would take half a minute.
_MOST_COMPARED = 8_000
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")
# Only for what differs: what stands in a content as id or code, by its name.
_NAMES: dict[str, Callable[[], dict[Any, str]]] = {
    "audience": lambda: {value: str(name) for value, name in AUDIENCES},
    "category_id": lambda: {one.id: " › ".join(one.path) for one in queries.all_categories()},
    "owner_id": queries.names_of_users,
    "team_id": lambda: {one.id: one.name for one in active_teams()},
    "template_code": lambda: dict(defaults.templates()),
    "task_type_code": lambda: dict(defaults.task_types()),
    "scenario_code": lambda: dict(defaults.scenarios()),
    "in_portal": lambda: {True: _("Ja"), False: _("Nee")},
}


@dataclass(frozen=True)
class Change:
    """One field that differs; removed and added words stand in ``<del>`` and ``<ins>``."""

    name: LazyString
    text: Markup


@dataclass(frozen=True)
class Versions:
    """Every version of a FAQ, and two of them side by side."""

    faq: Faq
    all: list[FaqVersion]
    new: FaqVersion
    old: FaqVersion | None

    @classmethod
    def of(cls, faq: Faq, *, new: int | None = None, old: int | None = None) -> "Versions | None":
        """The newest beside the one before it, unless others are meant; none when that one never was."""
        kept = queries.versions_of(faq)
        by_number = {version.version: version for version in kept}
        shown = by_number.get(new or (kept[0].version if kept else 0))
        if shown is None:
            return None
        before = next((version for version in kept if version.version < shown.version), None)
        return cls(faq, kept, shown, by_number.get(old) if old else before)

    @property
    def newest(self) -> FaqVersion:
        return self.all[0]

    @property
    def changes(self) -> list[Change]:
        return changes(self.old.content, self.new.content) if self.old else []


def changes(old: Content, new: Content) -> list[Change]:
    """Every field that differs between two contents, in the order of the form."""
    return [
        Change(title, _marked(*_texts(field, old.get(field), new.get(field))))
        for field, title in _TITLES.items()
        if old.get(field) != new.get(field)
    ]


def _texts(field: str, *values: Any) -> Iterator[str]:
    names = _NAMES[field]() if field in _NAMES else {}
    for value in values:
        if isinstance(value, list):
            yield "\n".join(map(str, value))
        elif value and field in _DAYS:
            day = date.fromisoformat(value) if field == "review_on" else day_of(value, last=field == "publish_until")
            yield day_plain(day)
        else:
            yield "" if value is None else names.get(value, str(value))


def _marked(old: str, new: str) -> Markup:
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    parts: list[Markup] = []
    long = len(before) + len(after) > _MOST_COMPARED
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=long).get_opcodes():
        if what == "equal":
            parts.append(escape("".join(before[i1:i2])))
            continue
        if i2 > i1:
            parts.append(Markup("<del>{}</del>").format("".join(before[i1:i2])))
        if j2 > j1:
            parts.append(Markup("<ins>{}</ins>").format("".join(after[j1:j2])))
    return Markup("").join(parts)
