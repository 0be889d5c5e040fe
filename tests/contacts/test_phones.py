"""Telephone numbers in every notation (R5)."""

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberFormat, PhoneNumberType, format_number

from contactapp.contacts.phones import PhoneError, dialled_digits, looks_dialled, parse_phone, show_phone


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("0612345678", "+31612345678"), ("06 12 34 56 78", "+31612345678"), ("06-12345678", "+31612345678"),
        ("06.12.34.56.78", "+31612345678"), ("+31 6 12345678", "+31612345678"), ("+31(0)612345678", "+31612345678"),
        ("+310612345678", "+31612345678"), ("0031612345678", "+31612345678"), ("00 31 6 1234 5678", "+31612345678"),
        ("31612345678", "+31612345678"), ("612345678", "+31612345678"), ("(030) 765 43 21", "+31307654321"),
        ("030-7654321", "+31307654321"), ("0343 123456", "+31343123456"), ("088 765 43 21", "+31887654321"),
        ("085-1234567", "+31851234567"), ("0800-1234", "+318001234"), ("0800 123 4567", "+318001234567"),
        ("0900 1234", "+319001234"), ("0906 1234", "+319061234"), ("14030", "+3114030"), ("14 030", "+3114030"),
        ("14 0343", "+31140343"), ("+49 30 123456", "+4930123456"), ("0032 470 12 34 56", "+32470123456"),
        ("+90 532 123 45 67", "+905321234567"), ("\u202a0612345678\u202c", "+31612345678"),
        (" 0612345678 ", "+31612345678"),
        ("\u0660\u0666\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668", "+31612345678"),
    ],
)  # fmt: skip
def test_every_notation_is_stored_the_same(typed: str, stored: str):
    assert parse_phone(typed) == stored


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("06 1234 567", "te kort"), ("0", "te kort"), ("030 123", "te kort"), ("06 12345678 9", "te lang"),
        ("0676 123456", "bestaat niet"), ("0000000000", "bestaat niet"), ("06 12345678 dochter", "zonder letters"),
        ("030 7654321 x12", "zonder letters"), ("+999 1234567", "landnummer"), ("+49 1", "buitenlandse"),
        ("", "bijvoorbeeld"), ("-", "bijvoorbeeld"), ("1" * 300, "te lang"),
    ],
)  # fmt: skip
def test_a_number_that_cannot_be_dialled_says_what_to_do(typed: str, words: str):
    with pytest.raises(PhoneError, match=words):
        parse_phone(typed)


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("+31612345678", "06 12 34 56 78"), ("+31307654321", "030 765 43 21"), ("+31343123456", "0343 12 34 56"),
        ("+31887654321", "088 765 43 21"), ("+318001234", "0800 1234"), ("+318001234567", "0800 123 4567"),
        ("+319001234", "0900 1234"), ("+3114030", "14 030"), ("+31140343", "14 0343"), ("+4930123456", "+49 30 123456"),
        ("+32470123456", "+32 470 12 34 56"), ("geen nummer", "geen nummer"),
    ],
)  # fmt: skip
def test_a_number_is_shown_in_dutch_groups(stored: str, shown: str):
    assert show_phone(stored) == shown


@pytest.mark.parametrize("kind", [PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE])
def test_a_number_of_any_country_reads_back_as_it_is_shown(kind: int):
    examples = [phonenumbers.example_number_for_type(region, kind) for region in phonenumbers.SUPPORTED_REGIONS]
    stored = [format_number(number, PhoneNumberFormat.E164) for number in examples if number]
    assert len(stored) > 200
    for number in stored:
        assert parse_phone(number) == parse_phone(show_phone(number)) == parse_phone(f"00{number[1:]}") == number


@given(
    st.from_regex(
        r"0(?:[1237]0[2-7][0-9]{6}|(?:343|515)[2-7][0-9]{5}|6[1-58][0-9]{7}|88[0-9]{7}|800[0-9]{4})", fullmatch=True
    )
)
def test_a_dutch_number_reads_back_as_it_is_shown(typed: str):
    try:
        stored = parse_phone(typed)
    except PhoneError:
        assume(False)
    assert stored.endswith(typed[1:])
    assert parse_phone(show_phone(stored)) == stored


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("06 12", "31612"), ("+32 4", "324"), ("0031 6", "316"), ("+31 (0)30 76", "313076"), ("5678", "5678"),
        ("+31 06 12", "31612"), ("", ""), ("+", ""),
    ],
)  # fmt: skip
def test_an_unfinished_number_has_digits_to_look_up(typed: str, digits: str):
    assert dialled_digits(typed) == digits


@given(st.from_regex(r"06[1-58][0-9]{7}", fullmatch=True), st.sampled_from(["", " ", "-", ".", "/"]))
def test_a_mobile_number_is_found_however_it_is_spaced(national: str, gap: str):
    typed = gap.join([national[:2], national[2:4], national[4:7], national[7:]])
    stored = parse_phone(typed)
    assert stored == f"+31{national[1:]}"
    assert stored[1:].startswith(dialled_digits(typed[:5]))
    assert looks_dialled(typed)


@given(st.text(max_size=40))
def test_any_text_is_a_number_or_a_clear_refusal(text: str):
    try:
        stored = parse_phone(text)
    except PhoneError as refusal:
        assert len(refusal.message) > 10
    else:
        assert stored.startswith("+")
        assert stored[1:].isdigit()
    assert isinstance(dialled_digits(text), str)
