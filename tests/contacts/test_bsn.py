"""A citizen service number in free text is noticed (R8)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactapp.contacts.bsn import find_bsns, has_bsn


@pytest.mark.parametrize(
    "text", ["bsn 111222333", "111222333.", "111222333, zegt mevrouw", "111.222.333", "1112 22 333", "(111222333)"]
)
def test_nine_digits_that_pass_the_elfproef_are_noticed(text: str):
    assert has_bsn(text)


@pytest.mark.parametrize(
    "text", ["111222334", "1112223330", "NL91ABNA0417164300", "order A111222333", "11122233", "", "111222333-7"]
)
def test_other_numbers_are_left_alone(text: str):
    assert not has_bsn(text)


def test_only_the_place_of_the_number_is_told():
    assert find_bsns("Mijn nummer is 111222333 en verder niets.") == [(15, 24)]


@given(st.text())
def test_any_text_can_be_searched(text: str):
    for start, end in find_bsns(text):
        assert 0 <= start < end <= len(text)
