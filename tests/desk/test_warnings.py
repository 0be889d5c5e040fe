"""Thinking twice before personal matters go into a note."""

from types import SimpleNamespace

import pytest

from contactapp.desk.warnings import warnings_in
from tests.support.browser import Browser
from tests.support.make import interactions

DONE = "Vastleggen en sluiten (voltooien)"


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Mijn nummer is 111222333.", "BSN"),
        ("Graag op NL91 ABNA 0417 1643 00.", "rekeningnummer"),
        ("Graag op NL91ABNA0417164300", "rekeningnummer"),
        ("Mevrouw heeft dementie.", "gezondheid"),
    ],
)
def test_a_note_that_says_too_much_is_warned_about(text: str, word: str) -> None:
    [words] = warnings_in(text)
    assert word in words


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("text", ["", "Order 123456789 staat klaar.", "NL00ABNA0417164300", "De ketel is ziek, haha."])
def test_an_ordinary_note_is_left_alone(text: str) -> None:
    assert warnings_in(text) == []


def test_the_warning_comes_while_typing_and_never_blocks(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get(f"/contacts/{desk.household.number}")
    data = page.form(DONE, {"Notitie": "Mevrouw heeft dementie.", "Of een eigen onderwerp": "Zorg"}).data()
    data.poplist("_key")
    assert "gezondheid" in anna.send("/conversations/draft", data, htmx="draft-state").text
    again = anna.get(f"/contacts/{desk.household.number}")
    assert again.submit(DONE).status == 200


def test_a_follow_up_is_warned_about_too_and_nothing_is_stored(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = interactions.ticket(desk.household)
    interactions.contact_moment(ticket, author=desk.anna)
    page = anna.get(f"/tickets/{ticket.number}")
    data = page.form("Vervolg vastleggen", {"Notitie": "Mevrouw heeft dementie."}).data()
    data.poplist("_key")
    assert "gezondheid" in anna.send("/desk/warnings", data, htmx="registration-warnings").text
    assert len(ticket.contact_moments) == 1


@pytest.mark.parametrize(("length", "hidden"), [(999, True), (1000, False)])
def test_the_length_of_a_note_is_told_from_a_thousand_characters(
    anna: Browser, desk: SimpleNamespace, length: int, hidden: bool
) -> None:
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    refused = page.submit(DONE, {"Notitie": "a" * length})
    counter = refused.find("p", id="note-length")
    assert (counter.get("hidden") is not None) is hidden
    assert f"{length} tekens" in counter.text
