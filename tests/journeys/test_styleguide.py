"""The style guide in a real browser: in both themes, at every width, by mouse and by keys."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.colleague import Colleague

Enter = Callable[[str], Colleague]
# What the parts do does not depend on the database.
pytestmark = pytest.mark.parametrize("engine", ["sqlite"], indirect=True, scope="session")


@pytest.fixture
def page(colleague: Enter) -> Page:
    anna = colleague("anna")
    anna.page.goto("/styleguide")
    return anna.page


def test_every_part_passes_at_every_width(colleague: Enter) -> None:
    anna = colleague("anna")
    for width in (1440, 390, 320):
        anna.page.set_viewport_size({"width": width, "height": 900})
        page = anna.goes_to("/styleguide")
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_theme_is_remembered_on_the_next_page(page: Page) -> None:
    page.get_by_role("button", name="Anna de Wit").click()
    with page.expect_response("**/account/preferences"):
        page.get_by_role("button", name="Donker").first.click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")


def test_of_two_quick_presses_the_last_is_remembered(page: Page) -> None:
    page.route("**/account/preferences", lambda _route: None)
    page.get_by_role("button", name="Anna de Wit").click()
    roomy = page.get_by_role("button", name="Ruime regels")
    for density in ("roomy", None):
        with page.expect_request("**/account/preferences") as asked:
            roomy.click()
        assert f"density={density or 'normal'}" in (asked.value.post_data or "")
        assert page.locator("html").get_attribute("data-density") == density


def test_question_mark_opens_the_keys_and_they_can_be_switched_off(page: Page) -> None:
    keys = page.locator("#keyboard-help")
    page.keyboard.press("?")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")
    page.evaluate("document.documentElement.dataset.keys = 'off'")
    page.keyboard.press("?")
    expect(keys).to_be_hidden()


def test_the_picker_is_worked_by_keys_alone(page: Page) -> None:
    picker = page.locator("#sample")
    picker.get_by_role("searchbox").press_sequentially("huur")
    expect(picker.get_by_role("radio")).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(picker.locator(":checked")).to_have_value("KB-102")
    expect(picker.get_by_role("searchbox")).to_be_hidden()
    picker.get_by_role("button", name="wissen").click()
    expect(picker.get_by_role("searchbox")).to_be_focused()
    expect(picker.locator(":checked")).to_have_count(0)


def test_arrows_walk_through_a_list_and_x_picks_a_row(page: Page) -> None:
    page.locator("#subject-TK26-004098").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#subject-TK26-004127")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_text("1 taak gekozen")).to_be_visible()


def test_a_key_that_is_held_counts_once(page: Page) -> None:
    page.locator("#subject-TK26-004098").focus()
    for _ in range(2):
        page.keyboard.down("x")
    expect(page.locator("#pick-TK26-004098")).to_be_checked()


def test_who_types_goes_on_when_what_is_found_does_not_come(colleague: Enter) -> None:
    anna = colleague("anna")
    page = anna.page
    page.goto("/styleguide")
    page.route("**/styleguide?sample_q=*", lambda route: route.abort())
    search = page.locator("#sample").get_by_role("searchbox")
    search.press_sequentially("huur")
    expect(page.locator("#problem")).to_be_visible()
    expect(search).to_be_focused()
    anna.said.clear()


def test_a_lost_connection_keeps_the_text_and_says_so(colleague: Enter) -> None:
    anna = colleague("anna")
    page = anna.page
    page.goto("/styleguide")
    page.route("**/styleguide/samples", lambda route: route.abort())
    page.locator("#row-TK26-004098").get_by_role("button", name="Oppakken").click(force=True)
    expect(page.locator("#problem")).to_be_focused()
    anna.said.clear()


def test_leaving_with_typed_text_asks_first(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.locator("form[data-guard]").get_by_label("Achternaam").fill("Haile")
    page.goto("/styleguide")
    assert asked == ["beforeunload"]


def test_a_toast_says_what_was_done_and_can_be_closed(page: Page) -> None:
    page.get_by_role("button", name="Opslaan", exact=True).click()
    toast = page.locator("#toasts .toast")
    expect(toast).to_contain_text("niets opgeslagen")
    toast.get_by_role("button", name="Melding sluiten").click()
    expect(toast).to_have_count(0)
