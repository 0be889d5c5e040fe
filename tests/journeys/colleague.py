"""A person at a browser: goes to pages, and every page they come to is inspected with axe in light and dark."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from re import Pattern
from typing import Any, Literal, Protocol
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Locator, Page, Request, Response, expect
from werkzeug.test import Cookie

from contactapp.demo.staff import PASSWORD

AXE = (Path(__file__).resolve().parents[1] / "vendor" / "axe-core" / "axe.min.js").read_text()
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE_MS = 10_000
expect.set_options(timeout=PATIENCE_MS)
SETTLE_MS = 500
HIGHEST = 6_000  # pixels; no page of ours is longer
# What Chromium itself writes for every answer of 400 and above, also for those we mean to get.
REFUSED = "Failed to load resource: the server responded with a status of "
SENT_ON = {204, 302, 303}
# A theme changes colours alone, so one of them is judged by what colours decide.
THEMES: dict[Literal["dark", "light"], dict[str, Any]] = {
    "dark": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "light": {"type": "tag", "values": STANDARDS},
}
# Counts in each document what its scripts asked for that has not come yet, and knows when it makes way for another.
COUNTING = """(() => {
  let underWay = 0;
  let leaving = false;
  const done = () => { underWay -= 1; };
  const { send } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.send = function (...given) {
    this.addEventListener('loadend', done);
    underWay += 1;
    return send.apply(this, given);
  };
  const { fetch } = window;
  window.fetch = (...given) => { underWay += 1; return fetch(...given).finally(done); };
  window.addEventListener('beforeunload', () => { leaving = true; });
  window.isAtRest = () => document.readyState === 'complete' && !leaving && underWay === 0;
})()"""
AT_REST = "() => window.isAtRest()"
# What came is in its place once it has been drawn; a page that nobody sees is not drawn, so it waits a little.
DRAWN = """async () => {
  const drawn = () => new Promise((go) => { requestAnimationFrame(go); setTimeout(go, 100); });
  if (!window.isAtRest()) return false;
  await drawn();
  await drawn();
  return window.isAtRest();
}"""
Name = str | Pattern[str]


class Colleague:
    """One signed-in person with one page. ``said`` collects what the browser wrote to its console."""

    def __init__(self, browser: Browser, address: str, name: str, *, scripts: bool, inspects: bool) -> None:
        self.context = browser.new_context(
            base_url=address,
            java_script_enabled=scripts,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": 1440, "height": 900},
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(PATIENCE_MS)
        self.address = address
        self.name = name
        self.email = f"{name}@zilverlinde.example"
        self.scripts = scripts
        self.inspects = inspects
        self.said: list[str] = []
        self.expected: list[str] = []
        if scripts:
            self.context.add_init_script(COUNTING)
        self.page = self.context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("request", self._see)

    def sign_in(self, path: str = "/") -> None:
        """Sign in as a person does, on the way to ``path``."""
        self.goes_to(path)
        self.page.get_by_label("E-mailadres").fill(self.email)
        self.page.get_by_label("Wachtwoord", exact=True).fill(PASSWORD)
        self.presses("Inloggen")

    def returns(self, session: Cookie) -> None:
        """Go on with a session that was started before."""
        self.context.add_cookies([{"name": session.key, "value": session.value, "url": self.address, "httpOnly": True}])

    def goes_to(self, path: str) -> Page:
        """Open an address and inspect the page."""
        self.page.goto(path)
        self.waits()
        self.inspect()
        return self.page

    def presses(self, name: Name, within: Locator | None = None) -> Page:
        """Press the button or follow the link with this name, wait for the answer, and inspect it."""
        place = within or self.page.locator("body")
        pressed = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first
        # What is under way by itself, such as a draft, must not be taken for the answer.
        self.waits(AT_REST)
        # Without scripts the answer is always another page.
        with self.page.expect_response(_is_the_answer) if self.scripts else self.page.expect_navigation():
            pressed.click()
        self.waits()
        self.inspect()
        return self.page

    def waits(self, until: str = DRAWN) -> None:
        """Wait until the page is complete and everything its scripts asked for is in its place."""
        end = time.monotonic() + PATIENCE_MS / 1000
        while self.scripts and not self._has_come_to(until):
            assert time.monotonic() < end, f"{self.page.url} does not come to rest"
            self.page.wait_for_timeout(10)

    def _has_come_to(self, state: str) -> bool:
        try:
            return bool(self.page.evaluate(state))
        except Error:
            # It makes way for the next page.
            assert not self.page.is_closed()
            return False

    def chooses(self, label: str, text: str) -> None:
        """Type in a search field of a form and take the first answer."""
        group = self.page.get_by_role("group", name=label)
        field = group.get_by_label(f"Zoek: {label}")
        if self.scripts:
            # Each letter may ask anew; the answer to all of them is the one to choose from.
            with self.page.expect_response(lambda answer: [text] in parse_qs(urlsplit(answer.url).query).values()):
                field.press_sequentially(text, delay=20)
            self.waits()
        else:
            self.expects(422)
            field.fill(text)
            group.get_by_role("button", name="Zoek").click()
        group.get_by_role("radio").first.check(force=True)

    def expects(self, status: int) -> None:
        """An answer with this status is meant; Chromium writes about it on the console."""
        self.expected.append(f"{REFUSED}{status}")

    def inspect(self) -> None:
        """Let axe look at the page as it is now, in both themes."""
        while self.inspects:
            try:
                with self._whole_page_in_view():
                    self._inspect_themes()
            except Error:
                # The page went on to the next while we looked: that is the one to look at.
                self.waits()
            else:
                break

    @contextmanager
    def _whole_page_in_view(self) -> Iterator[None]:
        """A bar that sticks over half a link does not make the link small: one scrolls. Here nothing has to stick."""
        size = self.page.viewport_size or {"width": 1440, "height": 900}
        # The side where one works scrolls by itself, between the bars above and below it.
        height = self.page.evaluate(
            "() => Math.max(document.documentElement.scrollHeight,"
            " (document.querySelector('.dock-inside')?.scrollHeight ?? 0) + 200)"
        )
        self.page.set_viewport_size({"width": size["width"], "height": min(max(size["height"], height), HIGHEST)})
        try:
            yield
        finally:
            self.page.set_viewport_size(size)

    def _inspect_themes(self) -> None:
        for theme, rules in THEMES.items():
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            violations = self._violations(rules)
            if violations:
                # Something may have been on its way out; what is wrong stays wrong.
                self.page.wait_for_timeout(SETTLE_MS)
                violations = self._violations(rules)
            assert not violations, f"{self.page.url} in {theme}: {_in_words(violations)}"

    def leave(self) -> None:
        """Close the browser; whatever it said that nobody expected is a failure."""
        self.context.close()
        unexpected = [line for line in self.said if not line.startswith(tuple(self.expected))]
        assert not unexpected, f"the browser of {self.name} said {unexpected}"

    def _violations(self, rules: dict[str, Any]) -> list[dict[str, Any]]:
        run = "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})"
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(f"{AXE}\n;undefined")
        violations: list[dict[str, Any]] = self.page.evaluate(run, rules)["violations"]
        return violations

    def _hear(self, message: ConsoleMessage) -> None:
        self.said.append(message.text)

    def _see(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.said.append(f"a request to {request.url}")


class SignIn(Protocol):
    """``colleague("anna")`` signs in at a browser of her own."""

    def __call__(self, name: str, *, scripts: bool = True) -> Colleague: ...


def number_in(page: Page) -> str:
    """The number at the end of the address of a page."""
    return page.url.split("?")[0].split("#")[0].rsplit("/", 1)[-1]


def eventually(locator: Locator, count: int) -> None:
    """Wait until so many elements are there."""
    expect(locator).to_have_count(count, timeout=PATIENCE_MS)


def _is_the_answer(response: Response) -> bool:
    """Not what happens by itself, and not what only sends the browser on."""
    by_itself = "x-polling" in response.request.headers
    return response.request.resource_type in ("document", "xhr", "fetch") and not (
        by_itself or response.status in SENT_ON
    )


def _in_words(violations: list[dict[str, Any]]) -> str:
    return "; ".join(
        f"{violation['id']}: {[node['html'][:160] for node in violation['nodes'][:3]]}" for violation in violations
    )
