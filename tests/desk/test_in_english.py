"""Who chooses English reads English: only what people typed stays as it was (E5)."""

from collections.abc import Iterator
from functools import cache
from types import SimpleNamespace

import pytest
from babel.messages.pofile import read_po

from contactapp.clock import local_today
from contactapp.db import db
from contactapp.web.languages import LANGUAGES
from tests.architecture.source import PACKAGE
from tests.support.browser import Browser, Page
from tests.support.make import interactions, tasks

CATALOGUE = PACKAGE / "translations" / "en" / "LC_MESSAGES" / "messages.po"
SCREENS = [
    "/",
    "/contacts",
    "/contacts/new",
    "/contacts/{contact}",
    "/contacts/{contact}/details",
    "/contacts/{contact}/home",
    "/knowledge",
    "/knowledge/KB-001",
    "/tickets",
    "/tickets/new?contact={contact}&faq=KB-001&task=1",
    "/tickets/{ticket}",
    "/tasks",
    "/tasks/mine",
    "/tasks/callbacks",
    "/tasks/{task}",
    "/search?q=vries",
    "/account/sessions",
    "/notifications",
    "/no-such-page",
]


@pytest.fixture
def english(anna: Browser, desk: SimpleNamespace) -> Browser:
    desk.anna.language = "en"
    db.session.commit()
    return anna


@pytest.mark.parametrize("address", SCREENS)
def test_no_dutch_is_left_on_the_screens(english: Browser, desk: SimpleNamespace, address: str) -> None:
    ticket = interactions.ticket(desk.household, subject="Cv-ketel")
    interactions.contact_moment(ticket, author=desk.anna)
    task = tasks.task(desk.anna.memberships[0].team, ticket=ticket, type=desk.type, contact=desk.household)
    db.session.commit()
    page = english.get(address.format(contact=desk.household.number, ticket=ticket.number, task=task.number))
    assert {text for text in _words_of(page) if text in _dutch()} == set()


def test_english_months_keep_their_capital(english: Browser) -> None:
    assert f"{local_today():%B}" in english.get("/").text


def _words_of(page: Page) -> Iterator[str]:
    for element in page.document.root.iter():
        for text in (element.text, element.tail, *map(element.get, ("aria-label", "placeholder", "title"))):
            if text and text.strip():
                yield " ".join(text.split())


@cache
def _dutch() -> set[str]:
    """Every sentence that reads differently in English; the languages keep their own names."""
    with CATALOGUE.open("rb") as file:
        entries = [(str(entry.id), entry.string) for entry in read_po(file, locale="en") if not entry.pluralizable]
    return (
        {dutch for dutch, words in entries if dutch != words}
        - {words for _dutch, words in entries}
        - {*LANGUAGES.values()}
    )
