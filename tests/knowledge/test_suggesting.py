"""Search words offered to the editor of a FAQ."""

import pytest

from contactapp.db import db
from contactapp.knowledge import glossary
from contactapp.knowledge.models import Faq, FaqSearch
from contactapp.knowledge.suggesting import Source, Suggestion, suggest_words
from tests.support.make import knowledge, stored

pytestmark = pytest.mark.usefixtures("app")


def of(faq: Faq, source: Source) -> list[str]:
    return [suggestion.words for suggestion in suggest_words(faq) if suggestion.source == source]


def test_what_colleagues_typed_before_they_opened_it_is_offered_most_frequent_first() -> None:
    faq = knowledge.faq("Hoe isoleer ik de vloer?")
    for words in ("tocht beneden", "kouwe voeten", "kouwe voeten"):
        stored(FaqSearch(words=words, results=1, opened_id=faq.id))
    assert of(faq, Source.SEARCHED) == ["kouwe voeten", "tocht beneden"]


def test_words_that_find_it_already_are_not_offered() -> None:
    faq = knowledge.faq("Hoe isoleer ik de vloer?", search_words=["kouwe voeten"])
    for words in ("vloeren isoleren", "koude voet", "tocht beneden"):
        stored(FaqSearch(words=words, results=1, opened_id=faq.id))
    assert of(faq, Source.SEARCHED) == ["tocht beneden"]


def test_everyday_words_of_the_glossary_are_offered_for_a_trade_word() -> None:
    glossary.add("blubberding", "radiator ontluchten")
    db.session.flush()
    assert "blubberding" in of(knowledge.faq("Hoe ontlucht ik een radiator?"), Source.GLOSSARY)


def test_search_words_of_answers_about_nearly_the_same_are_offered() -> None:
    knowledge.faq("Wat doe ik met een lekkende radiator?", search_words=["plas onder de radiator", "natte vloer"])
    faq = knowledge.faq("Hoe ontlucht ik een radiator?")
    assert of(faq, Source.ALIKE) == ["plas onder de radiator"]


def test_an_answer_that_is_still_being_written_gets_suggestions_too() -> None:
    faq = Faq(code="", title="Hoe ontlucht ik een radiator?", answer="", keywords=[], search_words=[])
    glossary.add("blubberding", "radiator ontluchten")
    db.session.flush()
    assert Suggestion("blubberding", Source.GLOSSARY) in suggest_words(faq)


def test_each_thing_is_offered_once() -> None:
    faq = knowledge.faq("Hoe ontlucht ik een radiator?")
    stored(FaqSearch(words="blubberding", results=1, opened_id=faq.id))
    glossary.add("blubberding", "radiator ontluchten")
    db.session.flush()
    assert [suggestion.words for suggestion in suggest_words(faq)].count("blubberding") == 1
