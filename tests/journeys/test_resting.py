"""Who rests for long is warned before they are signed out."""

import re

from playwright.sync_api import expect

from tests.journeys.colleague import SignIn

WARNING = "Over 2 minuten word je uitgelogd"


def test_one_press_keeps_the_session_and_without_it_the_page_says_what_to_do(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.page
    page.clock.install()
    anna.goes_to("/contacts")
    page.clock.fast_forward("26:00")
    expect(page.get_by_text(WARNING)).to_have_count(0)
    page.clock.fast_forward("01:10")
    expect(page.get_by_text(WARNING)).to_be_visible()
    page.get_by_role("button", name="Ingelogd blijven").click()
    expect(page.get_by_text(WARNING)).to_have_count(0)
    page.clock.fast_forward("29:10")
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()


def test_after_signing_in_again_elsewhere_the_page_goes_on_with_what_was_typed(
    colleague: SignIn, customer: str
) -> None:
    anna = colleague("anna")
    page, note = anna.page, "Getypt voor de pauze."
    page.clock.install()
    anna.goes_to(f"/contacts?q={customer}")
    page.get_by_text("Eigen onderwerp", exact=True).click()
    page.get_by_label("Of een eigen onderwerp").fill("Galerijlamp brandt niet")
    page.get_by_label("Notitie").fill(note)
    anna.waits()
    anna.expects(401)
    anna.expected.append("Response Status Error Code 401")
    anna.context.clear_cookies()
    page.get_by_label("Notitie").fill(f"{note} En erna.")
    page.clock.fast_forward("29:10")
    expect(page.locator("[data-unsaved]:visible")).to_have_text("Nog niet bewaard")
    with anna.context.expect_page() as opened:
        page.get_by_role("link", name="Inloggen").click()
    anna.page = opened.value
    with page.expect_response("**/account/sessions/current"):
        anna.sign_in()
    anna.page.close()
    anna.page = page
    anna.presses(re.compile("Vastleggen en sluiten"))
    expect(page.locator("#timeline")).to_contain_text(note)


def test_who_presses_too_late_is_told_to_sign_in(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.page
    page.clock.install()
    anna.goes_to("/contacts")
    page.clock.fast_forward("27:10")
    anna.context.clear_cookies()
    page.get_by_role("button", name="Ingelogd blijven").click()
    expect(page.get_by_role("link", name="Inloggen")).to_be_visible()


def test_going_back_to_a_list_after_the_session_ended_leads_to_the_door(colleague: SignIn) -> None:
    anna = colleague("anna")
    page = anna.goes_to("/tickets")
    page.get_by_label("Status").select_option("open")
    page.wait_for_url("**/tickets?*status=open*")
    anna.context.clear_cookies()
    page.go_back()
    expect(page.get_by_label("E-mailadres")).to_be_visible()
