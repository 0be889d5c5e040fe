"""The style guide shows every part, and works like any other page."""

from pathlib import Path

from tests.support.browser import Browser
from tests.support.cast import Cast


def test_the_style_guide_is_a_valid_page_for_everybody_who_may_sign_in(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    assert browser.get("/styleguide").heading == "Stijlgids"


def test_its_conversations_stand_beside_those_that_run(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna).get("/").submit("Nieuw gesprek")
    bars = browser.get("/styleguide").find_all("section", class_="conversations")
    assert len({bar.get("aria-label") for bar in bars}) == 2


def test_the_style_guide_asks_a_stranger_to_sign_in(browser: Browser) -> None:
    assert browser.get("/styleguide").url.startswith("/login")


def test_every_part_is_shown(project: Path) -> None:
    root = project / "contactapp/templates"
    shown = "".join(path.read_text(encoding="utf-8") for path in (root / "styleguide").glob("*.html"))
    shown += "".join(path.read_text(encoding="utf-8") for path in (root / "layouts").glob("*.html"))
    inner = {"field_frame", "suggestions", "queue_row", "customer_bar"}
    parts = {path.stem for path in (root / "components").glob("[a-z]*.html")} - inner
    assert {part for part in parts if f'"components/{part}.html"' not in shown} == set()


def test_the_picker_answers_with_suggestions(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    answer = browser.get("/styleguide", query={"sample_q": "huur"}, htmx=True)
    assert len(answer.find_all("input", type="radio")) == 3


def test_pressing_a_sample_stores_nothing_and_says_so(browser: Browser, cast: Cast) -> None:
    browser.sign_in(cast.anna)
    page = browser.get("/styleguide").submit("Opslaan")
    assert "Dit was een voorbeeld" in page.text
