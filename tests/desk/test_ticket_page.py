"""The page of a ticket: who sees what, and what can be added (R27–R29, §7)."""

from datetime import datetime, time, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from contactapp.clock import AMSTERDAM, local_today, utcnow
from contactapp.db import db
from contactapp.events.models import AccessRecord, Event
from contactapp.interactions.models import ContactMoment, Conversation, Direction, MomentKind, Ticket
from contactapp.tasks import office
from contactapp.tasks.models import Task, TaskStatus
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.html import text_of
from tests.support.make import interactions, knowledge, tasks
from tests.support.queries import assert_same_query_count

ADD = "Vervolg vastleggen"


def a_ticket(desk: SimpleNamespace, *, with_task: bool = False) -> Ticket:
    ticket = interactions.ticket(desk.household, faq=desk.faq)
    interactions.contact_moment(ticket, author=desk.anna)
    if with_task:
        ticket.status = ticket.status.OPEN
        tasks.task(desk.techniek, "Monteur inplannen", ticket=ticket, description="Geheim van de werkplaats.")
    return ticket


def test_a_ticket_shows_its_contact_moments_and_leaves_an_access_row(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get(f"/tickets/{a_ticket(desk).number}")
    assert "Mevrouw belt over de ketel." in page.text
    assert db.session.scalars(select(AccessRecord.screen)).all() == ["ticket"]


def test_a_new_question_comes_in_whatever_we_did_last(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk)
    interactions.contact_moment(ticket, direction=Direction.OUTGOING, kind=MomentKind.FEEDBACK)
    ways = anna.get(f"/tickets/{ticket.number}").within("form", id="follow-up").find("select", name="way")
    assert [text_of(way) for way in ways if "selected" in way.attrib] == ["Telefoon, klant belt"]


def test_a_ticket_that_does_not_exist_is_not_found(anna: Browser) -> None:
    assert anna.get("/tickets/T26-999999").status == 404


def test_others_see_that_a_task_exists_but_not_what_it_says(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get(f"/tickets/{a_ticket(desk, with_task=True).number}")
    html = page.response.get_data(as_text=True)
    assert "Techniek" in page.text
    assert "Geheim van de werkplaats." not in html
    assert "Monteur inplannen" not in html


def test_the_team_reads_the_task_on_its_ticket(browser: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    number = a_ticket(desk, with_task=True).number
    page = browser.sign_in(cast.carla).get(f"/tickets/{number}")
    assert "Geheim van de werkplaats." in page.text


def test_a_settled_ticket_takes_a_follow_up(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk)
    page = anna.get(f"/tickets/{ticket.number}").submit(ADD, {"Notitie": "Belt nog een keer."})
    assert "Belt nog een keer." in page.text
    assert [moment.follow_up for moment in ticket.contact_moments] == [False, True]


def test_with_an_open_task_a_follow_up_asks_why_it_is_no_message(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk, with_task=True)
    page = anna.get(f"/tickets/{ticket.number}").submit(ADD, {"Notitie": "Iets anders."})
    assert page.status == 422
    assert page.find("textarea", name="note").text.strip() == "Iets anders."
    page.submit(ADD, {"Waarom geen bericht?": "Gaat over de factuur."})
    newest = db.session.scalars(select(ContactMoment).order_by(ContactMoment.id.desc())).first()
    assert newest is not None
    assert newest.reason == "Gaat over de factuur."


def test_a_complaint_on_a_ticket_goes_to_the_complaints_team_once(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk)
    page = anna.get(f"/tickets/{ticket.number}").submit(ADD, {"Notitie": "Er kwam niemand.", "Soort": "Klacht"})
    assert page.status == 422
    assert "Een klacht gaat altijd naar het klachtenteam." in page.text
    wrong = page.submit(ADD, {"Taak aanmaken": True, "Team": "Techniek", "Taaktype": "Uitzoeken"})
    assert "Een klacht gaat naar team Klachten." in wrong.text
    wrong.submit(ADD, {"Team": "Klachten"})
    again = {"Notitie": "Weer niemand.", "Soort": "Klacht", "Waarom geen bericht?": "Hij wil dat het genoteerd staat."}
    anna.get(f"/tickets/{ticket.number}").submit(ADD, again)
    assert [moment.note for moment in ticket.contact_moments][1:] == ["Er kwam niemand.", "Weer niemand."]
    assert db.session.scalars(select(Task.is_complaint)).all() == [True]


def test_a_message_to_the_open_task_comes_first(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk, with_task=True)
    anna.get(f"/tickets/{ticket.number}").submit("Bericht plaatsen", {"Bericht": "Woensdag 9.30 uur past."})
    task = db.session.scalars(select(Task)).one()
    assert [message.text for message in task.messages] == ["Woensdag 9.30 uur past."]


def test_the_answer_that_was_promised_starts_prefilled(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get(f"/tickets/{a_ticket(desk, with_task=True).number}", query={"kind": "feedback"})
    page.submit(ADD, {"Notitie": "Teruggebeld."})
    newest = db.session.scalars(select(ContactMoment).order_by(ContactMoment.id.desc())).first()
    assert newest is not None
    assert (newest.kind, newest.direction) == ("feedback", "UIT")


def test_the_author_corrects_the_note_and_the_old_text_stays_in_the_log(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk)
    page = anna.get(f"/tickets/{ticket.number}").click("Verbeteren")
    page.submit("Verbetering bewaren", {"Notitie": "Meneer belt over de ketel."})
    assert ticket.contact_moments[0].note == "Meneer belt over de ketel."
    event = db.session.scalars(select(Event).where(Event.verb == "contact-moment.corrected")).one()
    assert event.data["old"] == "Mevrouw belt over de ketel."


def test_after_fifteen_minutes_nobody_corrects(anna: Browser, desk: SimpleNamespace) -> None:
    moment = a_ticket(desk).contact_moments[0]
    moment.recorded_at = utcnow() - timedelta(minutes=16)
    page = anna.post(f"/contact-moments/{moment.id}/correction", {"note": "Te laat verbeterd."})
    assert page.status == 409
    assert "Te laat verbeterd." in page.text
    assert moment.note == "Mevrouw belt over de ketel."


def test_a_colleague_does_not_correct_the_words_of_another(browser: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    moment = a_ticket(desk).contact_moments[0]
    assert browser.sign_in(cast.carla).post(f"/contact-moments/{moment.id}/correction", {"note": "x y"}).status == 409


def test_withdrawing_needs_a_reason_and_strikes_the_note_through(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk)
    page = anna.get(f"/tickets/{ticket.number}").click("Intrekken")
    refused = page.submit("Intrekken")
    assert refused.status == 422
    done = refused.submit("Intrekken", {"Reden": "Verkeerde klant."})
    assert done.find("s").text == "Mevrouw belt over de ketel."
    assert "Verkeerde klant." in done.text


def test_withdrawing_twice_is_told(anna: Browser, desk: SimpleNamespace) -> None:
    moment = a_ticket(desk).contact_moments[0]
    anna.post(f"/contact-moments/{moment.id}/withdrawal", {"reason": "Fout."})
    assert anna.post(f"/contact-moments/{moment.id}/withdrawal", {"reason": "Nog eens."}).status == 409
    assert moment.withdrawn_reason == "Fout."


def test_changing_the_subject_keeps_both_and_the_reason(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = a_ticket(desk)
    page = anna.get(f"/tickets/{ticket.number}/subject")
    values = {"Of een eigen onderwerp": "Sleutel kwijt", "Reden": "Ging over de sleutel."}
    page.submit("Onderwerp wijzigen", values)
    event = db.session.scalars(select(Event).where(Event.verb == "ticket.subject-changed")).one()
    assert (ticket.subject, event.data["old"]) == ("Sleutel kwijt", "Cv-ketel verliest druk")


def test_merged_tickets_continue_under_one_number(browser: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    first, second = a_ticket(desk), a_ticket(desk, with_task=True)
    browser.sign_in(cast.bram).post(f"/tickets/{second.number}/merge", {"number": first.number})
    page = browser.get(f"/tickets/{second.number}")
    assert page.url == f"/tickets/{first.number}"
    assert len(first.contact_moments) == 2
    assert db.session.scalars(select(Task)).one().ticket_id == first.id
    assert first.is_open


def test_merging_is_for_who_manages_tickets(anna: Browser, desk: SimpleNamespace) -> None:
    assert anna.post(f"/tickets/{a_ticket(desk).number}/merge", {"number": a_ticket(desk).number}).status == 403


@pytest.mark.parametrize(("typed", "words"), [("", "Vul het nummer van het ticket in."), ("T26-1", "geen ticket")])
def test_a_number_that_leads_nowhere_is_refused_in_words_that_fit(
    anna: Browser, desk: SimpleNamespace, typed: str, words: str
) -> None:
    answer = anna.post(f"/tickets/{interactions.ticket(desk.household).number}/links", {"number": typed})
    assert (answer.status, words in answer.text) == (422, True)


def test_linked_tickets_point_at_each_other(anna: Browser, desk: SimpleNamespace) -> None:
    first, second = a_ticket(desk), a_ticket(desk)
    anna.post(f"/tickets/{first.number}/links", {"number": second.number})
    assert second.number in anna.get(f"/tickets/{first.number}").text
    assert first.number in anna.get(f"/tickets/{second.number}").text


def test_a_long_thread_asks_no_more_of_the_database(anna: Browser, desk: SimpleNamespace) -> None:
    ticket = interactions.ticket(desk.household)

    def add(count: int) -> None:
        for _ in range(count):
            interactions.contact_moment(ticket, author=desk.anna, person=desk.speaker)
            tasks.task(desk.techniek, ticket=ticket, type=desk.type)

    assert_same_query_count(lambda: anna.get(f"/tickets/{ticket.number}"), add)


def test_what_was_read_during_the_conversation_stands_with_the_ticket(anna: Browser, desk: SimpleNamespace) -> None:
    read = knowledge.faq("Hoe vul ik de ketel bij?", code="KB-007")
    talk = Conversation(user_id=desk.anna.id, consulted=[read.code, desk.faq.code, "KB-999"])
    ticket = interactions.ticket(desk.household, faq=desk.faq)
    interactions.contact_moment(ticket, author=desk.anna, conversation=talk)
    page = anna.get(f"/tickets/{ticket.number}")
    assert [line.get("data-faq") for line in page.find_all("li", data_faq=True)] == [read.code]


def test_a_ticket_looks_up_nothing_when_nothing_was_read(anna: Browser, desk: SimpleNamespace) -> None:
    assert "Geraadpleegd" not in anna.get(f"/tickets/{a_ticket(desk).number}").text


def both_pages(browser: Browser, desk: SimpleNamespace, ticket: Ticket) -> list[Page]:
    """Where a task shows with its ticket: the page of the ticket and the timeline of the customer."""
    return [browser.get(f"/tickets/{ticket.number}"), browser.get(f"/contacts/{desk.household.number}")]


def test_a_wait_that_is_over_reads_as_work_again(anna: Browser, desk: SimpleNamespace, cast: Cast) -> None:
    ticket, over = a_ticket(desk), utcnow() - timedelta(hours=1)
    task = tasks.task(desk.techniek, ticket=ticket, assignee=cast.carla, status=TaskStatus.WAITING, waiting_until=over)
    for page in both_pages(anna, desk, ticket):
        assert "In uitvoering" in page.within(data_task=task.number).text


def test_a_deadline_is_as_pressing_as_in_the_list_of_its_team(
    browser: Browser, desk: SimpleNamespace, cast: Cast
) -> None:
    today = local_today()
    for days in range(1, 4):
        office.add_closing_day(today + timedelta(days=days), "Brugdag", by=cast.dirk)
    ticket, coming = a_ticket(desk), office.load_calendar().next_working_day(today)
    noon = datetime.combine(coming, time(12), AMSTERDAM)
    task = tasks.task(desk.techniek, ticket=ticket, deadline_at=noon)
    queue = browser.sign_in(cast.carla).get("/tasks?team=techniek")
    for page in [queue, *both_pages(browser, desk, ticket)]:
        assert page.within(data_task=task.number).find_all("span", class_="soon")


def test_an_empty_message_is_refused_at_its_field(anna: Browser, desk: SimpleNamespace) -> None:
    page = anna.get(f"/tickets/{a_ticket(desk, with_task=True).number}").submit("Bericht plaatsen")
    assert page.status == 422
    assert page.find("textarea", name="text").get("aria-invalid") == "true"


def test_a_subject_that_is_too_long_is_refused_and_stays(anna: Browser, desk: SimpleNamespace) -> None:
    typed = {"subject": "x" * 301, "reason": "Ging over iets anders."}
    page = anna.post(f"/tickets/{a_ticket(desk).number}/subject", typed)
    assert page.status == 422
    assert "Houd het onderwerp onder 300 tekens." in page.text
    assert page.find("input", name="subject").get("value") == typed["subject"]
