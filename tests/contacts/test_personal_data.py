"""Personal data, who saw them, and death (R8, R9, R12)."""

from datetime import date

import pytest
from sqlalchemy import select

from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.events.models import AccessRecord
from contactapp.permissions import Role
from tests.contacts.test_belonging import again, couple, opened, verbs
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts
from tests.support.make import contacts as make


def test_personal_data_open_only_for_some_and_leave_a_trace(browser: Browser, cast: Cast):
    person = make.person(birth_date=date(1984, 3, 12))
    assert opened(browser.sign_in(cast.anna), person, "personal").status == 403
    assert "Persoonlijk" not in [link.text for link in opened(browser, person).find_all("a")]
    assert "12 maart 1984" in opened(Browser(browser.app).sign_in(cast.bram), person, "personal").text
    screens = db.session.scalars(select(AccessRecord.screen).where(AccessRecord.user_id == cast.bram.id)).all()
    assert screens == ["contact-personal"]


def test_personal_data_are_changed_without_standing_in_the_log(browser: Browser, cast: Cast):
    person = make.person()
    page = opened(browser.sign_in(cast.bram), person, "personal")
    page.submit("Bewaren", {"birth_date": "12-03-1984", "salutation": "MEVR"})
    assert (again(person).birth_date, person.salutation) == (date(1984, 3, 12), "MEVR")
    assert "1984" not in str([event.data for event in events_of(person)])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"birth_date": "31-02-1984"}, "Deze datum klopt niet"),
        ({"death_date": "01-01-2999"}, "Deze datum klopt niet"),
        ({"death_date": "01-01-2026"}, "Kies wat er met de rollen moet gebeuren."),
        ({"birth_date": "01-01-2020", "death_date": "01-01-2019"}, "ligt voor de geboortedatum"),
    ],
)
def test_wrong_dates_are_refused(browser: Browser, cast: Cast, typed: dict[str, str], words: str):
    answer = opened(browser.sign_in(cast.bram), make.person(), "personal").submit("Bewaren", typed)
    assert answer.status == 422
    assert words in answer.text


def test_after_a_death_the_letters_go_to_the_heirs(browser: Browser, cast: Cast):
    _household, first, _second = couple()
    page = opened(browser.sign_in(cast.bram), first, "personal")
    shown = page.submit("Bewaren", {"death_date": "01-01-2026", "Behouden: brieven gaan naar de erven": True})
    assert "De erven van S. Tesfay" in shown.text
    assert len(again(first).current_roles) == 1


def test_a_death_is_dealt_with_once(browser: Browser, cast: Cast):
    _household, first, _second = couple()
    page = opened(browser.sign_in(cast.bram), first, "personal")
    page = page.submit("Bewaren", {"death_date": "01-01-2026", "Behouden: brieven gaan naar de erven": True})
    assert page.submit("Bewaren", {"birth_date": "12-03-1984", "death_date": "02-01-2026"}).status == 200
    assert (again(first).birth_date, first.death_date) == (date(1984, 3, 12), date(2026, 1, 2))
    assert verbs(first).count("contact.died") == 1


def test_after_a_death_the_roles_may_end(browser: Browser, cast: Cast):
    household, first, second = couple()
    page = opened(browser.sign_in(cast.bram), first, "personal")
    page.submit("Bewaren", {"death_date": "01-01-2026", "Beëindigen: wie overblijft komt vooraan": True})
    found = again(household)
    assert [(role.person, role.shown_first) for role in found.current_people] == [(second, True)]
    assert found.name == "Y. Haile"


def test_a_household_shows_the_personal_data_of_its_people(browser: Browser, cast: Cast):
    household, first, _second = couple()
    first.birth_date = date(1984, 3, 12)
    db.session.flush()
    page = opened(browser.sign_in(cast.bram), household, "personal")
    assert "12 maart 1984" in page.text
    assert browser.post(f"/contacts/{household.number}/personal", {"birth_date": "12-03-1984"}).status == 403


def test_everybody_whose_personal_data_were_shown_stands_in_the_access_log(browser: Browser, cast: Cast):
    household, first, second = couple()
    gone = make.role(make.person("Weg"), household, starts_on=date(2019, 1, 1), ends_on=date(2020, 1, 1))
    page = opened(browser.sign_in(cast.bram), household, "personal")
    assert gone.person.name not in page.within("section", aria_labelledby="personal-title").text
    seen = db.session.scalars(select(AccessRecord.contact_id).where(AccessRecord.screen == "contact-personal"))
    assert sorted(seen) == sorted([household.id, first.id, second.id])


def test_who_may_only_look_changes_no_personal_data(browser: Browser, cast: Cast):
    person = make.person()
    browser.sign_in(accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER]))
    assert opened(browser, person, "personal").status == 200
    assert browser.post(f"/contacts/{person.number}/personal", {"birth_date": "12-03-1984"}).status == 403
