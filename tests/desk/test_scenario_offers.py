"""A question that has a scenario is offered it first (R30)."""

from types import SimpleNamespace

import pytest
from flask import Flask

from contactapp.contacts.models import Contact
from contactapp.interactions.scenario_offers import ScenarioOffer, add_scenarios
from contactapp.knowledge.models import Faq
from tests.support.browser import Browser
from tests.support.make import knowledge

FIRST = "Doe dit via het scenario"


@pytest.fixture
def scenario(app: Flask, desk: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> Faq:
    """A FAQ for which a stand-in of the scenarios has one."""
    monkeypatch.setitem(app.extensions, "scenario_offers", [])
    faq = knowledge.faq("Hoe zeg ik de huur op?", code="KB-900")

    def source(asked: Faq, contact: Contact | None) -> ScenarioOffer | None:
        address = f"/?for={contact.number if contact else ''}"
        return ScenarioOffer("Huur opzeggen", address, in_portal=True) if asked.code == faq.code else None

    add_scenarios(app, source)
    return faq


def test_the_form_offers_the_scenario_of_its_subject_for_this_customer(
    anna: Browser, desk: SimpleNamespace, scenario: Faq
) -> None:
    number = desk.household.number
    page = anna.get("/tickets/new", query={"contact": number, "faq": scenario.code})
    assert FIRST in page.text
    assert "De huurder kan dit de volgende keer zelf in het klantportaal." in page.text
    assert page.find("a", href=f"/?for={number}")


def test_it_comes_as_soon_as_the_subject_is_chosen(anna: Browser, desk: SimpleNamespace, scenario: Faq) -> None:
    data = anna.get("/tickets/new", query={"contact": desk.household.number}).form("Volgende vraag").data()
    data.poplist("_key")
    data["faq"] = scenario.code
    assert FIRST in anna.send("/tickets/new/choices", data, htmx="registration-hints").text


@pytest.mark.usefixtures("scenario")
def test_other_subjects_are_offered_none(anna: Browser, desk: SimpleNamespace) -> None:
    assert FIRST not in anna.get("/tickets/new", query={"faq": desk.faq.code}).text
