"""A person at a browser: goes to pages, and every page they come to is inspected with axe in light and dark."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASSWORD = "Welkom-bij-de-demo-2026"
PATIENCE_MS = 10_000
# What Chromium itself writes for every answer of 400 and above, also for those we mean to get.
REFUSED = "Failed to load resource: the server responded with a status of "


class Colleague:
    """One signed-in person with one page. ``said`` collects what the browser wrote to its console."""

    def __init__(self, browser: Browser, address: str, name: str, *, inspects: bool) -> None:
        self.context = browser.new_context(
            base_url=address,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": 1440, "height": 900},
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.address = address
        self.name = name
        self.inspects = inspects
        self.said: list[str] = []
        self.expected: list[str] = []
        self.page = self.new_page()

    def new_page(self) -> Page:
        """A tab whose console and requests are watched."""
        page = self.context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", self._see)
        return page

    def sign_in(self) -> None:
        """Sign in as a person does."""
        self.goes_to("/login")
        self.page.get_by_label("E-mailadres").fill(f"{self.name}@zilverlinde.example")
        self.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Inloggen").click()
        expect(self.page).not_to_have_url("**/login**")

    def goes_to(self, path: str) -> Page:
        """Open an address and inspect the page."""
        self.page.goto(path)
        self.inspect()
        return self.page

    def presses(self, name: str, within: Page | Locator | None = None) -> Page:
        """Press the button or follow the link with this name, and inspect what it leads to."""
        place = within or self.page
        place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first.click()
        self.inspect()
        return self.page

    def chooses(self, label: str, text: str) -> None:
        """Type in a search field of a form and take the first answer."""
        self.page.get_by_label(f"Zoek: {label}").press_sequentially(text, delay=20)
        answer = self.page.get_by_role("group", name=label).get_by_role("radio").first
        expect(answer).to_be_attached()
        answer.check(force=True)

    def expects_status(self, status: int) -> None:
        """The next answer of this kind is meant; Chromium may write about it."""
        self.expected.append(f"{REFUSED}{status}")

    def inspect(self) -> None:
        """Let axe look at the page as it is now, in both themes."""
        self.page.wait_for_load_state()
        if not self.inspects:
            return
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE.read_text() + "\n;undefined")
        for theme in ("dark", "light"):
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            found = self.page.evaluate(
                "standards => axe.run(document, {runOnly: standards, resultTypes: ['violations']})", STANDARDS
            )
            assert not found["violations"], f"{self.page.url} in {theme}: {_in_words(found['violations'])}"

    def leave(self) -> None:
        """Close the browser; whatever it said that nobody expected is a failure."""
        self.context.close()
        unexpected = [line for line in self.said if not line.startswith(tuple(self.expected) or ("\0",))]
        assert not unexpected, f"the browser of {self.name} said {unexpected}"

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.said.append(f"a request to {request.url}")


def _in_words(violations: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{violation['id']}: {[node['html'][:160] for node in violation['nodes'][:3]]}" for violation in violations
    )
