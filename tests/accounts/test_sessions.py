"""Everybody sees where they are signed in and can end it; changes of role end sessions at once."""

from datetime import timedelta

from sqlalchemy import select

from contactapp.accounts.membership import change_roles, join_team, leave_team, set_active
from contactapp.accounts.models import User, UserSession
from contactapp.accounts.passwords import hash_password
from contactapp.db import db
from contactapp.events.models import Event
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast


def test_a_session_that_rested_too_long_is_not_listed(app, cast: Cast) -> None:
    here, elsewhere = Browser(app).sign_in(cast.anna), Browser(app).sign_in(cast.anna)
    assert elsewhere.get("/account/sessions").status == 200
    listed = len(here.get("/account/sessions").find_all("form", action=True))
    resting = db.session.scalars(select(UserSession).order_by(UserSession.id.desc())).first()
    assert resting is not None
    resting.last_seen_at -= timedelta(minutes=31)
    db.session.commit()
    assert len(here.get("/account/sessions").find_all("form", action=True)) == listed - 1


def test_own_sessions_are_listed_and_can_be_ended(app, cast: Cast) -> None:
    here, elsewhere = Browser(app).sign_in(cast.anna), Browser(app).sign_in(cast.anna)
    assert len(here.get("/account/sessions").find_all("form", action=True)) >= 2
    other = db.session.scalars(select(UserSession).order_by(UserSession.id)).all()[-1]
    here.post(f"/account/sessions/{other.id}/end")
    assert elsewhere.get("/account/sessions").url.startswith("/login")
    assert here.get("/account/sessions").status == 200


def test_the_session_of_somebody_else_does_not_exist(app, cast: Cast) -> None:
    Browser(app).sign_in(cast.bram)
    session = db.session.scalars(select(UserSession).where(UserSession.user_id == cast.bram.id)).one()
    assert Browser(app).sign_in(cast.anna).post(f"/account/sessions/{session.id}/end").status == 404
    assert session.ended_at is None


def test_other_roles_end_every_session(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    change_roles(cast.anna, frozenset({Role.EDITOR}), by=cast.dirk)
    assert browser.get("/account/sessions").url.startswith("/login")
    assert db.session.scalars(select(Event).where(Event.verb == "user.changed")).one().data["new"] == "editor"


def test_disabling_ends_every_session(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    set_active(cast.anna, False, by=cast.dirk)
    assert browser.get("/account/sessions").url.startswith("/login")


def test_joining_a_team_twice_is_harmless_and_leaving_is_recorded(app, cast: Cast) -> None:
    join_team(cast.anna, cast.techniek, by=cast.dirk)
    join_team(cast.anna, cast.techniek, by=cast.dirk)
    assert {membership.team.code for membership in cast.anna.memberships} == {"verhuur", "techniek"}
    leave_team(cast.anna, cast.techniek, by=cast.dirk)
    verbs = db.session.scalars(select(Event.verb).where(Event.subject_id == cast.anna.id)).all()
    assert verbs == ["team.joined", "team.left"]


def test_who_becomes_team_lead_and_who_no_longer_is_told(app, cast: Cast) -> None:
    for is_lead in (True, True, False):
        join_team(cast.anna, cast.techniek, is_lead=is_lead, by=cast.dirk)
    verbs = db.session.scalars(select(Event.verb).where(Event.subject_id == cast.anna.id)).all()
    assert verbs == ["team.joined", "team.led", "team.led-no-more"]


def test_a_new_password_ends_the_other_sessions(app, cast: Cast) -> None:
    cast.anna.password_hash = hash_password("oude zin met genoeg tekens")
    here, elsewhere = Browser(app).sign_in(cast.anna), Browser(app).sign_in(cast.anna)
    page = here.get("/account/sessions").submit(
        "Wachtwoord wijzigen",
        {"Huidig wachtwoord": "oude zin met genoeg tekens", "Nieuw wachtwoord": "negen kippen op een dakgoot in Delft"},
    )
    assert page.status == 200
    assert elsewhere.get("/account/sessions").url.startswith("/login")


def test_guessing_the_own_password_becomes_slow_as_at_the_door(browser: Browser, cast: Cast) -> None:
    cast.anna.password_hash = hash_password("oude zin met genoeg tekens")
    browser.sign_in(cast.anna)
    page = browser.get("/account/sessions")
    answers = [page.submit("Wachtwoord wijzigen", {"Huidig wachtwoord": f"gok {one}"}).status for one in range(6)]
    assert answers == [422] * 4 + [429] * 2


def test_a_password_that_is_easy_to_guess_is_refused_with_a_reason(browser: Browser, cast: Cast) -> None:
    cast.anna.password_hash = hash_password("oude zin met genoeg tekens")
    old = cast.anna.password_hash
    browser.sign_in(cast.anna)
    for weak, why in (
        ("kort", "te kort"),
        ("wachtwoordwachtwoord", "makkelijk te raden"),
        ("aaaaaaaaaaaaaaaaaaaa", "raden"),
    ):
        page = browser.get("/account/sessions").submit(
            "Wachtwoord wijzigen", {"Huidig wachtwoord": "oude zin met genoeg tekens", "Nieuw wachtwoord": weak}
        )
        assert (page.status, why in page.text) == (422, True)
    assert cast.anna.password_hash == old


def test_the_language_is_remembered_with_the_person(browser: Browser, cast: Cast) -> None:
    page = browser.sign_in(cast.anna).get("/account/sessions")
    page.submit("English")
    assert db.session.get(User, cast.anna.id).language == "en"


def test_the_language_can_be_chosen_before_signing_in(browser: Browser) -> None:
    page = browser.get("/login").submit("English")
    assert page.heading == "Sign in"
    assert page.submit("Nederlands").heading == "Inloggen"


def test_the_chosen_appearance_is_there_on_every_device(app, cast: Cast) -> None:
    Browser(app).sign_in(cast.anna).get("/account/sessions").submit("Donker")
    elsewhere = Browser(app).sign_in(cast.anna).get("/account/sessions")
    assert elsewhere.find("html").get("data-theme") == "dark"


def test_a_choice_that_does_not_exist_is_refused(browser: Browser, cast: Cast) -> None:
    assert browser.sign_in(cast.anna).post("/account/preferences", {"theme": "pink"}).status == 422
    assert cast.anna.theme == "system"
