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
