"""An answer may be late; what somebody does meanwhile stays (R22)."""

import re
from collections.abc import Iterator

from flask import Flask
from playwright.sync_api import APIResponse, Route, expect
from sqlalchemy import select

from contactapp.accounts.models import Team
from contactapp.db import db
from tests.journeys.colleague import Colleague, SignIn
from tests.support.make import tasks

CHOICES = "**/tickets/new/choices"
NEWS = "**/tasks/changes?*"


class LateAnswers:
    """Holds what an address is asked, by itself the choices of the form, until it is let through."""

    def __init__(self, somebody: Colleague, address: str = CHOICES) -> None:
        self.somebody = somebody
        self.address = address
        self.held: list[Route] = []
        self.is_over = False
        somebody.page.route(address, self.hold)

    def hold(self, route: Route) -> None:
        """Keep a request for later."""
        if self.is_over:
            route.continue_()
        else:
            self.held.append(route)

    def arrive(self) -> None:
        """Let the answers through, and what is asked from now on, and wait until the form has them."""
        self.is_over = True
        for route in self.held:
            with self.somebody.page.expect_response(self.address):
                route.continue_()
        self.somebody.waits()


def test_a_team_chosen_while_the_answer_is_under_way_stays(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    subject, note = "Galerijlamp brandt niet", "De lamp bij de lift doet het niet."
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill(subject)
    page.get_by_label("Taak aanmaken").check()
    late = LateAnswers(anna)
    page.get_by_label("Taaktype").select_option(label="Terugbelverzoek")
    page.get_by_label("Team", exact=True).select_option(label="Techniek")
    page.get_by_label("Wat moet je collega doen?").fill("Vervang de lamp.")
    page.get_by_label("Notitie").fill(note)
    late.arrive()
    expect(page.get_by_label("Team", exact=True).locator("option:checked")).to_have_text("Techniek")
    expect(page.get_by_label("Taaktype").locator("option:checked")).to_have_text("Terugbelverzoek")
    expect(page.get_by_label("Wat moet je collega doen?")).to_have_value("Vervang de lamp.")
    expect(page.get_by_label("Notitie")).to_have_value(note)
    anna.presses(re.compile("Vastleggen en sluiten"))
    expect(page.locator("#timeline")).to_contain_text(note)


def test_words_typed_while_a_template_comes_win_from_its_text(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    template = page.get_by_label("Sjabloon")
    late = LateAnswers(anna)
    template.select_option(label="Algemene vraag")
    page.get_by_label("Kanaal").select_option(label="Telefoon, klant belt")
    page.get_by_label("Notitie").fill("Vast begonnen.")
    late.arrive()
    expect(template.locator("option:checked")).to_have_text("Algemene vraag")
    expect(page.get_by_label("Kanaal").locator("option:checked")).to_have_text("Telefoon, klant belt")
    expect(page.get_by_label("Notitie")).to_have_value("Vast begonnen.")


def test_ticking_the_task_asks_the_server_nothing(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    late = LateAnswers(anna)
    page.get_by_label("Taak aanmaken").check()
    expect(page.get_by_label("Taaktype")).not_to_have_value("")
    anna.waits()
    assert late.held == []


def test_of_two_questions_the_last_is_answered(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    late = LateAnswers(anna)
    page.get_by_label("Sjabloon").select_option(label="Algemene vraag")
    page.get_by_label("Soort", exact=True).select_option(label="Klacht")
    late.held.reverse()
    late.arrive()
    expect(page.get_by_label("Soort", exact=True).locator("option:checked")).to_have_text("Klacht")
    expect(page.get_by_label("Taak aanmaken")).to_be_checked()


def test_a_draft_answered_after_its_form_leaves_the_next_form_alone(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill("Galerijlamp brandt niet")
    page.get_by_label("Notitie").fill("De lamp bij de lift.")
    expect(page.locator("#draft-state")).to_have_text("Concept bewaard")
    held: list[tuple[Route, APIResponse]] = []
    page.route("**/conversations/draft", lambda route: held.append((route, route.fetch())))
    with page.expect_request("**/conversations/draft"):
        page.get_by_label("Notitie").press_sequentially(" En bij de deur.")
    with page.expect_response("**/tickets/new"):
        page.get_by_role("button", name=re.compile("Vastleggen en sluiten")).click()
    expect(page.locator("#timeline")).to_contain_text("En bij de deur.")
    for route, answer in held:
        route.fulfill(response=answer)
    anna.waits()
    expect(page.locator("#registration #conversation")).to_have_value("")
    expect(page.locator(".busy-line")).to_have_count(0)


def test_who_writes_in_the_notepad_goes_on_when_a_conversation_comes(
    colleague: SignIn, customer: str, _customers: Iterator[str]
) -> None:
    anna = colleague("anna")
    anna.goes_to(f"/contacts?q={customer}")
    anna.presses("Gesprek starten")
    page = anna.goes_to(f"/contacts?q={next(_customers)}")
    running, notepad = page.locator(".conversation").count(), page.get_by_label("Kladblok")
    late = LateAnswers(anna, "**/conversations/draft")
    with page.expect_request("**/conversations/draft"):
        page.get_by_label("Notitie").fill("Vraag over de huur.")
    notepad.press_sequentially("Belt liever ")
    late.arrive()
    expect(page.locator(".conversation")).to_have_count(running + 1)
    page.keyboard.type("morgen")
    expect(notepad).to_have_value("Belt liever morgen")


def test_words_typed_while_a_draft_is_under_way_are_asked_about(colleague: SignIn, demo_app: Flask) -> None:
    with demo_app.app_context():
        team = db.session.scalars(select(Team).where(Team.code == "techniek")).one()
        number = tasks.task(team, "Bericht onderweg").number
        db.session.commit()
    carla = colleague("carla")
    page = carla.goes_to(f"/tasks/{number}?part=message")
    late = LateAnswers(carla, "**/drafts/message")
    text = page.locator("#message").get_by_role("textbox").first
    with page.expect_request("**/drafts/message"):
        text.press_sequentially("De monteur")
    text.press_sequentially(" komt")
    late.arrive()
    expect(page.locator("#draft-message")).to_have_text("Concept bewaard")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/tasks")
    assert asked == ["beforeunload"]


def test_of_a_server_that_is_slow_news_is_asked_once(colleague: SignIn) -> None:
    carla = colleague("carla")
    carla.page.clock.install()
    carla.goes_to("/tasks?team=techniek")
    LateAnswers(carla, NEWS)
    with carla.page.expect_request(NEWS):
        carla.page.clock.run_for("00:10")
    asked: list[str] = []
    carla.page.on("request", lambda request: asked.append(request.url))
    carla.page.clock.run_for("00:30")
    with carla.page.expect_request("**/healthz"):  # what was asked before it has been seen by then
        carla.page.evaluate("() => { fetch('/healthz'); }")
    assert len(asked) == 1


def test_typing_on_before_the_answer_is_there_says_nothing_on_the_console(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/knowledge")
    page.route(re.compile(r"[?&]q=cv(&|$)"), lambda _route: None)
    search = page.locator("main").get_by_role("searchbox").first
    with page.expect_request(re.compile(r"[?&]q=cv(&|$)")):
        search.press_sequentially("cv")
    search.press_sequentially(" ketel druk")
    expect(page.locator("[data-faq]").first).to_contain_text("cv-ketel")
