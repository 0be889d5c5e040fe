"""Links between answers that lead nowhere are reported to editors."""

import pytest

from contactapp.knowledge.models import Faq, FaqStatus
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge

PAGE = "/knowledge/desk/links"


@pytest.fixture
def editor(browser: Browser, cast: Cast) -> Browser:
    return browser.sign_in(accounts.user("Eva Smit", roles=[Role.EDITOR]))


def linking(address: str) -> Faq:
    return knowledge.faq("Hond?", code="KB-1", answer=f"Zie [hier]({address}).")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/knowledge/KB-404", "bestaat niet"),
        ("/knowledge/KB-3?q=kat", "niet gepubliceerd"),
        ("/nergens", "deze pagina bestaat niet"),
    ],
)
def test_a_link_to_nothing_is_reported_with_the_reason(editor: Browser, address: str, reason: str) -> None:
    knowledge.faq("Kat?", code="KB-3", status=FaqStatus.ARCHIVED)
    linking(address)
    text = editor.get(PAGE).text
    assert address in text
    assert reason in text


@pytest.mark.parametrize("address", ["/knowledge/KB-2", "/contacts", "https://www.example.org/x", "#boven"])
def test_a_link_that_works_or_leaves_is_not_reported(editor: Browser, address: str) -> None:
    knowledge.faq("Kat?", code="KB-2")
    linking(address)
    assert "Geen kapotte links" in editor.get(PAGE).text


def test_an_archived_answer_that_belongs_to_another_is_reported(editor: Browser) -> None:
    old = knowledge.faq("Kat?", code="KB-2", status=FaqStatus.ARCHIVED)
    knowledge.faq("Hond?", code="KB-1", related=[old])
    assert "staat bij ‘Hoort hierbij’" in editor.get(PAGE).text


def test_who_is_no_editor_sees_no_report(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.anna).get(PAGE).status == 403
