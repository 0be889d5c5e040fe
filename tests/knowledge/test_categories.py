"""Editors keep the categories."""

import pytest
from sqlalchemy import select

from contactapp.accounts.models import User
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.knowledge import categorising, editing
from contactapp.knowledge.contents import content_of
from contactapp.knowledge.models import FaqCategory
from contactapp.knowledge.queries import version_of
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, knowledge

PAGE = "/knowledge/desk/categories"


@pytest.fixture
def eva(cast: Cast) -> User:
    """An editor."""
    return accounts.user("Eva Smit", roles=[Role.EDITOR])


def test_a_category_is_added_below_another_and_recorded(browser: Browser, eva: User) -> None:
    knowledge.category("Reparaties")
    page = browser.sign_in(eva).get(PAGE).submit("Toevoegen", {"Rubriek": "Lekkage", "Valt onder": "Reparaties"})
    assert "Reparaties › Lekkage" in page.text
    added = db.session.scalars(select(FaqCategory).where(FaqCategory.name == "Lekkage")).one()
    assert [event.verb for event in events_of(added)] == ["category.saved"]


def test_a_new_name_is_found_at_once(browser: Browser, eva: User) -> None:
    category = knowledge.category("Diversen")
    knowledge.faq("Mag het hek dicht?", code="KB-1", answer="Ja.", category_id=category.id)
    browser.sign_in(eva)
    assert not browser.get("/knowledge?q=schuttingen").find_all("li", data_faq="KB-1")
    browser.get(f"{PAGE}/{category.id}").submit("Bewaren", {"Rubriek": "Schuttingen"})
    assert browser.get("/knowledge?q=schuttingen").find_all("li", data_faq="KB-1")


def test_there_are_two_levels_and_no_double_names(browser: Browser, eva: User) -> None:
    main, other = knowledge.category("Reparaties"), knowledge.category("Huur")
    knowledge.category("Lekkage", parent_id=main.id)
    page = browser.sign_in(eva).get(f"{PAGE}/{main.id}").submit("Bewaren", {"Valt onder": "Huur"})
    assert (page.status, "twee niveaus" in page.text) == (422, True)
    page = browser.get(f"{PAGE}/{other.id}").submit("Bewaren", {"Rubriek": "Reparaties"})
    assert (page.status, "bestaat al" in page.text) == (422, True)
    assert page.find("input", name="name").get("value") == "Reparaties"


def test_a_name_that_a_colleague_gave_a_moment_ago_is_not_given_again(cast: Cast) -> None:
    knowledge.category("Reparaties")
    other = knowledge.category("Huur")
    with pytest.raises(categorising.AlreadyThere):
        categorising.save(other, name="Reparaties", parent_id=None, position=1, by=cast.anna)
    categorising.save(other, name="Huur", parent_id=None, position=2, by=cast.anna)
    assert other.position == 2


def test_a_place_that_no_category_has_is_refused(browser: Browser, eva: User) -> None:
    values = {"name": "Huur", "position": "1", "parent_id": "9" * 25}
    assert browser.sign_in(eva).post(PAGE, values).status == 422


def test_only_an_empty_category_can_go(browser: Browser, eva: User) -> None:
    path = f"{PAGE}/{knowledge.category('Huur').id}"
    faq = knowledge.faq("Huurverhoging?", category=db.session.scalars(select(FaqCategory)).one())
    page = browser.sign_in(eva).get(path)
    assert page.submit("Weghalen").status == 409
    faq.category = None
    assert page.submit("Weghalen").status == 200
    assert db.session.scalars(select(FaqCategory)).all() == []
    assert browser.post(f"{path}/removal").status == 404


def test_an_older_version_returns_without_a_category_that_is_gone(browser: Browser, eva: User) -> None:
    category = knowledge.category("Huur")
    faq = knowledge.faq("Huurverhoging?", category=category)
    editing.publish(faq, content_of(faq), by=eva, based_on=faq.version)
    editing.publish(faq, content_of(faq) | {"category_id": None}, by=eva, based_on=faq.version)
    older = version_of(faq, faq.version - 1)
    browser.sign_in(eva).get(f"{PAGE}/{category.id}").submit("Weghalen")
    editing.restore(faq, older, by=eva)
    db.session.flush()
    assert faq.category_id is None


def test_who_is_no_editor_keeps_no_categories(browser: Browser, cast: Cast) -> None:
    category = knowledge.category("Huur")
    browser.sign_in(cast.anna)
    for path in ("", f"/{category.id}", f"/{category.id}/removal"):
        assert browser.post(PAGE + path).status == 403
