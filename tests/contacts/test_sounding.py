"""Surnames that sound alike meet under one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contactapp.contacts.sounding import sound_key


@pytest.mark.parametrize(
    "group",
    [
        "Jansen Janssen", "Smit Smid Smidt Schmidt Schmitt", "Meijer Meyer Meier Maier Mayer Meijér",
        "Cohen Kohen Coohen", "Bosch Bos", "Visser Visscher Fisser", "Kuijper Kuyper Kuiper Cuyper",
        "Claes Klaas Claas", "Hendriks Hendrikx Hendrix Hendricks", "Dijkstra Dykstra Dijckstra",
        "Lichtenberg Ligtenberg", "Bouwman Bouman Bauman", "Rooij Rooy Rooi", "Raaijmakers Raymakers Raijmakers",
        "Brouwer Brouer", "Wit With Witt Wid", "Yılmaz Yilmaz Jilmaz", "Theunissen Teunissen", "Kok Kock Cock",
        "Quist Kwist", "Zwart Swart", "Bruin Bruijn Bruyn", "Haan Haen", "Philips Filips Phillips", "Vries Fries",
    ],
)  # fmt: skip
def test_spellings_of_one_sound_share_a_key(group: str):
    assert len({sound_key(name) for name in group.split()}) == 1


@pytest.mark.parametrize(
    "pair", ["Bakker Bikker", "Jansen Hansen", "Vos Bos", "Mulder Molder", "Peters Pieters", "Berg Burg", "Boer Beer"]
)
def test_names_that_sound_different_keep_their_own_key(pair: str):
    first, second = pair.split()
    assert sound_key(first) != sound_key(second)


def test_a_name_without_latin_letters_has_no_key():
    assert sound_key("李") == ""


@given(st.text(max_size=40))
def test_any_text_has_a_key_without_spaces(text: str):
    assert sound_key(text).isascii()
    assert " " not in sound_key(text)
