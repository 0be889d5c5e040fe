"""The administrator makes colleagues, gives roles and teams, and nobody else can."""

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.accounts.models import Team, User
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.events.models import Event
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts


@pytest.mark.parametrize("path", ["/admin/users", "/admin/users/new", "/admin/teams"])
def test_employees_do_not_administer(browser: Browser, cast: Cast, path: str) -> None:
    assert browser.sign_in(cast.anna).get(path).status == 403


def test_a_new_colleague_gets_a_password_that_is_shown_once(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.dirk).get("/admin/users/new")
    page = page.submit("Bewaren", {"Naam": "Noor Vos", "E-mailadres": "Noor@Zilverlinde.example"})
    noor = db.session.scalars(select(User).where(User.email == "noor@zilverlinde.example")).one()
    assert "Je ziet het maar één keer" in page.text
    assert noor.roles == {Role.EMPLOYEE}
    assert noor.memberships == []
    assert db.session.scalars(select(Event.verb).where(Event.subject_id == noor.id)).first() == "user.created"


def test_an_address_that_is_taken_is_refused_with_the_name_kept(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.dirk).get("/admin/users/new")
    page = page.submit("Bewaren", {"Naam": "Noor Vos", "E-mailadres": cast.anna.email})
    assert page.status == 422
    assert "Dit adres is al van Anna de Wit." in page.text
    assert page.find("input", name="name").get("value") == "Noor Vos"


def test_leaving_a_team_shows_in_the_next_request(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.dirk)
    values = {"name": cast.anna.name, "email": cast.anna.email, "roles": "employee", "active": "y"}
    browser.post(f"/admin/users/{cast.anna.id}", values)
    db.session.expire_all()
    assert db.session.get(User, cast.anna.id).memberships == []


def test_nobody_slips_in_fields_the_form_does_not_have(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.dirk)
    old = cast.anna.password_hash
    values = {
        "name": "Anna",
        "email": cast.anna.email,
        "roles": "employee",
        "active": "y",
        "password_hash": "x",
        "id": "1",
    }
    browser.post(f"/admin/users/{cast.anna.id}", values)
    assert db.session.get(User, cast.anna.id).password_hash == old


def test_a_role_that_does_not_exist_is_refused(browser: Browser, cast: Cast) -> None:
    values = {"name": "Noor Vos", "email": "noor@zilverlinde.example", "roles": ["employee", "director"]}
    assert browser.sign_in(cast.dirk).post("/admin/users/new", values).status == 422


def test_a_missing_colleague_is_not_found(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.dirk).get("/admin/users/999999").status == 404


def test_a_team_is_called_in_addresses_as_it_is_written(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.dirk).get("/admin/teams").submit("Team toevoegen", {"Naam van het team": "Financiën & beheer"})
    made = select(Team.code).where(Team.name == "Financiën & beheer")
    assert db.session.scalars(made).all() == ["financien-beheer"]


def test_a_team_is_made_once(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.dirk).get("/admin/teams").submit("Team toevoegen", {"Naam van het team": "Sociaal beheer"})
    again = browser.get("/admin/teams").submit("Team toevoegen", {"Naam van het team": "Sociaal beheer"})
    assert again.status == 422
    assert "Er is al een team met deze naam." in again.within("div", class_="error-summary").text
    assert db.session.scalars(select(Team.code).where(Team.name == "Sociaal beheer")).all() == ["sociaal-beheer"]


def test_a_colleague_is_found_by_capitals_beyond_z(browser: Browser, cast: Cast) -> None:
    accounts.user("Carla Öztürk")
    assert "Carla Öztürk" in browser.sign_in(cast.dirk).get("/admin/users?q=ÖZTÜRK").text


def test_the_first_administrator_is_made_by_command(app: Flask, browser: Browser) -> None:
    words = ("users", "create-admin", "--email", "Farid@Desk.example", "--name", "Farid el Amrani", "--password")
    nameless = app.test_cli_runner().invoke(
        args=["notmail" if word.startswith("Farid@") else word for word in (*words, "x")]
    )
    assert (nameless.exit_code, "not an e-mail address" in nameless.output) == (1, True)
    weak = app.test_cli_runner().invoke(args=[*words, "welkom"])
    assert (weak.exit_code, "te kort" in weak.output) == (1, True)
    made = app.test_cli_runner().invoke(args=[*words, "een paarse fiets rijdt graag bergop"])
    assert made.exit_code == 0, made.output
    farid = db.session.scalars(select(User)).one()
    assert (farid.email, farid.roles) == ("farid@desk.example", {Role.ADMINISTRATOR})
    assert [event.verb for event in events_of(farid)] == ["user.created", "user.changed"]
    typed = {"E-mailadres": farid.email, "Wachtwoord": "een paarse fiets rijdt graag bergop"}
    assert browser.get("/login?next=/admin/users").submit("Inloggen", typed).heading == "Medewerkers"
    again = app.test_cli_runner().invoke(args=[*words, "een groene fiets rijdt graag bergop"])
    assert (again.exit_code, "exists already" in again.output) == (1, True)
