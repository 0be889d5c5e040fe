"""Sentences that fit in many notes."""

from types import SimpleNamespace

from contactapp.db import db
from contactapp.interactions.models import StandardText
from contactapp.interactions.queries import standard_texts
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.make import accounts, interactions

DONE = "Vastleggen en sluiten (voltooien)"
KEEP = "Tekst bewaren"


def editor(browser: Browser) -> Browser:
    return browser.sign_in(accounts.user("Eva Smit", roles=[Role.EDITOR]))


def test_an_editor_keeps_and_removes_a_text(browser: Browser, desk: SimpleNamespace) -> None:
    page = editor(browser).get("/admin/standard-texts").submit(KEEP, {"Naam": "Monteur", "Tekst": "De monteur belt."})
    assert [one.text for one in standard_texts()] == ["De monteur belt."]
    page.submit("Weghalen Monteur")
    assert standard_texts() == []


def test_a_name_is_used_once_and_the_text_stays(browser: Browser, desk: SimpleNamespace) -> None:
    page = editor(browser).get("/admin/standard-texts").submit(KEEP, {"Naam": "Monteur", "Tekst": "De monteur belt."})
    again = page.submit(KEEP, {"Naam": "Monteur", "Tekst": "Blijft staan."})
    assert again.status == 422
    assert again.find("textarea", name="text").text.strip() == "Blijft staan."


def test_a_name_that_is_too_long_is_refused_and_the_text_stays(browser: Browser, desk: SimpleNamespace) -> None:
    typed = {"Naam": "x" * 81, "Tekst": "Blijft staan."}
    page = editor(browser).get("/admin/standard-texts").submit(KEEP, typed)
    assert page.status == 422
    assert page.find("textarea", name="text").text.strip() == "Blijft staan."
    assert standard_texts() == []


def test_choosing_one_puts_it_behind_what_was_typed(anna: Browser, desk: SimpleNamespace) -> None:
    db.session.add(StandardText(name="Monteur", text="De monteur belt vooraf."))
    db.session.flush()
    ticket = interactions.contact_moment(interactions.ticket(desk.household)).ticket
    for address in (f"/contacts/{desk.household.number}", f"/tickets/{ticket.number}"):
        offered = anna.get(address).submit("Kies een standaardtekst", {"Notitie": "Ketel stuk."})
        page = offered.submit("Invoegen", {"Standaardtekst": "Monteur"})
        assert (page.find("textarea", name="note").text or "").strip() == "Ketel stuk.\nDe monteur belt vooraf."


def test_they_are_offered_wherever_a_note_is_written(anna: Browser, desk: SimpleNamespace) -> None:
    db.session.add(StandardText(name="Monteur", text="De monteur belt vooraf."))
    moment = interactions.contact_moment(interactions.ticket(desk.household), author=desk.anna)
    for address in (f"/tickets/{moment.ticket.number}", f"/contact-moments/{moment.id}/correction", "/tickets/choice"):
        asks = [one for one in anna.get(address).find_all("div") if one.get("hx-get") == "/standard-texts"]
        assert len(asks) == 1, address
    [button] = anna.get("/standard-texts", htmx="").find_all("button", data_insert=True)
    assert button.get("data-insert") == "De monteur belt vooraf."
    assert "De monteur belt vooraf." in anna.get("/standard-texts").text


def test_only_editors_keep_texts(anna: Browser) -> None:
    assert anna.get("/admin/standard-texts").status == 403
    assert anna.post("/admin/standard-texts", {"name": "x", "text": "y"}).status == 403
