"""What changed between two versions, as marked text."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from markupsafe import Markup, escape

from contactapp.knowledge.contents import Content

_NAMES: dict[str, LazyString] = {
    "title": _l("Vraag"),
    "answer": _l("Antwoord"),
    "keywords": _l("Trefwoorden"),
    "search_words": _l("Zo zegt de huurder het"),
    "audience": _l("Voor wie"),
    "publish_from": _l("Zichtbaar vanaf"),
    "publish_until": _l("Zichtbaar tot en met"),
    "review_on": _l("Opnieuw controleren op"),
    "related": _l("Hoort hierbij"),
    "category_id": _l("Onderwerp"),
    "team_id": _l("Team voor een taak"),
    "template_code": _l("Sjabloon"),
    "task_type_code": _l("Taaktype"),
    "term_working_days": _l("Termijn in werkdagen"),
    "scenario_code": _l("Scenario"),
}
_PIECES = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Change:
    """One field that differs; removed and added words stand in ``<del>`` and ``<ins>``."""

    name: LazyString
    text: Markup


def changes(old: Content, new: Content) -> list[Change]:
    """Every field that differs between two contents."""
    return [
        Change(name, _marked(_as_text(old.get(field)), _as_text(new.get(field))))
        for field, name in _NAMES.items()
        if old.get(field) != new.get(field)
    ]


def _as_text(value: object) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _marked(old: str, new: str) -> Markup:
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    parts: list[Markup] = []
    for what, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if what == "equal":
            parts.append(escape("".join(before[i1:i2])))
            continue
        if i2 > i1:
            parts.append(Markup("<del>{}</del>").format("".join(before[i1:i2])))
        if j2 > j1:
            parts.append(Markup("<ins>{}</ins>").format("".join(after[j1:j2])))
    return Markup("").join(parts)
