"""One contact moment for everybody in a segment: once each, and all of it back again."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from flask import Flask
from sqlalchemy import func, select

from contactapp.clock import local_today, utcnow
from contactapp.contacts import merging
from contactapp.db import db
from contactapp.events.log import events_of
from contactapp.interactions.codes import Channel, Direction, TicketStatus
from contactapp.interactions.models import ContactMoment
from contactapp.segments import running
from contactapp.segments.leaving_out import Reason
from contactapp.segments.models import WITHDRAWABLE, RunPhase, RunRecipient, SegmentRun
from tests.support.browser import Browser, Page
from tests.support.cast import Cast
from tests.support.make import contacts, interactions, knowledge, segments
from tests.support.queries import recorded_queries

GO, TAKE_BACK = "Voor iedereen vastleggen", "Alles intrekken"
TYPED: dict[str, str | bool] = {
    "Kanaal": "EMA-UIT",
    "Of een eigen onderwerp": "Onderhoud aan de lift",
    "Notitie": "Dag {klant}, dinsdag staat de lift stil.",
}


def page_of(browser: Browser, world: SimpleNamespace) -> Page:
    return browser.get(f"/segments/{world.segment.id}")


def begun(browser: Browser, world: SimpleNamespace, **typed: str | bool) -> Page:
    return page_of(browser, world).submit(GO, TYPED | typed)


def run_out(browser: Browser, page: Page) -> Page:
    """Ask for the next step as the page does by itself, until it no longer asks."""
    while page.find("section", id="run-progress").get("hx-post"):
        page = browser.post(page.find("section", id="run-progress").get("hx-post"), htmx="run-progress")
    return page


def the_run() -> SegmentRun:
    return db.session.scalars(select(SegmentRun).order_by(SegmentRun.id.desc())).first()


def moments() -> list[ContactMoment]:
    return list(db.session.scalars(select(ContactMoment).order_by(ContactMoment.id)))


@pytest.fixture
def short_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "STEP", 1)


def test_everybody_who_is_reached_gets_it_on_a_ticket_that_is_settled(
    bram: Browser, street: SimpleNamespace, cast: Cast
):
    page = run_out(bram, begun(bram, street))
    [moment] = moments()
    assert "Voor 1 contact vastgelegd." in page.text
    assert (moment.contact_id, moment.note) == (street.aarts.id, "Dag P. Aarts, dinsdag staat de lift stil.")
    assert (moment.channel, moment.direction, moment.author_id) == (Channel.EMAIL, Direction.OUTGOING, cast.bram.id)
    assert (moment.ticket.subject, moment.ticket.status) == ("Onderhoud aan de lift", TicketStatus.SETTLED)
    assert [event.verb for event in events_of(moment)] == ["contact-moment.recorded"]
    assert [event.verb for event in events_of(moment.ticket)] == ["ticket.opened"]
    assert [event.verb for event in events_of(the_run())] == ["segment-run.started", "segment-run.finished"]


def test_the_page_of_a_run_tells_who_fell_out_and_why(bram: Browser, street: SimpleNamespace):
    run_out(bram, begun(bram, street))
    missed = bram.get(f"/segments/runs/{the_run().id}?only=missed")
    assert [row.get("data-contact") for row in missed.find_all("li", data_contact=True)] == [
        street.bos.number,
        street.cox.number,
    ]
    assert "liever niet mailen" in missed.text
    assert "geen e-mailadres" in missed.text


def test_the_list_before_it_says_so_for_the_chosen_channel(bram: Browser, street: SimpleNamespace):
    page = page_of(bram, street)
    assert "3 contacten krijgen dit" in page.text
    form = page.form(GO, {"Kanaal": "EMA-UIT"}).data()
    previewed = bram.send(f"/segments/{street.segment.id}/preview", form, htmx="segment-people")
    assert "1 contact krijgt dit, 2 vallen af" in previewed.text
    missed = bram.get(f"/segments/{street.segment.id}?way=EMA-UIT&only=missed", htmx="segment-people")
    assert len(missed.find_all("li", data_contact=True)) == 2


def test_without_scripts_a_button_shows_the_list_and_another_goes_on(bram: Browser, street: SimpleNamespace):
    page = page_of(bram, street).submit("Lijst en velden bijwerken", TYPED)
    assert "1 contact krijgt dit" in page.text
    page = page.submit(GO)
    assert page.status == 200, page.text
    assert page.submit("Verder").find("section", id="run-progress").get("hx-post") is None
    assert len(moments()) == 1


def test_a_template_fills_what_nobody_touched(bram: Browser, street: SimpleNamespace):
    interactions.template(
        "Werkzaamheden",
        code="werk",
        channel=Channel.LETTER,
        direction=Direction.OUTGOING,
        note="Beste {klant}, ",
        subject="Werkzaamheden",
    )
    interactions.template("Vraag", code="vraag")
    page = page_of(bram, street)
    assert "Vraag" not in page.find("select", name="template").itertext()
    form = page.form(GO, {"Sjabloon": "werk", "Of een eigen onderwerp": "De lift"}).data()
    filled = bram.send(f"/segments/{street.segment.id}/preview", form, htmx="segment-people")
    assert "Beste {klant}," in filled.text
    assert filled.find("input", name="subject").get("value") == "De lift"
    assert filled.find("option", value="BRI-UIT").get("selected") is not None


def test_a_subject_from_the_knowledge_base_is_kept_as_it_was(bram: Browser, street: SimpleNamespace):
    faq = knowledge.faq("Wanneer staat de lift stil?")
    data = page_of(bram, street).form(GO, TYPED).data()
    data["faq"] = faq.code
    run_out(bram, bram.send(f"/segments/{street.segment.id}/runs", data))
    [moment] = moments()
    assert (moment.subject, moment.ticket.faq_id) == ("Wanneer staat de lift stil?", faq.id)


@pytest.mark.parametrize(
    ("field", "typed", "words"),
    [
        ("Kanaal", "", "Kies een kanaal."),
        ("Of een eigen onderwerp", "", "Kies een onderwerp uit de kennisbank"),
        ("Notitie", "", "Vul een notitie in."),
        ("Wanneer was het?", "2199-01-01T10:00", "Dit tijdstip ligt in de toekomst."),
    ],
)
def test_what_lacks_is_said_and_what_was_typed_stays(
    bram: Browser, street: SimpleNamespace, field: str, typed: str, words: str
):
    page = begun(bram, street, **{field: typed})
    assert page.status == 422
    assert words in page.text
    assert ("dinsdag staat de lift stil" in page.text) == (field != "Notitie")
    assert the_run() is None


def test_an_empty_segment_registers_nothing(bram: Browser, app: Flask):
    world = SimpleNamespace(segment=segments.segment(street="Nergens"))
    page = begun(bram, world)
    assert page.status == 422
    assert "Er is niemand in deze selectie." in page.text
    assert the_run() is None


@pytest.mark.usefixtures("short_steps")
def test_a_run_that_stopped_goes_on_where_it_was(bram: Browser, street: SimpleNamespace):
    page = begun(bram, street, Kanaal="BRI-UIT")
    bram.post(f"/segments/runs/{the_run().id}/steps")
    assert (len(moments()), the_run().phase) == (1, RunPhase.REGISTERING)
    assert "1 van 3 contacten" in bram.get(page.url).text
    run_out(bram, bram.get(page.url))
    assert sorted(moment.contact_id for moment in moments()) == sorted(
        each.id for each in (street.aarts, street.bos, street.cox)
    )


def test_a_step_that_got_no_answer_is_asked_again(bram: Browser, street: SimpleNamespace):
    assert "every 10s" in begun(bram, street).find("section", id="run-progress").get("hx-trigger")


def test_a_step_too_many_registers_nothing_more(bram: Browser, street: SimpleNamespace):
    run_out(bram, begun(bram, street))
    bram.post(f"/segments/runs/{the_run().id}/steps")
    assert (len(moments()), the_run().registered) == (1, 1)


def test_pressing_twice_registers_once(bram: Browser, street: SimpleNamespace):
    form = page_of(bram, street).form(GO, TYPED)
    first, second = (bram.send(form.action, form.data()) for _ in range(2))
    assert first.url == second.url
    assert db.session.scalar(select(func.count()).select_from(SegmentRun)) == 1


def test_a_colleague_who_pressed_just_before_is_named_and_nothing_is_double(
    bram: Browser, street: SimpleNamespace, cast: Cast
):
    form = page_of(bram, street).form(GO, TYPED)
    colleague = Browser(bram.app).sign_in(cast.dirk)
    begun(colleague, street)
    page = bram.send(form.action, form.data())
    assert page.status == 409
    assert "Voor deze selectie is net al iets vastgelegd" in page.text
    assert "dinsdag staat de lift stil" in page.text
    assert db.session.scalar(select(func.count()).select_from(SegmentRun)) == 1
    assert page.submit(GO).status == 200, "whoever knows of it may register something else"


def test_two_contacts_that_become_one_meanwhile_get_it_once(
    bram: Browser, street: SimpleNamespace, cast: Cast, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(running, "STEP", 1)
    page = begun(bram, street, Kanaal="BRI-UIT")
    bram.post(f"/segments/runs/{the_run().id}/steps")
    merging.merge(street.aarts, street.cox, by=cast.bram)
    run_out(bram, bram.get(page.url))
    assert [moment.contact_id for moment in moments()] == [street.aarts.id, street.bos.id]
    assert Reason.TWICE in db.session.scalars(select(RunRecipient.reason)).all()


@pytest.mark.parametrize(("ends_in", "stands_on_home"), [(None, True), (0, True), (30, True), (-1, False)])
def test_the_ticket_is_about_the_home_as_long_as_it_is_rented(
    bram: Browser, street: SimpleNamespace, ends_in: int | None, stands_on_home: bool
):
    [rented] = contacts.customer(street.aarts).leases
    rented.ends_on = None if ends_in is None else local_today() + timedelta(days=ends_in)
    run_out(bram, begun(bram, street))
    [moment] = moments()
    assert moment.ticket.unit == (rented.unit if stands_on_home else None)


def test_all_of_it_can_be_taken_back_for_a_day(bram: Browser, street: SimpleNamespace):
    page = run_out(bram, begun(bram, street, Kanaal="BRI-UIT"))
    page = run_out(bram, bram.get(page.url).submit(TAKE_BACK, {"Reden": "Verkeerde straat"}))
    assert "3 contactmomenten zijn ingetrokken." in page.text
    assert {moment.withdrawn_reason for moment in moments()} == {"Verkeerde straat"}
    assert [event.verb for event in events_of(moments()[0])][-1] == "contact-moment.withdrawn"
    assert "segment-run.withdrawn" in [event.verb for event in events_of(the_run())]
    bram.post(f"/segments/runs/{the_run().id}/withdrawal", {"reason": "Nog een keer"})
    assert the_run().withdrawn_reason == "Verkeerde straat"


@pytest.mark.usefixtures("short_steps")
def test_taking_back_what_still_runs_registers_no_more(bram: Browser, street: SimpleNamespace):
    page = begun(bram, street, Kanaal="BRI-UIT")
    bram.post(f"/segments/runs/{the_run().id}/steps")
    run_out(bram, bram.get(page.url).submit("Stoppen en intrekken", {"Reden": "Verkeerde tekst"}))
    assert [moment.is_withdrawn for moment in moments()] == [True]
    assert (the_run().phase, the_run().withdrawn) == (RunPhase.WITHDRAWN, 1)


@pytest.mark.parametrize("reason", ["", "   "])
def test_taking_back_asks_why(bram: Browser, street: SimpleNamespace, reason: str):
    page = run_out(bram, begun(bram, street))
    refused = bram.get(page.url).submit(TAKE_BACK, {"Reden": reason})
    assert refused.status == 422
    assert "Vul in waarom je dit intrekt." in refused.text


def test_after_a_day_it_is_too_late(bram: Browser, street: SimpleNamespace):
    run_out(bram, begun(bram, street))
    the_run().finished_at = utcnow() - WITHDRAWABLE - timedelta(minutes=1)
    db.session.flush()
    assert TAKE_BACK not in bram.get(f"/segments/runs/{the_run().id}").text
    assert bram.post(f"/segments/runs/{the_run().id}/withdrawal", {"reason": "Te laat"}).status == 409
    assert [moment.is_withdrawn for moment in moments()] == [False]


def test_a_step_asks_as_much_for_three_contacts_as_for_thirty(bram: Browser, street: SimpleNamespace):
    asked = []
    for more in (0, 27):
        for number in range(more):
            contacts.address(contacts.household(f"Dijk{number}"), house_number=10 + number)
        begun(bram, street, Kanaal="BRI-UIT")
        with recorded_queries() as statements:
            bram.post(f"/segments/runs/{the_run().id}/steps", htmx="run-progress")
        asked.append(statements)
    assert the_run().registered == 30
    assert len(asked[0]) == len(asked[1]), "\n".join(asked[1])


@pytest.mark.parametrize("path", ["", "/steps", "/withdrawal"])
def test_an_unknown_run_is_not_found(bram: Browser, path: str):
    assert (bram.post if path else bram.get)(f"/segments/runs/999999{path}").status == 404


@pytest.mark.parametrize(
    "path", ["/segments/1/runs", "/segments/1/preview", "/segments/runs/1/steps", "/segments/runs/1/withdrawal"]
)
def test_who_may_not_register_for_many_cannot(browser: Browser, cast: Cast, path: str):
    assert browser.sign_in(cast.anna).post(path).status == 403
