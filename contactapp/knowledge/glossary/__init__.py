"""The glossary in use: what we ship, what the association adds, without what it switched off."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select

from contactapp.db import add_once, db
from contactapp.knowledge.models import GlossaryTerm
from contactapp.knowledge.search import Glossary
from contactapp.knowledge.search.folding import fold

Pair = tuple[str, str]


@cache
def shipped() -> tuple[Pair, ...]:
    """The expressions and meanings that come with the product.

    A line of the files beside this module reads "meaning: expression, expression".
    """
    pairs: dict[Pair, None] = {}
    for path in sorted(Path(__file__).parent.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            meaning, _, expressions = line.partition(":")
            if not line.startswith("#"):
                pairs |= dict.fromkeys((one.strip(), meaning.strip()) for one in expressions.split(",") if one.strip())
    return tuple(pairs)


def current() -> Glossary:
    """What a search uses now."""
    own = db.session.execute(select(GlossaryTerm.expression, GlossaryTerm.meaning, GlossaryTerm.active)).all()
    switched_off = {(expression, meaning) for expression, meaning, active in own if not active}
    added = [(expression, meaning) for expression, meaning, active in own if active]
    return Glossary([*added, *(pair for pair in shipped() if pair not in switched_off)])


@dataclass(frozen=True)
class Line:
    """A pair as the administration shows it."""

    expression: str
    meaning: str
    is_own: bool
    active: bool


def lines_with(part: str, *, limit: int = 100) -> list[Line]:
    """Own and shipped pairs of which either side holds ``part``; own ones first."""
    own = {(term.expression, term.meaning): term for term in db.session.scalars(select(GlossaryTerm))}
    all_pairs = [*own, *(pair for pair in shipped() if pair not in own)]
    wanted = fold(part)
    chosen = [pair for pair in all_pairs if wanted in fold(pair[0]) or wanted in fold(pair[1])][:limit]
    shipped_pairs = set(shipped())
    return [
        Line(*pair, is_own=pair not in shipped_pairs, active=own[pair].active if pair in own else True)
        for pair in chosen
    ]


def add(expression: str, meaning: str) -> None:
    """Add a pair, or switch it on again. Twice is harmless."""
    if not switch(expression, meaning, active=True):
        add_once(GlossaryTerm(expression=expression, meaning=meaning))


def switch(expression: str, meaning: str, *, active: bool) -> bool:
    """Use a pair or not; whether there is such a pair."""
    own = select(GlossaryTerm).where(GlossaryTerm.expression == expression, GlossaryTerm.meaning == meaning)
    term = db.session.scalar(own)
    if term is None:
        if (expression, meaning) not in shipped():
            return False
        add_once(GlossaryTerm(expression=expression, meaning=meaning, active=active))
        term = db.session.scalars(own).one()
    term.active = active
    return True
