"""Interaction templates: kept by editors, favoured by everybody."""

from types import SimpleNamespace

from sqlalchemy import select

from contactapp.db import db
from contactapp.events.models import Event
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import template_by_code, templates_for
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.make import accounts, interactions

KEEP = "Sjabloon bewaren"


def editor(browser: Browser) -> Browser:
    return browser.sign_in(accounts.user("Eva Smit", roles=[Role.EDITOR]))


def test_an_editor_makes_a_template_with_a_task(browser: Browser, desk: SimpleNamespace) -> None:
    page = editor(browser).get("/admin/templates/new")
    done = page.submit(
        KEEP, {"Naam": "Lekkage gemeld", "Notitie": "Waar: {klant}", "Taak aanmaken": True, "Team": "Techniek"}
    )
    made = template_by_code("lekkage-gemeld")
    assert made is not None
    assert (made.with_task, made.team_id) == (True, desk.techniek.id)
    assert "Waar: de klant" in done.text
    assert db.session.scalars(select(Event.verb)).all() == ["template.saved"]


def test_two_templates_of_the_same_name_get_their_own_code(browser: Browser, desk: SimpleNamespace) -> None:
    eva = editor(browser)
    for _time in range(2):
        eva.get("/admin/templates/new").submit(KEEP, {"Naam": "Lekkage"})
    assert set(db.session.scalars(select(InteractionTemplate.code))) >= {"lekkage", "lekkage-2"}


def test_what_is_missing_is_named_and_the_text_stays(browser: Browser, desk: SimpleNamespace) -> None:
    page = editor(browser).get("/admin/templates/new").submit(KEEP, {"Notitie": "Blijft staan", "Taak aanmaken": True})
    assert page.status == 422
    assert "Geef het sjabloon een naam." in page.text
    assert "Kies een team voor de taak." in page.text
    assert page.find("textarea", name="note").text.strip() == "Blijft staan"


def test_a_template_that_ended_cannot_be_chosen_any_more(browser: Browser, desk: SimpleNamespace) -> None:
    page = editor(browser).get("/admin/templates/vraag")
    page.submit(KEEP, {"Te kiezen tot en met": "2020-01-01"})
    assert templates_for(desk.anna) == []


def test_favourites_come_first_in_the_list_of_who_chose_them(anna: Browser, desk: SimpleNamespace) -> None:
    interactions.template("Zelden gebruikt", code="zelden", position=99)
    anna.get("/templates").submit("Bij favorieten Zelden gebruikt")
    assert [one.code for one in templates_for(desk.anna)] == ["zelden", "vraag"]
    anna.get("/templates").submit("Uit favorieten Zelden gebruikt")
    assert [one.code for one in templates_for(desk.anna)] == ["vraag", "zelden"]


def test_only_editors_change_templates(anna: Browser, desk: SimpleNamespace) -> None:
    assert anna.get("/admin/templates/vraag").status == 403
    assert anna.post("/admin/templates/vraag", {"name": "x"}).status == 403
    assert anna.post("/admin/templates/new", {"name": "x"}).status == 403


def test_a_template_that_does_not_exist_is_not_found(browser: Browser, desk: SimpleNamespace) -> None:
    assert editor(browser).get("/admin/templates/nee").status == 404
