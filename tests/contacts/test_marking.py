"""Why a contact was found is marked, however it was typed."""

import pytest
from markupsafe import Markup

from contactapp.contacts.marking import mark


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("A. van den Berg", "berg", "A. van den <mark>Berg</mark>"),
        ("A. van den Berg", "vandenberg", "A. <mark>van den Berg</mark>"),
        ("D. Smit-de Boer", "smitde", "D. <mark>Smit-de</mark> Boer"),
        ("S. O’Neill", "oneill", "S. <mark>O’Neill</mark>"),
        ("G. Müller", "muel", "G. <mark>Mül</mark>ler"),
        ("G. Müller", "mull", "G. <mark>Müll</mark>er"),
        ("B. Strauß", "strauss", "B. <mark>Strauß</mark>"),
        ("Wilgenkade 48 B", "48b", "Wilgenkade <mark>48 B</mark>"),
        ("Bakker", "akker", "Bakker"),
        ("J. an", "", "J. an"),
        ("<b>Vet</b>", "vet", "&lt;b&gt;<mark>Vet</mark>&lt;/b&gt;"),
    ],
)
def test_what_was_typed_is_marked_in_what_was_found(text: str, query: str, marked: str):
    assert mark(text, query) == Markup(marked)
