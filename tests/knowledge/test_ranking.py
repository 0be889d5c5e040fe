"""The right answer for what people type and say; on words of our own, never on the queries we measure with."""

import json
from pathlib import Path

import pytest

from contactapp.knowledge.search import Document, Glossary, Index, Searcher


@pytest.fixture(scope="module")
def demo(request: pytest.FixtureRequest) -> Searcher:
    """A searcher on the answers of the demo association."""
    path = Path(__file__).resolve().parents[2] / "contactapp/demo/knowledge/faqs.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return Searcher(
        Index(
            Document(row["id"], row["title"], row["answer"], row["category"], row["keywords"], row["search_words"])
            for row in rows
        )
    )


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("ketelonderh", "KB-057"),  # unfinished compound
        ("herrie van de buren", "KB-246"),  # everyday word
        ("cvketel bijvullen", "KB-054"),  # hyphen left out
        ("cv ketel druk", "KB-054"),
        ("sgimmel slaapkamer", "KB-083"),  # written as heard
        ("verstopte wc", "KB-067"),
        ("opgezegd garage", "KB-143"),
        ("hoe zegt iemand de huur op", "KB-137"),
        ("sleutel kwijtgeraakt", "KB-091"),
        ("ik sta buiten en mijn sleutel ligt binnen", "KB-090"),
        ("medehuurderschp", "KB-196"),
        (
            "goedemiddag mevrouw ik bel omdat mijn buurvrouw overleden is nee mijn man en of ik hier mag blijven",
            "KB-207",
        ),
    ],
)
def test_the_right_answer_is_among_the_first_three(demo: Searcher, query: str, code: str) -> None:
    assert code in [hit.code for hit in demo.search(query)][:3]


def test_lekage_finds_leaks(demo: Searcher) -> None:
    titles = {"KB-060", "KB-064", "KB-065", "KB-075", "KB-109"}
    assert {hit.code for hit in demo.search("lekage")[:5]} & titles


def test_nothing_typed_finds_nothing(demo: Searcher) -> None:
    assert demo.search("") == []


@pytest.fixture
def small() -> Index:
    """Three answers that are easy to reason about."""
    return Index(
        [
            Document("A", "Hoe vul ik de cv-ketel bij?", "De druk hoort 1,5 bar te zijn."),
            Document("B", "Wanneer komt het ketelonderhoud?", "Eens per twee jaar."),
            Document(
                "C", "Mag ik een hond houden?", "Ja, als niemand er last van heeft.", search_words=["huisdier nemen"]
            ),
        ]
    )


def codes(index: Index, query: str, glossary: Glossary | None = None) -> list[str]:
    return [hit.code for hit in Searcher(index, glossary).search(query)]


def test_a_whole_word_ranks_above_a_likely_one(small: Index) -> None:
    small.put(Document("D", "Waar laat ik mijn hout?", "In de berging."))
    assert codes(small, "hond")[0] == "C"
    assert codes(small, "hout")[0] == "D"


def test_a_rare_word_that_begins_alike_does_not_rank_above_the_word_itself(small: Index) -> None:
    small.put(Document("D", "Wie is mijn huisarts?"))
    for code in ("E", "F", "G"):
        small.put(Document(code, "Hoe verwarm ik mijn huis?"))
    assert codes(small, "huis ")[:3] == ["E", "F", "G"]


def test_small_words_tell_answers_apart_when_nothing_else_does(small: Index) -> None:
    small.put(Document("D", "Welk onderhoud is voor wie?", search_words=["moet ik dat zelf doen"]))
    small.put(Document("E", "Wanneer komt er iemand?", search_words=["hoe lang duurt het nog"]))
    assert codes(small, "is dat iets wat ik zelf moet doen")[0] == "D"
    assert codes(small, "hoe lang gaat dat nog duren")[0] == "E"


def test_not_is_heard(small: Index) -> None:
    small.put(Document("D", "Hoe zegt een huurder op?", search_words=["ik wil opzeggen"]))
    small.put(Document("E", "Kan een huurder zich bedenken?", search_words=["ik wil toch niet opzeggen"]))
    assert codes(small, "ik wil niet opzeggen")[0] == "E"
    assert codes(small, "ik wil opzeggen")[0] == "D"


def test_of_several_phrases_that_fit_each_counts(small: Index) -> None:
    small.put(Document("D", "Vraag een", search_words=["lekkende kraan"]))
    small.put(Document("E", "Vraag twee", search_words=["lekkende kraan", "kraan lekt"]))
    assert codes(small, "de kraan lekt")[0] == "E"


def test_the_parts_of_a_compound_find_it(small: Index) -> None:
    assert codes(small, "onderhoud ketel")[0] == "B"


def test_a_compound_finds_its_parts(small: Index) -> None:
    assert codes(small, "ketelbijvulling")[0] in {"A", "B"}


def test_search_words_find_what_the_text_does_not_say(small: Index) -> None:
    assert codes(small, "huisdieren")[0] == "C"


def test_not_all_words_need_to_occur(small: Index) -> None:
    assert codes(small, "mag er een pitbullachtige hond in de flat")[0] == "C"


def test_the_glossary_leads_from_an_everyday_word_to_the_trade_word(small: Index) -> None:
    assert "A" not in codes(small, "moederhaard")
    assert "A" in codes(small, "moederhaard", Glossary([("moederhaard", "cv-ketel")]))


def test_a_replaced_answer_is_no_longer_found_by_its_old_words(small: Index) -> None:
    small.put(Document("C", "Mag ik een kat houden?"))
    assert "C" not in codes(small, "hond")
    assert codes(small, "kat")[0] == "C"


def test_searching_teaches_the_index_nothing(small: Index) -> None:
    small.put(Document("D", "Houd de sleutellijst bij."))
    before = set(small.postings)
    codes(small, "bijho")
    assert set(small.postings) == before


def test_replacing_answers_ranks_as_building_anew_does(small: Index) -> None:
    small.put(Document("D", "Waar laat ik mijn fiets?"))
    small.remove("D")
    small.put(Document("A", "Hoe vul ik de cv-ketel bij?", "De druk hoort 1,5 bar te zijn."))
    fresh = Index(
        [
            Document(
                "C", "Mag ik een hond houden?", "Ja, als niemand er last van heeft.", search_words=["huisdier nemen"]
            ),
            Document("A", "Hoe vul ik de cv-ketel bij?", "De druk hoort 1,5 bar te zijn."),
            Document("B", "Wanneer komt het ketelonderhoud?", "Eens per twee jaar."),
        ]
    )
    for query in ("ketel", "hond", "fiets", "onderhoud ketel"):
        assert Searcher(small).search(query) == Searcher(fresh).search(query)
