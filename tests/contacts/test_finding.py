"""What somebody typed in the one search box."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactapp.contacts.finding import Clue, TermKind, highlight_words, place_term, read_query


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("C000123", Clue(TermKind.CODE, ("c000123",), exact=True)),
        ("c123", Clue(TermKind.CODE, ("c000123",), exact=True)),
        ("100482", Clue(TermKind.CODE, ("100482",))),
        ("100 482", Clue(TermKind.CODE, ("100482",))),
        ("12.34.56.78", Clue(TermKind.CODE, ("12345678",))),
        ("06 12", Clue(TermKind.PHONE, ("31612",))),
        ("+31 6 1234", Clue(TermKind.PHONE, ("3161234",))),
        ("12-03-1984", Clue(TermKind.BORN, ("1984-03-12",), exact=True)),
        ("tesfay@example.nl", Clue(TermKind.EMAIL, ("tesfay@example.nl",))),
        ("@example.nl", Clue(TermKind.EMAIL, ("@example.nl",))),
        ("s.tesfay", Clue(TermKind.EMAIL, ("s.tesfay",))),
        ("3511ab14-2", Clue(TermKind.PLACE, ("3511ab 14 2",))),
        ("3511 AB", Clue(TermKind.PLACE, ("3511ab",))),
        ("wilgenkade 48b", Clue(TermKind.WORD, ("wilgenkade", "48b"))),
        ("Öztürk", Clue(TermKind.WORD, ("ozturk",))),
    ],
)
def test_the_most_telling_reading_comes_first(typed: str, first: Clue):
    assert read_query(typed)[0] == first


def test_four_digits_may_be_a_number_the_end_of_a_telephone_or_a_postcode():
    assert [clue.kind for clue in read_query("5678")] == [TermKind.CODE, TermKind.TAIL, TermKind.PLACE]


def test_tussenvoegsels_may_be_wrong_or_missing():
    readings = {clue.terms for clue in read_query("van de berg") if clue.kind is TermKind.WORD}
    assert {("van", "de", "berg"), ("berg",), ("vandeberg",)} <= readings


def test_names_that_sound_alike_come_last():
    assert read_query("janssen")[-1] == Clue(TermKind.SOUND, ("jansen",))


def test_a_date_that_does_not_exist_or_has_yet_to_come_is_no_birthday():
    assert all(clue.kind is not TermKind.BORN for clue in read_query("31-02-1984"))
    assert all(clue.kind is not TermKind.BORN for clue in read_query("01-01-2090", today=date(2026, 11, 24)))


@pytest.mark.parametrize("typed", ["", "  ", "--", "\0", "🦊", "@", "00", "+"])
def test_text_that_says_nothing_has_no_reading(typed: str):
    assert read_query(typed) == []


def test_an_endless_query_stays_small():
    assert all(len(clue.terms) <= 8 for clue in read_query("woord " * 10_000))


def test_an_address_is_looked_up_by_its_door():
    assert place_term("3511AB", 14, "A-2") == "3511ab 14 a2"
    assert place_term("3511AB", None) == "3511ab"


def test_the_longest_piece_is_marked_first():
    assert highlight_words("j Tesfay") == ["tesfay", "j"]


@given(st.text(max_size=300))
def test_any_text_reads_without_error(text: str):
    for clue in read_query(text):
        assert clue.terms
        assert all(clue.terms)
