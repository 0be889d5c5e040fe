"""Filling in the form: what it shows first, says, and asks (R20–R26)."""

from types import SimpleNamespace

from tests.support.browser import Browser
from tests.support.html import text_of

DONE = "Vastleggen en sluiten (voltooien)"


def test_what_is_wrong_is_summed_up_in_the_order_of_the_screen(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/tickets/new").submit(DONE, {"Kanaal": "Kies een kanaal", "Taak aanmaken": True, "Team": ""})
    summary = page.find("div", class_="error-summary") if page.status == 422 else None
    assert summary is not None
    named = [text_of(link).split(":")[0] for link in summary.iter("a")]
    assert named == ["Klant", "Kanaal", "Onderwerp (FAQ)", "Notitie", "Team"]
