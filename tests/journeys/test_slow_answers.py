"""An answer may be late; what somebody does meanwhile stays (R22)."""

import re

from playwright.sync_api import Route, expect

from tests.journeys.colleague import Colleague, SignIn

CHOICES = "**/tickets/new/choices"


class LateAnswers:
    """Holds what comes back from the choices of the form until it is let through."""

    def __init__(self, somebody: Colleague) -> None:
        self.somebody = somebody
        self.held: list[Route] = []
        somebody.page.route(CHOICES, self.hold)

    def hold(self, route: Route) -> None:
        """Keep a request for later."""
        self.held.append(route)

    def arrive(self) -> None:
        """Let the answers through and wait until the form has them."""
        for route in self.held:
            with self.somebody.page.expect_response(CHOICES):
                route.continue_()
        self.somebody.waits()


def test_a_team_chosen_while_the_answer_is_under_way_stays(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    page = anna.goes_to(f"/contacts?q={customer}")
    subject, note = "Galerijlamp brandt niet", "De lamp bij de lift doet het niet."
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


def test_typing_on_before_the_answer_is_there_says_nothing_on_the_console(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/knowledge")
    page.route(re.compile(r"[?&]q=cv(&|$)"), lambda _route: None)
    search = page.locator("main").get_by_role("searchbox").first
    with page.expect_request(re.compile(r"[?&]q=cv(&|$)")):
        search.press_sequentially("cv")
    search.press_sequentially(" ketel druk")
    expect(page.locator("[data-faq]").first).to_contain_text("cv-ketel")
