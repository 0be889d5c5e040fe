"""How names are derived, sorted and folded (R1)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactapp.contacts import names
from contactapp.contacts.finding import TermKind, read_query
from tests.contacts.nasty_names import NASTY_NAMES, nasty_name

any_text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=60)


def test_the_name_is_initials_tussenvoegsels_and_surname():
    assert names.full_name("A.", "van den", "Berg") == "A. van den Berg"
    assert names.full_name("", "", "Bouwmeester B.V.") == "Bouwmeester B.V."


def test_an_elided_tussenvoegsel_stays_glued_to_its_surname():
    assert names.full_name("D.", "d'", "Hondt") == "D. d'Hondt"
    assert names.full_name("L.", "van 't", "Hof") == "L. van 't Hof"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("am", "A.M."), ("a.m", "A.M."), ("A M", "A.M."), ("AM", "A.M."), ("th.j", "Th.J."), ("Chr", "Chr."),
        ("ij", "IJ."), ("Anna Maria", "A.M."), ("jean-pierre", "J.P."), ("J.-P.", "J.P."), ("É", "É."),
        ("Sj", "Sj."), ("sj", "S.J."), ("", ""), (" . ", ""), ("anna", "A."), ("محمد", "م."),
    ],
)  # fmt: skip
def test_initials_are_written_in_one_way(typed: str, written: str):
    assert names.normal_initials(typed) == written


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("van den Berg", ("van den", "Berg")), ("'t Hart", ("'t", "Hart")), ("d'Hondt", ("d'", "Hondt")),
        ("Van den Berg", ("", "Van den Berg")), ("Berg", ("", "Berg")), ("de la Rue", ("de la", "Rue")),
        ("van", ("", "van")), ("el Amrani", ("el", "Amrani")), ("", ("", "")), ("smit de boer", ("", "smit de boer")),
    ],
)  # fmt: skip
def test_tussenvoegsels_typed_in_the_surname_are_told_apart(typed: str, parts: tuple[str, str]):
    assert names.split_surname(typed) == parts


def test_a_whole_name_on_one_line_is_taken_apart():
    assert names.split_name("A.B. van 't Hof") == names.SplitName("A.B.", "van 't", "Hof")


def test_known_tussenvoegsels_are_written_small():
    assert names.normal_prefix("Van Der") == "van der"
    assert names.normal_prefix("Freiherr von") == "Freiherr von"


def test_sorting_leaves_tussenvoegsels_out():
    people = [
        ("Zwart", "A.", ""),
        ("Berg", "B.", "van den"),
        ("'t Hof", "C.", ""),
        ("Çelik", "D.", ""),
        ("Berg", "A.", ""),
    ]
    ordered = sorted(people, key=lambda person: names.sort_key(*person))
    assert [person[0] for person in ordered] == ["Berg", "Berg", "Çelik", "'t Hof", "Zwart"]
    assert ordered[0][1] == "A."


def test_a_company_sorts_under_its_first_word():
    assert names.company_sort_key("De Alliantie").startswith("de")


def test_there_are_sixty_nasty_names():
    assert len(NASTY_NAMES) >= 60


@nasty_name
def test_a_nasty_name_survives_being_stored(initials: str, prefix: str, surname: str, queries: tuple[str, ...]):
    stored = names.clean(surname)
    assert stored == unicodedata.normalize("NFC", surname)
    assert names.full_name(initials, prefix, stored).endswith(stored)


@nasty_name
def test_a_nasty_name_is_found_by_each_of_its_spellings(
    initials: str, prefix: str, surname: str, queries: tuple[str, ...]
):
    indexed = names.search_words(f"{prefix} {surname}")
    for query in queries:
        readings = [clue.terms for clue in read_query(query) if clue.kind is TermKind.WORD]
        assert any(all(any(word.startswith(term) for word in indexed) for term in terms) for terms in readings), query


def test_nul_is_refused():
    with pytest.raises(ValueError, match="NUL"):
        names.clean("a\0b")


@pytest.mark.parametrize("text", ["", "  ", "\u200b\u200d", "\u202e"])
def test_text_that_nobody_can_see_is_blank(text: str):
    assert names.is_blank(text)


@given(any_text)
def test_cleaning_twice_changes_nothing(text: str):
    once = names.clean(text)
    assert names.clean(once) == once


@given(any_text)
def test_folding_twice_changes_nothing(text: str):
    once = names.fold(text)
    assert names.fold(once) == once


@given(any_text)
def test_folding_does_not_care_about_case(text: str):
    assert names.fold(text.upper()) == names.fold(text.lower()) == names.fold(text)


@given(any_text)
def test_initials_written_twice_are_the_same(text: str):
    once = names.normal_initials(text)
    assert names.normal_initials(once) == once


@given(any_text)
def test_every_search_word_is_one_folded_word(text: str):
    for word in names.search_words(text):
        assert word
        assert " " not in word


@given(any_text, any_text)
def test_splitting_a_surname_loses_no_word(first: str, second: str):
    typed = names.clean(f"{first} {second}")
    prefix, surname = names.split_surname(typed)
    assert (prefix + surname).replace(" ", "") == typed.replace(" ", "")
