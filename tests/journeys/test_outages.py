"""A10: the network drops while somebody types."""

from playwright.sync_api import expect

from tests.journeys.colleague import SignIn

KEPT = "() => Object.keys(localStorage).filter((key) => key.startsWith('contactapp-kept:'))"
FIRST, MORE = "De lift staat stil.", " Er zit niemand vast."


def test_what_was_typed_without_a_network_is_not_lost_and_nothing_else_is_claimed(
    colleague: SignIn, customer: str
) -> None:
    anna = colleague("anna")
    anna.expected += ["htmx:sendError, ", "Failed to load resource: net::ERR_INTERNET_DISCONNECTED"]
    page = anna.goes_to(f"/contacts?q={customer}")
    note = page.get_by_label("Notitie")
    note.fill(FIRST)
    expect(page.locator("#registration [data-unsaved]")).to_be_hidden()
    expect(page.locator("#draft-state")).to_have_text("Concept bewaard")
    assert page.evaluate(KEPT) == []
    page.route("**/conversations/draft", lambda route: route.abort("internetdisconnected"))
    note.press("End")
    note.press_sequentially(MORE)
    expect(page.locator("#registration [data-unsaved]")).to_contain_text("Nog niet bewaard: geen verbinding.")
    expect(page.locator("#draft-state")).to_be_hidden()
    expect(note).to_be_focused()
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(note).to_have_value(FIRST + MORE)
    expect(page.locator("[data-kept=restored]")).to_contain_text("staat er weer")
    page.unroute("**/conversations/draft")
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("#draft-state")).to_have_text("Concept bewaard")
    expect(page.locator("#registration [data-unsaved]")).to_be_hidden()
    assert page.evaluate(KEPT) == []


def test_a_draft_that_fails_time_and_again_is_sent_once_at_a_time(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    anna.expected += ["htmx:sendError, ", "Failed to load resource: net::ERR_FAILED"]
    page, tries = anna.page, []
    page.clock.install()
    anna.goes_to(f"/contacts?q={customer}")
    page.route("**/conversations/draft", lambda route: (tries.append(route.request.url), route.abort()))
    for words in ("De lift", " staat", " stil."):
        with page.expect_event("requestfailed"):
            page.get_by_label("Notitie").press_sequentially(words)
            page.clock.fast_forward("00:01")
    tries.clear()
    with page.expect_event("requestfailed"):
        page.clock.fast_forward("00:05")
    anna.waits()
    assert len(tries) == 1


def test_signing_out_leaves_nothing_in_the_browser(colleague: SignIn, customer: str) -> None:
    anna = colleague("anna")
    anna.expected += ["htmx:sendError, ", "Failed to load resource: net::ERR_FAILED"]
    page = anna.goes_to(f"/contacts?q={customer}")
    page.route("**/conversations/draft", lambda route: route.abort())
    page.get_by_label("Notitie").fill(FIRST)
    assert page.evaluate(KEPT) != []
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Anna de Wit").click()
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_label("E-mailadres")).to_be_visible()
    assert page.evaluate(KEPT) == []
