"""What was changed of a contact, told in the language of the reader."""

from datetime import date

from contactapp.clock import local_today
from contactapp.contacts import belonging, editing, personal, signalling
from contactapp.contacts.models import Contact, RoleKind, SignalKind
from contactapp.db import db
from contactapp.events.log import record
from contactapp.events.verbs import Verb
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import contacts as make


def told(browser: Browser, contact: Contact) -> list[str]:
    page = browser.get(f"/contacts/{contact.number}/details").within("details", id="history")
    return ["".join(line.itertext()) for line in page.find_all("li")]


def test_what_changed_is_told_in_words(browser: Browser, cast: Cast):
    household, person = make.household(), make.person()
    belonging.join(household, person, RoleKind.MAIN_TENANT, starts_on=local_today(), by=cast.anna)
    signalling.warn(household, SignalKind.INTERPRETER, by=cast.bram)
    wanted = editing.Preferences("pl", "BRI", do_not_call=True)
    editing.change_preferences(household, wanted, version=household.version, by=cast.anna)
    in_dutch = told(browser.sign_in(cast.anna), household)
    for line, words in zip(
        in_dutch,
        (
            "Je zette P. de Vries erbij (rol: hoofdhuurder).",
            "Bram Jansen zette een signalering (Tolk nodig).",
            "Je wijzigde voorkeuren: Nederlands werd Pools, liefst een brief, liever niet bellen.",
        ),
        strict=True,
    ):
        assert line.startswith(words)
    cast.anna.language = "en"
    assert "Polish" in told(browser, household)[2]


def test_what_was_written_in_dutch_before_stays_readable(browser: Browser, cast: Cast):
    household = make.household()
    record(household, Verb.CONTACT_CHANGED, by=cast.anna, field="voorkeuren", old="nl", new="nl, liefst bellen")
    db.session.flush()
    (line,) = told(browser.sign_in(cast.anna), household)
    assert line.startswith("Je wijzigde voorkeuren: nl werd nl, liefst bellen.")


def test_of_personal_data_the_history_says_only_that_they_changed(browser: Browser, cast: Cast):
    person = make.person()
    keep = belonging.AfterDeath.KEEP
    personal.change_personal_data(
        person, born=date(1984, 3, 12), salutation="MEVR", died=None, roles=keep, by=cast.bram
    )
    (line,) = told(browser.sign_in(cast.anna), person)
    assert line.startswith("Bram Jansen wijzigde de persoonlijke gegevens.")
