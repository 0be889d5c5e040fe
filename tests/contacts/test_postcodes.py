"""The address box: postcode, house number and addition in any notation (R4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactapp.contacts.postcodes import (
    AddressError,
    HouseAddress,
    addition_key,
    normal_addition,
    parse_house_address,
    parse_postcode,
    show_number,
    show_postcode,
)


@pytest.mark.parametrize(
    ("typed", "postcode", "number", "addition"),
    [
        ("3511ab14-2", "3511AB", 14, "2"), ("3511 AB 14 bis", "3511AB", 14, "bis"), ("3511AB 14A", "3511AB", 14, "A"),
        ("3511 ab 14", "3511AB", 14, ""), ("3511AB14", "3511AB", 14, ""), ("3571zl 52c", "3571ZL", 52, "C"),
        ("3511 AB, 14-H", "3511AB", 14, "H"), ("3511AB 14 A-2", "3511AB", 14, "A-2"),
        ("3511AB 14a2", "3511AB", 14, "A2"),
        ("14-2 3511AB", "3511AB", 14, "2"), ("14bis, 3511 AB", "3511AB", 14, "bis"), ("14 3511AB", "3511AB", 14, ""),
        ("3511AB nr 14", "3511AB", 14, ""), ("3511AB nr. 14 III", "3511AB", 14, "III"),
        ("3511AB 14/2", "3511AB", 14, "2"),
        ("  3511\u00a0AB\t14  hs ", "3511AB", 14, "hs"), ("3511AB 12345", "3511AB", 12345, ""),
    ],
)  # fmt: skip
def test_the_address_box_reads_common_notations(typed: str, postcode: str, number: int, addition: str):
    assert parse_house_address(typed) == HouseAddress(postcode, number, addition)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("3511AB", "huisnummer achter"), ("3511SA 1", "geen postcode"), ("0511AB 1", "geen postcode"),
        ("Kerkstraat 14", "geen postcode"), ("", "geen postcode"), ("3511AB 0", "klopt niet"),
        ("3511AB 1 " + "x" * 13, "klopt niet"), ("3511AB 123456789", "klopt niet"),
    ],
)  # fmt: skip
def test_the_address_box_says_what_is_wrong(typed: str, words: str):
    with pytest.raises(AddressError, match=words):
        parse_house_address(typed)


@pytest.mark.parametrize(
    ("number", "addition", "shown"),
    [
        (14, "", "14"), (14, "A", "14 A"), (14, "2", "14-2"), (14, "bis", "14 bis"), (14, "A-2", "14 A-2"),
        (None, "", ""), (None, "woonboot", "woonboot"),
    ],
)  # fmt: skip
def test_a_house_number_is_shown_as_on_the_door(number: int | None, addition: str, shown: str):
    assert show_number(number, addition) == shown


def test_a_postcode_is_shown_with_a_space():
    assert show_postcode("3511AB") == "3511 AB"
    assert show_postcode("B-1000") == "B-1000"


def test_the_same_door_has_the_same_key():
    assert addition_key("A-2") == addition_key("a 2") == addition_key("A2")


postcodes = st.from_regex(r"[1-9][0-9]{3}[A-RT-Z][A-Z]", fullmatch=True)
additions = st.from_regex(r"[A-Z]?|[1-9][0-9]{0,2}|bis|[A-Z]-[1-9]", fullmatch=True)


@given(postcodes, st.integers(1, 99999), additions)
def test_a_shown_address_reads_back_as_itself(postcode: str, number: int, addition: str):
    address = HouseAddress(postcode, number, normal_addition(addition))
    assert parse_house_address(str(address)) == address
    assert parse_house_address(str(address).lower()).addition_key == address.addition_key


@given(st.text(max_size=40))
def test_any_text_is_an_address_or_a_clear_refusal(text: str):
    try:
        address = parse_house_address(text)
    except AddressError as refusal:
        assert len(refusal.message) > 10
    else:
        assert parse_postcode(address.postcode) == address.postcode
        assert address.number > 0
