"""Whether a subject may be words of one's own: a setting of the association and of each template."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from contactapp.db import db
from contactapp.events.models import Event
from contactapp.interactions.models import Ticket
from contactapp.interactions.queries import own_subjects_allowed
from contactapp.permissions import Role
from tests.support.browser import Browser
from tests.support.cast import Cast
from tests.support.make import accounts, interactions

DONE, SETTING = "Vastleggen en sluiten (voltooien)", "/admin/own-subjects"
BOX, OWN = "allowed", "Of een eigen onderwerp"


@pytest.fixture
def farid(desk: SimpleNamespace, browser: Browser) -> Browser:
    """The browser of an administrator."""
    return Browser(browser.app).sign_in(accounts.user("Farid el Amrani", roles=[Role.ADMINISTRATOR]))


@pytest.fixture
def refused(farid: Browser) -> None:
    """The association that lets nobody type a subject."""
    farid.get(SETTING).submit("Bewaren", {BOX: False})


def test_an_administrator_switches_it_and_that_is_told(farid: Browser, anna: Browser) -> None:
    page = farid.get("/templates").click("Eigen onderwerp")
    for _time in range(2):
        page = page.submit("Bewaren", {BOX: False})
    assert not own_subjects_allowed()
    page.submit("Bewaren", {BOX: True})
    assert own_subjects_allowed()
    told = select(Event.verb).where(Event.subject_type == "ticket_policy").order_by(Event.id)
    assert db.session.scalars(told).all() == ["own-subjects.refused", "own-subjects.allowed"]
    assert [anna.get(SETTING).status, anna.post(SETTING, {"allowed": "1"}).status] == [403, 403]


@pytest.mark.usefixtures("refused")
def test_where_it_may_not_there_is_no_field_and_a_subject_that_is_sent_anyway_is_refused(
    anna: Browser, desk: SimpleNamespace
) -> None:
    page = anna.get(f"/contacts/{desk.household.number}")
    assert OWN not in page.text
    data = page.form(DONE, {"Notitie": "Belt over de lift."}).data()
    assert "Kies een onderwerp uit de kennisbank." in anna.send("/tickets/new", data).text
    data["subject"], data["_key"] = "Lift", "again"
    answer = anna.send("/tickets/new", data)
    assert answer.status == 422
    assert answer.find("input", name="subject").get("aria-invalid") == "true"
    kept = [
        answer.find("input", name="subject").get("value"),
        (answer.find("textarea", name="note").text or "").strip(),
    ]
    assert kept == ["Lift", "Belt over de lift."]
    assert db.session.scalars(select(Ticket)).all() == []


def test_a_template_that_takes_none_takes_only_its_own(anna: Browser, desk: SimpleNamespace) -> None:
    closed = interactions.template("Storing", code="storing", own_subject=False)
    answered = interactions.template("Uitval", code="uitval", own_subject=False, subject="Stroomuitval in de straat")
    address = f"/tickets/new?contact={desk.household.number}&template="
    assert OWN not in anna.get(address + closed.code).text
    assert OWN in anna.get(address + "vraag").text
    page = anna.get(address + answered.code)
    assert page.submit(DONE, {"Notitie": "Meldt het.", OWN: "Lift"}).status == 422
    page.submit(DONE, {"Notitie": "Meldt het."})
    assert db.session.scalars(select(Ticket.subject)).all() == ["Stroomuitval in de straat"]


@pytest.mark.usefixtures("refused")
def test_a_subject_is_changed_into_an_answer_only(cast: Cast, desk: SimpleNamespace, browser: Browser) -> None:
    ticket = interactions.ticket(desk.household, "Verlichting")
    bram = browser.sign_in(cast.bram)
    page = bram.get(f"/tickets/{ticket.number}/subject")
    assert OWN not in page.text
    sent = {"subject": "Lift", "reason": "Vergist."}
    refused = bram.post(f"/tickets/{ticket.number}/subject", sent)
    assert (refused.status, refused.find("input", name="subject").get("value")) == (422, "Lift")
    bram.post(f"/tickets/{ticket.number}/subject", {"faq": desk.faq.code, "reason": "Vergist."})
    assert ticket.subject == desk.faq.title
    many = {"act": "subject", "number": ticket.number, "shown": ticket.number} | sent
    assert bram.post("/tickets/choice", many).status == 422


def test_an_editor_says_it_of_a_template(browser: Browser, desk: SimpleNamespace) -> None:
    eva = browser.sign_in(accounts.user("Eva Smit", roles=[Role.EDITOR]))
    page = eva.get("/admin/templates/vraag").submit("Sjabloon bewaren", {"own_subject": False})
    assert not desk.template.own_subject
    assert "mag niet" in page.text
