"""Registering a question: one form, one transaction (R20–R26)."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace

from sqlalchemy import func, select

from contactapp.clock import AMSTERDAM, local_today, utcnow
from contactapp.contacts.models import Signal, SignalKind
from contactapp.db import db
from contactapp.events.models import Event
from contactapp.interactions.models import Channel, ContactMoment, Ticket, TicketStatus
from contactapp.permissions import Role
from contactapp.tasks import office
from contactapp.tasks.calendar import Opening
from contactapp.tasks.models import Task, TermUnit
from contactapp.tasks.terms import deadline_after
from tests.support.browser import Browser, Page
from tests.support.make import accounts, contacts, interactions

DONE = "Vastleggen en sluiten (voltooien)"
AGAIN = "Volgende vraag"


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def new(anna: Browser, desk: SimpleNamespace, **more: str) -> Page:
    return anna.get("/tickets/new", query={"contact": desk.household.number, "faq": desk.faq.code, **more})


def test_a_question_answered_at_once_leaves_one_ticket_with_one_contact_moment(
    anna: Browser, desk: SimpleNamespace
) -> None:
    page = new(anna, desk).submit(DONE, {"Notitie": "Uitgelegd hoe je bijvult."})
    ticket = db.session.scalars(select(Ticket)).one()
    [moment] = ticket.contact_moments
    assert page.url == f"/tickets/{ticket.number}"
    assert (ticket.subject, ticket.faq_id, ticket.contact_id) == (desk.faq.title, desk.faq.id, desk.household.id)
    assert (moment.note, moment.channel, moment.author_id) == (
        "Uitgelegd hoe je bijvult.", Channel.PHONE, desk.anna.id,
    )  # fmt: skip
    assert ticket.status is TicketStatus.SETTLED
    assert not moment.follow_up
    assert count(Task) == 0


def test_who_gave_notice_still_asks_about_the_home_they_live_in(anna: Browser, desk: SimpleNamespace) -> None:
    [lease] = desk.household.customer.leases
    lease.ends_on = local_today() + timedelta(days=20)
    contacts.lease(desk.household.customer, starts_on=local_today() + timedelta(days=21))
    new(anna, desk).submit(DONE, {"Notitie": "Uitgelegd hoe je bijvult."})
    assert db.session.scalars(select(Ticket.unit_id)).one() == lease.unit_id


def test_what_was_stored_stands_in_the_event_log(anna: Browser, desk: SimpleNamespace) -> None:
    new(anna, desk).submit(DONE, {"Notitie": "Uitgelegd."})
    assert set(db.session.scalars(select(Event.verb))) >= {"ticket.opened", "contact-moment.recorded"}


def test_the_contact_moment_stands_on_the_timeline_of_the_household(anna: Browser, desk: SimpleNamespace) -> None:
    new(anna, desk).submit(DONE, {"Notitie": "Uitgelegd hoe je bijvult."})
    page = anna.get(f"/contacts/{desk.household.number}")
    assert "Uitgelegd hoe je bijvult." in page.text
    assert page.find("article", data_contact_moment=True)


def test_a_question_for_a_team_also_leaves_a_task_and_an_open_ticket(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk, task="1")
    page.submit(
        DONE,
        {
            "Notitie": "De ketel verliest elke dag druk.",
            "Team": "Techniek",
            "Taaktype": "Uitzoeken",
            "Wat moet je collega doen?": "Plan een monteur.",
        },
    )
    task = db.session.scalars(select(Task)).one()
    assert (task.team_id, task.title, task.description) == (desk.techniek.id, desk.faq.title, "Plan een monteur.")
    assert task.ticket is not None
    assert task.ticket.status is TicketStatus.OPEN


def test_the_term_of_the_subject_sets_the_deadline_of_the_task(anna: Browser, desk: SimpleNamespace) -> None:
    desk.faq.team, desk.faq.term_working_days = desk.techniek, 9
    expected = deadline_after(utcnow(), 9, TermUnit.WORKING_DAYS)
    new(anna, desk, task="1").submit(DONE, {"Notitie": "Druk.", "Taaktype": "Uitzoeken"})
    task = db.session.scalars(select(Task)).one()
    assert (task.team_id, task.deadline_at.date()) == (desk.techniek.id, expected.date())


def test_a_task_without_team_is_refused_at_its_field_and_the_note_stays(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk).submit(DONE, {"Notitie": "Niet kwijtraken.", "Taak aanmaken": True})
    assert page.status == 422
    assert "Kies een team voor de taak." in page.text
    assert page.find("textarea", name="note").text.strip() == "Niet kwijtraken."
    assert count(Ticket) == 0


def test_everything_that_is_missing_is_named_at_its_field(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/tickets/new").submit(DONE, {"Kanaal": "Kies een kanaal"})
    assert page.status == 422
    for name in ("contact", "faq", "way", "note"):
        assert page.find("p", id=f"{name}-error") is not None


def test_an_anonymous_tip_is_a_ticket_without_contact(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get("/tickets/new", query={"faq": desk.faq.code})
    page.submit(DONE, {"anonymous": True, "Notitie": "Er wonen steeds andere mensen."})
    ticket = db.session.scalars(select(Ticket)).one()
    assert ticket.anonymous
    assert ticket.contact_id is None


def test_who_spoke_is_somebody_of_the_household(anna: Browser, desk: SimpleNamespace) -> None:
    new(anna, desk).submit(DONE, {"Notitie": "Belt namens.", "Gesproken met": desk.guardian.number})
    assert db.session.scalars(select(ContactMoment)).one().person_id == desk.guardian.id


def test_somebody_else_is_named_as_speaking_on_behalf(anna: Browser, desk: SimpleNamespace) -> None:
    missing = new(anna, desk).submit(DONE, {"Notitie": "Buurvrouw belt.", "Gesproken met": "other"})
    assert "Vul in wie namens de klant sprak." in missing.text
    missing.submit(DONE, {"Naam van wie sprak": "Buurvrouw Ali"})
    assert db.session.scalars(select(ContactMoment)).one().on_behalf_by == "Buurvrouw Ali"


def test_choosing_a_template_fills_in_without_script(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk).submit("Sjabloon toepassen", {"Sjabloon": "Algemene vraag"})
    assert page.find("textarea", name="note").text.strip() == "Vraag van P. de Vries:"
    assert count(Ticket) == 0


def test_choosing_a_template_never_overwrites_what_was_typed(anna: Browser, desk: SimpleNamespace) -> None:
    values = {"Sjabloon": "Algemene vraag", "Notitie": "Zelf getypt."}
    page = new(anna, desk).submit("Sjabloon toepassen", values)
    assert page.find("textarea", name="note").text.strip() == "Zelf getypt."


def test_applying_a_template_does_not_use_up_the_form(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk).submit("Sjabloon toepassen", {"Sjabloon": "Algemene vraag"})
    page.submit(DONE, {"Notitie": "Nu echt."})
    assert count(Ticket) == 1


def test_an_open_ticket_on_the_same_subject_is_shown_before_another_is_made(
    anna: Browser, desk: SimpleNamespace
) -> None:
    new(anna, desk, task="1").submit(DONE, {"Notitie": "Eerste keer.", "Team": "Techniek", "Taaktype": "Uitzoeken"})
    first = db.session.scalars(select(Ticket)).one()
    page = new(anna, desk)
    assert page.find("p", data_ticket=first.number) is not None
    page.submit(DONE, {"Notitie": "Toch iets anders."})
    assert count(Ticket) == 2


def test_an_open_ticket_that_was_never_shown_is_shown_first(anna: Browser, desk: SimpleNamespace) -> None:
    form = new(anna, desk)
    new(anna, desk, task="1").submit(DONE, {"Notitie": "Door een ander.", "Team": "Techniek", "Taaktype": "Uitzoeken"})
    page = form.submit(DONE, {"Notitie": "Intussen getypt."})
    assert page.status == 422
    assert "staat al een ticket open" in page.text
    page.submit(DONE)
    assert count(Ticket) == 2


def test_a_complaint_goes_to_the_complaints_team(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk).submit(DONE, {"Notitie": "Er kwam niemand.", "Soort": "Klacht"})
    assert "Is het een reparatieverzoek? Dan is het geen klacht." in page.text
    assert count(Ticket) == 0
    wrong = page.submit(DONE, {"Taak aanmaken": True, "Team": "Techniek", "Taaktype": "Uitzoeken"})
    assert "Een klacht gaat naar team Klachten." in wrong.text
    wrong.submit(DONE, {"Team": "Klachten"})
    assert db.session.scalars(select(Task)).one().is_complaint


def test_the_next_question_keeps_customer_and_channel(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk).submit(AGAIN, {"Notitie": "Eerste vraag.", "Kanaal": "Balie"})
    assert page.heading == "P. de Vries"
    assert page.find("option", value="BAL-INK").get("selected") is not None
    assert "Eerste vraag." not in (page.find("textarea", name="note").text or "")
    page.submit(DONE, {"Of een eigen onderwerp": "Sleutel kwijt", "Notitie": "Tweede."})
    moments = db.session.scalars(select(ContactMoment).order_by(ContactMoment.id)).all()
    assert len(moments) == 2
    assert moments[1].conversation_id is not None


def test_pressing_twice_stores_once(anna: Browser, desk: SimpleNamespace) -> None:
    form = new(anna, desk).form(DONE, {"Notitie": "Dubbel."})
    first = anna.send("/tickets/new", form.data())
    again = anna.send("/tickets/new", form.data())
    assert first.url == again.url
    assert count(Ticket) == 1


def test_only_who_may_register_sees_the_form(browser: Browser, desk: SimpleNamespace) -> None:
    browser.sign_in(accounts.user("Gerda Postma", roles=[Role.PRIVACY_OFFICER]))
    assert browser.get("/tickets/new").status == 403
    assert browser.post("/tickets/new", {"note": "x"}).status == 403


def test_the_timeline_of_the_dock_gets_the_new_ticket_at_once(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get(f"/contacts/{desk.household.number}", query={"faq": desk.faq.code})
    answer = page.submit(DONE, {"Notitie": "Direct zichtbaar."}, htmx=True)
    assert answer.find("form", id="registration") is not None
    assert "Direct zichtbaar." in answer.text


def test_on_the_page_of_a_person_their_own_timeline_stays(anna: Browser, desk: SimpleNamespace) -> None:
    interactions.contact_moment(interactions.ticket(desk.household, "Van de medebewoner"), person=desk.guardian)
    form = anna.get(f"/contacts/{desk.speaker.number}").form(DONE, {"subject": "Sleutel", "Notitie": "Besteld."}).data()
    answer = anna.send("/tickets/new", form, htmx="registration")
    assert "Besteld." in answer.text
    assert "Van de medebewoner" not in answer.text
    assert answer.find("input", name="contact").get("value") == desk.speaker.number
    assert db.session.scalars(select(Ticket).where(Ticket.subject == "Sleutel")).one().contact == desk.household


def test_a_conversation_of_earlier_today_keeps_its_own_time(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk)
    page.submit(DONE, {"Notitie": "Was gisteren.", "Wanneer was het?": "2026-01-05T10:04"})
    moment = db.session.scalars(select(ContactMoment)).one()
    assert moment.occurred_at.isoformat() == "2026-01-05T09:04:00+00:00"
    assert moment.recorded_at > moment.occurred_at


def test_what_is_still_to_come_cannot_be_registered(anna: Browser, desk: SimpleNamespace) -> None:
    page = new(anna, desk).submit(DONE, {"Notitie": "Morgen.", "Wanneer was het?": "2999-01-05T10:04"})
    assert page.status == 422
    assert "Dit tijdstip ligt in de toekomst." in page.text


def test_a_new_ticket_from_another_one_is_linked_to_it(anna: Browser, desk: SimpleNamespace) -> None:
    new(anna, desk).submit(DONE, {"Notitie": "Eerste."})
    first = db.session.scalars(select(Ticket)).one()
    page = anna.get(f"/tickets/{first.number}").click("Nieuw ticket voor deze klant")
    page.submit(DONE, {"Of een eigen onderwerp": "Iets anders", "Notitie": "Tweede."})
    assert [ticket.linked_ticket_id for ticket in db.session.scalars(select(Ticket).order_by(Ticket.id))] == [
        None,
        first.id,
    ]


def test_warnings_about_the_customer_stand_where_no_bar_shows_them(anna: Browser, desk: SimpleNamespace) -> None:
    db.session.add(Signal(contact=desk.household, kind=SignalKind.INTERPRETER, text="Tolk Tigrinya"))
    db.session.flush()
    page = anna.get("/tickets/new", query={"contact": desk.household.number})
    data = page.form(DONE).data()
    assert "Tolk Tigrinya" in page.text
    assert "Tolk Tigrinya" in anna.send("/tickets/new/choices", data, htmx="registration-hints").text


def test_a_date_of_ones_own_means_the_end_of_that_working_day(anna: Browser, desk: SimpleNamespace) -> None:
    office.set_opening_hours({day: Opening(time(0), time(0, 1)) for day in range(7)}, by=desk.anna)
    today, asked = local_today(), {"Notitie": "Druk.", "Team": "Techniek", "Taaktype": "Uitzoeken"}
    page = new(anna, desk, task="1").submit(DONE, asked | {"Andere datum": True, "Welke datum?": str(today)})
    assert "Vandaag zijn we al dicht. Kies een latere datum." in page.text
    page.submit(DONE, {"Welke datum?": str(today + timedelta(days=1))})
    closes = datetime.combine(today + timedelta(days=1), time(0, 1), AMSTERDAM)
    assert db.session.scalars(select(Task)).one().deadline_at == closes
