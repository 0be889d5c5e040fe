"""The glossary in use: what we ship, what the association adds, without what it switched off."""

from functools import cache
from pathlib import Path

from sqlalchemy import select

from contactapp.db import db
from contactapp.knowledge.models import GlossaryTerm
from contactapp.knowledge.search import Glossary

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
    return Glossary([*(pair for pair in shipped() if pair not in switched_off), *added])
