"""Words that were asked for are marked, and a long text is shown where they stand."""

from contactapp.desk.marking import excerpt


def test_every_form_of_the_word_is_marked_and_the_rest_is_plain() -> None:
    assert excerpt("Lamp stuk; de <b>lampen</b> knipperen.", {"lamp"}) == (
        "<mark>Lamp</mark> stuk; de &lt;b&gt;<mark>lampen</mark>&lt;/b&gt; knipperen."
    )


def test_a_long_note_is_shown_around_its_first_match() -> None:
    text = "Lang verhaal. " * 30 + "De sleutel past niet meer. " + "Nog meer verhaal. " * 30
    shown = excerpt(text, {"sleutel"})
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert "<mark>sleutel</mark> past niet" in shown
    assert len(shown) < 220


def test_a_note_whose_subject_matched_starts_at_its_beginning() -> None:
    assert excerpt("Mevrouw belt.", {"sleutel"}) == "Mevrouw belt."


def test_one_endless_word_is_cut_all_the_same() -> None:
    assert len(excerpt("a" * 5000, {"b"})) < 220
