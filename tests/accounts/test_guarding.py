"""The administrator and the privacy officer guard each other: neither comes in as the other unseen."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from contactapp.accounts.membership import join_team
from contactapp.accounts.models import User
from contactapp.clock import utcnow
from contactapp.db import db
from contactapp.permissions import Role
from contactapp.tasks.absence import note_absence
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import accounts

OWN = "een paarse fiets rijdt graag bergop"


@pytest.fixture
def gerda(cast: Cast) -> User:
    return accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER])


def roles_of(user: User) -> set[Role]:
    db.session.expire_all()
    return set(db.session.get_one(User, user.id).roles)


def given_to(browser: Browser, user: User) -> str:
    """The password that an administrator gives somebody."""
    page = browser.get(f"/admin/users/{user.id}").submit("Nieuw wachtwoord geven")
    return str(page.find("code").text)


def sign_in(app: Flask, email: str, password: str) -> tuple[Browser, Page]:
    browser = Browser(app)
    page = browser.get("/login").submit("Inloggen", {"E-mailadres": email, "Wachtwoord": password})
    return browser, page


@pytest.mark.parametrize("which", ["dirk", "anna"])
def test_an_administrator_makes_nobody_privacy_officer(browser: Browser, cast: Cast, which: str) -> None:
    user = getattr(cast, which)
    before = set(user.roles)
    values = {"name": user.name, "email": user.email, "active": "y", "roles": [*before, "privacy_officer"]}
    assert browser.sign_in(cast.dirk).post(f"/admin/users/{user.id}", values).status == 422
    assert browser.post("/privacy/officers", {"user": str(user.id)}).status == 403
    assert roles_of(user) == before


def test_saving_a_privacy_officer_leaves_the_role_as_it_is(browser: Browser, cast: Cast, gerda: User) -> None:
    browser.sign_in(cast.dirk).get(f"/admin/users/{gerda.id}").submit("Bewaren", {"Naam": "Gerda de Wit"})
    assert roles_of(gerda) == {Role.PRIVACY_OFFICER}
    assert db.session.get_one(User, gerda.id).name == "Gerda de Wit"


def test_an_administrator_does_not_come_in_as_privacy_officer(browser: Browser, cast: Cast, gerda: User) -> None:
    before = gerda.password_hash
    page = browser.sign_in(cast.dirk).get(f"/admin/users/{gerda.id}")
    assert "Nieuw wachtwoord geven" not in page.text
    answer = browser.post(f"/admin/users/{gerda.id}/password", {})
    assert (answer.status, "alleen een privacy officer" in answer.text) == (409, True)
    assert db.session.get_one(User, gerda.id).password_hash == before


def test_the_last_privacy_officer_stays(browser: Browser, cast: Cast, gerda: User) -> None:
    kept_out = {"name": gerda.name, "email": gerda.email}
    assert browser.sign_in(cast.dirk).post(f"/admin/users/{gerda.id}", kept_out).status == 409
    assert Browser(browser.app).sign_in(gerda).post(f"/privacy/officers/{gerda.id}/removal", {}).status == 409
    assert roles_of(gerda) == {Role.PRIVACY_OFFICER}
    assert db.session.get_one(User, gerda.id).active


def test_privacy_officers_appoint_and_let_in_each_other(browser: Browser, cast: Cast, gerda: User) -> None:
    anna, _bram = cast.anna, cast.bram
    page = browser.sign_in(gerda).get("/privacy/rights")
    page = page.submit("Rol geven", {"Collega": anna.name})
    assert roles_of(cast.anna) == {Role.EMPLOYEE, Role.PRIVACY_OFFICER}
    assert "Gerda Postma gaf Anna de Wit andere rollen: Medewerker werd Medewerker, Privacy officer." in page.text
    shown = browser.post(f"/privacy/officers/{cast.anna.id}/password", {})
    assert sign_in(browser.app, cast.anna.email, shown.find("code").text)[1].heading == "Kies een eigen wachtwoord"
    browser.post(f"/privacy/officers/{cast.anna.id}/removal", {})
    assert roles_of(cast.anna) == {Role.EMPLOYEE}
    assert browser.post("/privacy/officers", {"user": "0", "note": "x"}).status == 422
    assert browser.post("/privacy/officers/999999/removal", {}).status == 404
    assert browser.post(f"/privacy/officers/{cast.bram.id}/password", {}).status == 404


def test_what_an_administrator_does_to_accounts_is_read_by_the_privacy_officer(
    browser: Browser, cast: Cast, gerda: User
) -> None:
    given_to(browser.sign_in(cast.dirk), cast.anna)
    values = {"name": cast.dirk.name, "email": cast.dirk.email, "active": "y", "roles": ["administrator", "team_lead"]}
    browser.post(f"/admin/users/{cast.dirk.id}", values)
    page = Browser(browser.app).sign_in(gerda).get("/privacy/rights")
    told = ["".join(row.itertext()) for row in page.find_all("li", data_change=True)]
    assert "Dirk Visser gaf Dirk Visser andere rollen" in told[0]
    assert "Dirk Visser gaf Anna de Wit een tijdelijk wachtwoord." in told[1]
    assert Browser(browser.app).sign_in(cast.anna).get("/privacy/rights").status == 403


def test_who_leads_and_who_is_away_stands_among_the_changes(browser: Browser, cast: Cast, gerda: User) -> None:
    join_team(cast.anna, cast.techniek, is_lead=True, by=cast.dirk)
    join_team(cast.anna, cast.techniek, by=cast.dirk)
    for until in (date(2099, 12, 1), None):
        note_absence(cast.anna, until, cast.carla if until else None, by=cast.bram)
    page = browser.sign_in(gerda).get("/privacy/rights")
    told = [row.find("p").text for row in page.find_all("li", data_change=True)]
    assert told == [
        "Bram Jansen meldde Anna de Wit weer aanwezig.",
        "Bram Jansen meldde Anna de Wit afwezig tot en met 1 december 2099.",
        "Dirk Visser liet Anna de Wit geen teamleider van Techniek meer zijn.",
        "Dirk Visser maakte Anna de Wit teamleider van Techniek.",
        "Dirk Visser zette Anna de Wit in team Techniek.",
    ]


def test_a_given_password_opens_only_the_page_to_choose_ones_own(browser: Browser, cast: Cast) -> None:
    given = given_to(browser.sign_in(cast.dirk), cast.anna)
    anna, page = sign_in(browser.app, cast.anna.email, given)
    assert page.heading == "Kies een eigen wachtwoord"
    assert "Dirk Visser gaf je een tijdelijk wachtwoord" in page.text
    assert anna.get("/tasks").url == "/account/first-password"
    refused = anna.post("/conversations", {"note": "wat ik aan het typen was"})
    assert (refused.status, "wat ik aan het typen was" in refused.text) == (409, True)
    assert page.submit("Wachtwoord bewaren", {"Nieuw wachtwoord": given}).status == 422
    page = page.submit("Wachtwoord bewaren", {"Nieuw wachtwoord": OWN})
    assert (page.url, anna.get("/tasks").status) == ("/", 200)
    assert sign_in(browser.app, cast.anna.email, OWN)[1].url == "/"


def test_a_given_password_does_not_stay_valid(browser: Browser, cast: Cast) -> None:
    given = given_to(browser.sign_in(cast.dirk), cast.anna)
    anna = db.session.scalars(select(User).where(User.id == cast.anna.id)).one()
    anna.password_given_at = utcnow().replace(year=2020)
    db.session.commit()
    assert "klopt niet" in sign_in(browser.app, cast.anna.email, given)[1].text


def test_the_first_privacy_officer_is_made_by_command(app: Flask, cast: Cast) -> None:
    made = app.test_cli_runner().invoke(args=["users", "make-privacy-officer", cast.anna.email])
    assert made.exit_code == 0, made.output
    assert roles_of(cast.anna) == {Role.EMPLOYEE, Role.PRIVACY_OFFICER}
