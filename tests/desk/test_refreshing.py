"""What choosing a template, subject or customer changes while somebody types (R22)."""

from types import SimpleNamespace

from sqlalchemy import func, select

from contactapp.db import db
from contactapp.interactions.models import MomentKind, Ticket
from tests.support.browser import Browser, Page
from tests.support.make import interactions, tasks

DONE = "Vastleggen en sluiten (voltooien)"


def choose(anna: Browser, desk: SimpleNamespace, **typed: str) -> Page:
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    data = page.form(DONE).data()
    data.poplist("_key")
    for name, value in typed.items():
        data[name] = value
    return anna.send("/tickets/new/choices", data, htmx="registration-hints")


def test_a_template_fills_the_empty_note(anna: Browser, desk: SimpleNamespace) -> None:
    answer = choose(anna, desk, template="vraag")
    assert "Vraag van P. de Vries:" in answer.find("textarea", name="note").text


def test_a_note_somebody_typed_is_not_sent_back_at_all(anna: Browser, desk: SimpleNamespace) -> None:
    answer = choose(anna, desk, template="vraag", note="Zelf getypt.")
    assert not answer.find_all("textarea", name="note")


def test_a_choice_somebody_made_stays(anna: Browser, desk: SimpleNamespace) -> None:
    answer = choose(anna, desk, template="vraag", way="BAL-INK")
    assert answer.find("option", value="BAL-INK").get("selected") is not None


def test_another_template_replaces_what_the_first_filled_in(anna: Browser, desk: SimpleNamespace) -> None:
    interactions.template("Melding", code="melding", kind=MomentKind.REPORT)
    answer = choose(anna, desk, template="melding")
    assert answer.find("option", value="report").get("selected") is not None
    applied = answer.find("input", name="applied").get("value", "")
    again = choose(anna, desk, template="vraag", kind="report", applied=applied)
    assert again.find("option", value="question").get("selected") is not None


def test_a_subject_brings_its_own_defaults(anna: Browser, desk: SimpleNamespace) -> None:
    desk.faq.in_portal, desk.faq.team_id = True, desk.techniek.id
    answer = choose(anna, desk, faq=desk.faq.code)
    assert answer.find("input", name="portal").get("checked") is not None
    assert answer.find("option", value="techniek").get("selected") is not None


def test_choosing_a_complaint_asks_whether_it_is_a_repair_and_makes_a_task(
    anna: Browser, desk: SimpleNamespace
) -> None:
    answer = choose(anna, desk, kind="complaint")
    assert "Is het een reparatieverzoek?" in answer.text
    assert answer.find("input", name="task").get("checked") is not None
    assert answer.find("option", value="klachten").get("selected") is not None


def test_nothing_is_stored_by_choosing(anna: Browser, desk: SimpleNamespace) -> None:
    choose(anna, desk, template="vraag", note="Zelf getypt.")
    assert db.session.scalar(select(func.count()).select_from(Ticket)) == 0


def test_the_task_part_has_its_usual_type_before_anybody_asks(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    assert page.find("option", value="uitzoeken").get("selected") is not None
    assert page.find("input", name="task").get("checked") is None


def test_a_template_brings_its_own_type_of_task(anna: Browser, desk: SimpleNamespace) -> None:
    tasks.task_type("Terugbelverzoek", code="terugbellen", position=9)
    interactions.template("Bel terug", code="bel", task_type_code="terugbellen")
    answer = choose(anna, desk, template="bel")
    assert answer.find("option", value="terugbellen").get("selected") is not None


def test_the_team_follows_the_type_until_somebody_chooses_one(anna: Browser, desk: SimpleNamespace) -> None:
    tasks.task_type("Reparatie", code="reparatie", position=9, team=desk.techniek)
    followed = choose(anna, desk, task_type="reparatie")
    assert followed.find("option", value="techniek").get("selected") is not None
    chosen = choose(anna, desk, task_type="reparatie", team="klachten")
    assert chosen.find("option", value="klachten").get("selected") is not None


def test_a_box_somebody_unticked_stays_so_with_another_subject(anna: Browser, desk: SimpleNamespace) -> None:
    interactions.template("Melding", code="melding", in_portal=True, with_task=True, team=desk.techniek)
    answer = choose(anna, desk, template="melding")
    applied = answer.find("input", name="applied").get("value", "")
    assert answer.find("input", name="portal").get("checked") is not None
    again = choose(anna, desk, template="melding", faq=desk.faq.code, applied=applied)
    assert not [box for box in again.find_all("input", name="portal") if "checked" in box.attrib]
    assert not [box for box in again.find_all("input", name="task") if "checked" in box.attrib]


def test_a_repair_that_looked_like_a_complaint_goes_to_nobody_of_complaints(
    anna: Browser, desk: SimpleNamespace
) -> None:
    complaint = {"kind": MomentKind.COMPLAINT, "with_task": True, "team": desk.klachten, "note": "Klacht van {klant}: "}
    interactions.template("Klacht", code="klacht", **complaint)
    desk.faq.team_id = desk.techniek.id
    asked = choose(anna, desk, template="klacht")
    assert asked.find("option", value="klachten").get("selected") is not None
    typed = {"template": "klacht", "kind": "complaint", "team": "klachten", "task": "y", "faq": desk.faq.code}
    answer = choose(anna, desk, **typed, applied=asked.find("input", name="applied").get("value", ""), _kind="request")
    chosen = {one.get("value") for one in answer.find_all("option") if "selected" in one.attrib}
    assert {"request", "techniek"} <= chosen
    assert not {"klacht", "klachten"} & chosen
