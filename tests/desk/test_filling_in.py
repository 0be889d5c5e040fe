"""Filling in the form: what it shows first, says, and asks (R20–R26)."""

from types import SimpleNamespace

from sqlalchemy import select

from contactapp.db import db
from contactapp.interactions.models import ContactMoment, Ticket
from contactapp.tasks.models import Task
from tests.support.browser import Browser
from tests.support.html import text_of
from tests.support.make import contacts, interactions, tasks

DONE = "Vastleggen en sluiten (voltooien)"


def test_what_is_wrong_is_summed_up_in_the_order_of_the_screen(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/tickets/new").submit(DONE, {"Kanaal": "Kies een kanaal", "Taak aanmaken": True, "Team": ""})
    summary = page.find("div", class_="error-summary") if page.status == 422 else None
    assert summary is not None
    named = [text_of(link).split(":")[0] for link in summary.iter("a")]
    assert named == ["Klant", "Kanaal", "Onderwerp (FAQ)", "Notitie", "Team"]


def test_a_customer_chosen_in_the_same_post_spoke_for_themselves(anna: Browser, desk: SimpleNamespace) -> None:
    form = anna.get("/tickets/new", query={"faq": desk.faq.code}).form(DONE, {"Notitie": "Uitgelegd."}).data()
    form["contact"] = desk.household.number
    assert form["person"] == ""
    anna.send("/tickets/new", form)
    assert db.session.scalars(select(ContactMoment)).one().person_id == desk.speaker.id


def test_somebody_else_can_speak_for_a_customer_chosen_in_the_same_post(anna: Browser, desk: SimpleNamespace) -> None:
    typed = {"Notitie": "Zij regelt het.", "Gesproken met": "Iemand anders, namens", "Naam van wie sprak": "Buurvrouw"}
    form = anna.get("/tickets/new", query={"faq": desk.faq.code}).form(DONE, typed).data()
    form["contact"] = desk.household.number
    anna.send("/tickets/new", form)
    assert db.session.scalars(select(ContactMoment)).one().on_behalf_by == "Buurvrouw"


def test_a_promise_to_call_back_becomes_a_task(anna: Browser, desk: SimpleNamespace) -> None:
    callback = tasks.task_type("Terugbelverzoek", code="terugbellen", is_callback=True, team=desk.techniek)
    page = anna.get("/tickets/new", query={"contact": desk.household.number, "faq": desk.faq.code})
    asked = page.submit(DONE, {"Notitie": "Belt liever morgen.", "Resultaat": "Terugbellen"})
    assert asked.status == 422
    assert "Terugbellen beloof je met een terugbelverzoek." in asked.text
    asked.submit(DONE, {"Bel terug op": "030 123 45 67"})
    task = db.session.scalars(select(Task)).one()
    assert (task.type_id, task.team_id, task.phone_number) == (callback.id, desk.techniek.id, "+31301234567")


def test_choosing_to_call_back_fills_in_the_task(anna: Browser, desk: SimpleNamespace) -> None:
    callback = tasks.task_type("Terugbelverzoek", code="terugbellen", is_callback=True, team=desk.techniek)
    page = anna.get("/tickets/new", query={"contact": desk.household.number, "faq": desk.faq.code})
    data = page.form(DONE, {"Resultaat": "Terugbellen"}).data()
    changed = anna.send("/tickets/new/choices", data, htmx="registration-hints")
    assert changed.find("input", name="task").get("checked") is not None
    assert changed.find("option", value=callback.code).get("selected") is not None


def test_a_question_about_a_home_starts_with_its_tenant(anna: Browser, desk: SimpleNamespace) -> None:
    lease = contacts.lease(desk.household.customer)
    page = anna.get(f"/units/{lease.unit.number}").click("Nieuw ticket over deze woning")
    page.submit(DONE, {"Notitie": "Lekt.", "Of een eigen onderwerp": "Lekkage"})
    ticket = db.session.scalars(select(Ticket)).one()
    assert (ticket.unit_id, ticket.contact_id) == (lease.unit_id, desk.household.id)


def test_a_correction_warns_of_what_goes_into_exports(anna: Browser, desk: SimpleNamespace) -> None:
    moment = interactions.contact_moment(interactions.ticket(desk.household), author=desk.anna, note="Heeft kanker.")
    page = anna.get(f"/contact-moments/{moment.id}/correction")
    assert "gezondheid" in page.text
    typed = page.form("Verbetering bewaren", {"Notitie": "Belt op NL91 ABNA 0417 1643 00."}).data()
    assert "rekeningnummer" in anna.send("/desk/warnings", typed, htmx="registration-warnings").text
