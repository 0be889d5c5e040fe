"""Warnings on a contact: who may set them, from when until when, and where they show."""

from datetime import timedelta

from contactapp.clock import local_today
from contactapp.contacts.models import RoleKind, Signal, SignalKind
from contactapp.db import db
from tests.contacts.test_belonging import again, couple, opened, verbs
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make
from tests.support.make import interactions, tasks

TODAY = local_today()


def test_a_warning_shows_until_it_is_lifted(browser: Browser, cast: Cast):
    household, person, _other = couple()
    page = opened(browser.sign_in(cast.bram), household)
    later = f"{TODAY.year + 2}-11-03"
    page.submit("Signalering zetten", {"signal": "interpreter", "text": "Tolk Tigrinya", "until": later})
    assert f"Tolk Tigrinya tot 3 nov. {TODAY.year + 2}" in opened(browser, person).text
    page = opened(browser, household).submit("Signalering beëindigen Tolk Tigrinya")
    assert "1 beëindigde signalering" in page.text
    assert again(household).current_signals == []
    page.submit("Ongedaan maken")
    assert [signal.text for signal in again(household).current_signals] == ["Tolk Tigrinya"]
    assert verbs(household) == ["signal.set", "signal.lifted", "signal.restored"]


def test_a_warning_may_begin_later(browser: Browser, cast: Cast):
    household = make.household()
    soon = TODAY + timedelta(days=7)
    page = opened(browser.sign_in(cast.bram), household)
    early = page.submit(
        "Signalering zetten", {"signal": "other", "since": soon.isoformat(), "until": TODAY.isoformat()}
    )
    assert early.status == 422
    shown = page.submit("Signalering zetten", {"signal": "other", "since": soon.isoformat()})
    assert "vanaf" in shown.within("section", id="contact-signals").text
    assert again(household).current_signals == []


def test_a_warning_on_a_household_is_not_about_who_speaks_for_it(browser: Browser, cast: Cast):
    household, first, _second = couple()
    office = make.person("Rijn")
    make.role(office, household, RoleKind.ADMINISTRATOR)
    db.session.add(Signal(contact=household, kind=SignalKind.INTERPRETER, text="Tolk Tigrinya", starts_on=TODAY))
    db.session.flush()
    browser.sign_in(cast.anna)
    assert "Tolk Tigrinya" in opened(browser, first).text
    assert "Tolk Tigrinya" not in opened(browser, office).text


def test_a_warning_about_somebody_stands_on_the_household_with_their_name(browser: Browser, cast: Cast):
    household, first, _second = couple()
    db.session.add(Signal(contact=first, kind=SignalKind.AGGRESSION, text="Dreigde aan de balie", starts_on=TODAY))
    ticket, task = interactions.ticket(household), tasks.task(cast.techniek, contact=household)
    browser.sign_in(cast.carla)
    said = f"Dreigde aan de balie ({first.name})"
    for path in (f"/contacts/{household.number}", f"/tickets/{ticket.number}", f"/tasks/{task.number}"):
        assert said in browser.get(path).text, path
    assert said in browser.get(f"/contacts?q={household.surname}").text


def test_a_warning_ends_by_itself(browser: Browser, cast: Cast):
    household = make.household()
    yesterday = TODAY - timedelta(days=1)
    db.session.add(Signal(contact=household, kind=SignalKind.AGGRESSION, starts_on=yesterday, ends_on=yesterday))
    db.session.flush()
    assert again(household).current_signals == []


def test_a_warning_that_is_over_already_is_refused(browser: Browser, cast: Cast):
    page = opened(browser.sign_in(cast.bram), make.household())
    answer = page.submit("Signalering zetten", {"signal": "other", "text": "Let op de hond", "until": "2020-01-01"})
    assert answer.status == 422
    assert answer.find("input", name="text").get("value") == "Let op de hond"


def test_only_some_may_set_or_lift_warnings(browser: Browser, cast: Cast):
    household = make.household()
    signal = Signal(contact=household, kind=SignalKind.AGGRESSION, starts_on=TODAY)
    db.session.add(signal)
    db.session.flush()
    page = opened(browser.sign_in(cast.anna), household)
    assert "Signalering zetten" not in page.text
    assert browser.post(f"/contacts/{household.number}/signals", {"signal": "other"}).status == 403
    for act in ("end", "restoration"):
        assert browser.post(f"/contacts/{household.number}/signals/{signal.id}/{act}").status == 403
