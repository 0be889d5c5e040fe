"""Interaction templates: kept by editors, favoured by everybody."""

from datetime import date
from types import SimpleNamespace

from sqlalchemy import select

from contactapp.db import db
from contactapp.events.models import Event
from contactapp.interactions.models import InteractionTemplate
from contactapp.interactions.queries import template_by_code, templates_and_policy
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.html import text_of
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


def test_a_place_beyond_any_list_is_refused(browser: Browser, desk: SimpleNamespace) -> None:
    page = editor(browser).get("/admin/templates/vraag").submit(KEEP, {"Volgorde": "99999999999"})
    assert page.status == 422
    assert "Kies 0 tot en met 999." in page.text


def offered(desk: SimpleNamespace) -> list[str]:
    return [template.code for template, _favourite in templates_and_policy(desk.anna.id)[0]]


def test_a_template_that_ended_cannot_be_chosen_any_more(browser: Browser, desk: SimpleNamespace) -> None:
    page = editor(browser).get("/admin/templates/vraag")
    page.submit(KEEP, {"Te kiezen tot en met": "2020-01-01"})
    assert offered(desk) == []
    form = Browser(browser.app).sign_in(desk.anna).get("/tickets/new?template=vraag")
    assert (form.find("textarea", name="note").text or "").strip() == ""


def test_favourites_come_first_in_the_list_of_who_chose_them(anna: Browser, desk: SimpleNamespace) -> None:
    interactions.template("Zelden gebruikt", code="zelden", position=99)
    anna.get("/templates").submit("Bij favorieten Zelden gebruikt")
    assert offered(desk) == ["zelden", "vraag"]
    anna.get("/templates").submit("Uit favorieten Zelden gebruikt")
    assert offered(desk) == ["vraag", "zelden"]


def test_only_editors_change_templates(anna: Browser, desk: SimpleNamespace) -> None:
    assert anna.get("/admin/templates/vraag").status == 403
    assert anna.post("/admin/templates/vraag", {"name": "x"}).status == 403
    assert anna.post("/admin/templates/new", {"name": "x"}).status == 403


def test_a_template_that_does_not_exist_is_not_found(browser: Browser, desk: SimpleNamespace) -> None:
    assert editor(browser).get("/admin/templates/nee").status == 404


def test_the_list_stands_in_groups_with_favourites_on_top(anna: Browser, desk: SimpleNamespace) -> None:
    interactions.template("Storing", code="storing", group_name="Meldingen", position=1)
    interactions.template("Lekkage", code="lekkage", group_name="Meldingen", position=2)
    anna.get("/templates").submit("Bij favorieten Lekkage")
    groups = anna.get("/tickets/new").find("select", name="template").findall("optgroup")
    listed = {group.get("label"): [option.get("value") for option in group] for group in groups}
    assert next(iter(listed)) == "Favorieten"
    assert (listed["Favorieten"], listed["Meldingen"]) == (["lekkage"], ["storing"])


def test_groups_stand_in_the_order_of_their_first_template_with_their_period(
    anna: Browser, desk: SimpleNamespace
) -> None:
    interactions.template("Zomer", code="zomer", group_name="Acties", position=-1, active_from=date(2199, 7, 1))
    interactions.template("Winter", code="winter", group_name="Acties", position=9, active_until=date(2020, 1, 1))
    page = anna.get("/templates")
    assert text_of(page.find_all("h2", class_="group-head")[0]).startswith("Acties")
    assert "vanaf 1 juli 2199" in page.text
    assert "niet meer te kiezen" in page.text


def test_what_a_template_fills_in_is_shown_while_it_is_typed(browser: Browser, desk: SimpleNamespace) -> None:
    eva = editor(browser)
    typed = {"Notitie": "{klant} vraagt over {onderwerp}", "Taak aanmaken": True, "Team": "Techniek"}
    data = eva.get("/admin/templates/new").form(KEEP, typed).data()
    shown = eva.send("/admin/templates/preview", data, htmx="template-preview").text
    assert "de klant vraagt over het onderwerp" in shown
    assert "Techniek" in shown
    assert db.session.scalars(select(InteractionTemplate.code)).all() == ["vraag"]


def test_a_preview_is_for_editors_and_survives_nonsense(browser: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    assert editor(browser).post("/admin/templates/preview", {"way": "x", "kind": "y"}, htmx=True).status == 200
    assert Browser(browser.app).sign_in(cast.carla).post("/admin/templates/preview", {}).status == 403


def test_a_template_may_be_called_as_a_page_beside_it(browser: Browser, desk: SimpleNamespace) -> None:
    eva = editor(browser)
    for name in ("New", "Preview"):
        page = eva.get("/admin/templates/new").submit(KEEP, {"Naam": name})
        assert page.find("h1").text == name
        assert page.submit(KEEP, {"Groep": "Algemeen"}).find("h1").text == name
