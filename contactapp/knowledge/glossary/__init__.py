"""The glossary in use: what we ship, what the association adds, without what it switched off."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.db import add_once, db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
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


def lines_with(part: str) -> list[Line]:
    """Own and shipped pairs of which either side holds ``part``; own ones first."""
    own = {(term.expression, term.meaning): term for term in db.session.scalars(select(GlossaryTerm))}
    all_pairs = [*own, *(pair for pair in shipped() if pair not in own)]
    wanted = fold(part)
    chosen = [pair for pair in all_pairs if wanted in fold(pair[0]) or wanted in fold(pair[1])]
    shipped_pairs = set(shipped())
    return [
        Line(*pair, is_own=pair not in shipped_pairs, active=own[pair].active if pair in own else True)
        for pair in chosen
    ]


def add(expression: str, meaning: str, *, by: User | None = None) -> None:
    """Add a pair, or switch it on again. Twice is harmless."""
    if not switch(expression, meaning, active=True, by=by):
        term = GlossaryTerm(expression=expression, meaning=meaning)
        if add_once(term):
            _record(term, by)


def switch(expression: str, meaning: str, *, active: bool, by: User | None = None) -> bool:
    """Use a pair or not; whether there is such a pair."""
    term = _term(expression, meaning)
    if term is None:
        if (expression, meaning) not in shipped():
            return False
        if active:
            return True  # as it came
        add_once(GlossaryTerm(expression=expression, meaning=meaning))
        term = _term(expression, meaning)
    if term is not None and term.active != active:
        term.active = active
        _record(term, by)
    return True


def _term(expression: str, meaning: str) -> GlossaryTerm | None:
    pair = (GlossaryTerm.expression == expression, GlossaryTerm.meaning == meaning)
    return db.session.scalar(select(GlossaryTerm).where(*pair))


def _record(term: GlossaryTerm, by: User | None) -> None:
    verb = Verb.GLOSSARY_ON if term.active else Verb.GLOSSARY_OFF
    record(term, verb, by=by, expression=term.expression, meaning=term.meaning)
