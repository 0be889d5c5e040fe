"""A window that was opened before another one typed on loses nothing of what was typed there (R33)."""

from types import SimpleNamespace

import pytest
from sqlalchemy import func, select

from contactapp.db import db
from contactapp.events.models import AccessRecord
from contactapp.interactions.models import ContactMoment, Conversation, Ticket
from tests.support.browser import Browser, Page
from tests.support.make import interactions

DONE, NEXT, FOLLOW_UP = "Vastleggen en sluiten (voltooien)", "Volgende vraag", "Vervolg vastleggen"
NEWER = "Uit het nieuwe venster"


def autosave(browser: Browser, page: Page, note: str, *, button: str = DONE, to: str = "/conversations/draft") -> Page:
    """What a form sends a second after typing, with its key as the browser does."""
    data = page.form(button, {"Notitie": note}).data()
    data["draft_of"] = data.poplist("_key")[0]
    return browser.send(to, data, htmx="draft-state")


def running() -> list[Conversation]:
    return list(db.session.scalars(select(Conversation).where(Conversation.ended_at.is_(None))))


@pytest.mark.parametrize("button", [DONE, NEXT])
def test_recording_leaves_the_newer_text_of_another_window(anna: Browser, desk: SimpleNamespace, button: str) -> None:
    address = f"/contacts/{desk.household.number}"
    autosave(anna, anna.get(address), "Begin")
    older, newer = anna.get(address), anna.get(address)
    autosave(anna, newer, NEWER)
    shown = older.submit(button, {"Notitie": "Uit het oude venster", "subject": "Sleutel"})
    assert db.session.scalars(select(ContactMoment)).one().note == "Uit het oude venster"
    assert [talk.draft["note"] for talk in running()] == [NEWER]
    assert (shown.find("textarea", name="note").text or "").strip() == NEWER


def test_a_follow_up_leaves_the_newer_text_of_another_window(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = interactions.contact_moment(interactions.ticket(desk.household)).ticket
    address, draft = f"/tickets/{ticket.number}", f"/tickets/{ticket.number}/contact-moments/draft"
    autosave(anna, anna.get(address), "Begin", button=FOLLOW_UP, to=draft)
    older, newer = anna.get(address), anna.get(address)
    autosave(anna, newer, NEWER, button=FOLLOW_UP, to=draft)
    shown = older.submit(FOLLOW_UP, {"Notitie": "Uit het oude venster"})
    assert (shown.find("textarea", name="note").text or "").strip() == NEWER


@pytest.mark.parametrize("whose", ["customer", "anonymous"])
def test_a_draft_of_the_same_form_that_was_saved_a_moment_ago_goes_with_it(
    anna: Browser, desk: SimpleNamespace, whose: str
) -> None:
    page = anna.get(f"/contacts/{desk.household.number}" if whose == "customer" else "/tickets/new?anonymous=1")
    autosave(anna, page, "Half")
    page.submit(DONE, {"Notitie": "Half getypt", "subject": "Sleutel"})
    assert db.session.scalars(select(ContactMoment)).one().note == "Half getypt"
    assert running() == []


def test_typing_a_follow_up_leaves_one_row_in_the_access_log(anna: Browser, desk: SimpleNamespace) -> None:
    ticket: Ticket = interactions.contact_moment(interactions.ticket(desk.household)).ticket
    page = anna.get(f"/tickets/{ticket.number}")
    for note in ("Een", "Een twee"):
        autosave(anna, page, note, button=FOLLOW_UP, to=f"/tickets/{ticket.number}/contact-moments/draft")
    assert db.session.scalar(select(func.count()).select_from(AccessRecord)) == 1
