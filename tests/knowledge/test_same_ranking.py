"""The order of answers is the same on every database, in whatever order they were stored or changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from contactapp.db import db
from contactapp.knowledge.finding import Finder, find
from contactapp.knowledge.glossary import current
from contactapp.knowledge.search import Document, Index, Searcher
from tests.support.make import knowledge

pytestmark = pytest.mark.usefixtures("app")
QUERIES = (
    "huur",
    "huurverh",
    "lekage badkamer",
    "mijn moeder is overleden en ik woon nog in het huis",
    "wat moet ik doen als het niet lukt",
    "automatische incaso stoppen",
)


def rows(number: int) -> list[dict[str, Any]]:
    path = Path(__file__).resolve().parents[2] / "contactapp/demo/knowledge/faqs.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][::7][:number]


def store(row: dict[str, Any]) -> None:
    knowledge.faq(
        row["title"], code=row["id"], answer=row["answer"], keywords=row["keywords"], search_words=row["search_words"]
    )


def test_the_database_does_not_change_the_ranking() -> None:
    chosen = rows(20)
    for row in reversed(chosen):
        store(row)
    index = Index(
        Document(row["id"], row["title"], row["answer"], (), row["keywords"], row["search_words"]) for row in chosen
    )
    alone = Searcher(index, current())
    for query in QUERIES:
        assert list(find(query)) == [hit.code for hit in alone.search(query, limit=60)], query


def test_an_index_kept_up_to_date_ranks_as_a_new_one() -> None:
    for row in rows(12):
        store(row)
    find("huur")
    for row in rows(20)[12:]:
        store(row)
    faq = knowledge.faq("Een antwoord dat weer verdwijnt", search_words=["huur", "lekkage"])
    find("huur")
    db.session.delete(faq)
    db.session.flush()
    kept = [list(find(query)) for query in QUERIES]
    another_process = Finder()
    assert [another_process.codes(query) for query in QUERIES] == kept
