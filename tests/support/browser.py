"""A browser without scripts for tests: it follows links, fills in forms and checks every page on the way."""

from io import BytesIO
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.test import TestResponse

from tests.support import html_rules, sign_in
from tests.support.form import Form
from tests.support.html import Document, parse_fragment, parse_page, read_page, text_of

Values = dict[str, str | bool | tuple[BytesIO, str]]
MAX_REDIRECTS = 5


class Page:
    """What came back: a whole page, or a fragment when htmx asked for it."""

    def __init__(self, browser: "Browser", url: str, response: TestResponse, document: Document) -> None:
        self.browser = browser
        self.url = url
        self.response = response
        self.document = document
        self.status = response.status_code
        self.find = document.find
        self.find_all = document.find_all

    @property
    def text(self) -> str:
        """All text a person can read here."""
        return text_of(self.document.root)

    @property
    def heading(self) -> str:
        """The text of the h1."""
        return text_of(self.find("h1"))

    def click(self, text: str) -> "Page":
        """Follow the link with this text."""
        return self.browser.get(urljoin(self.url, self._named("a", text).get("href", "")))

    def form(self, button: str, values: Values | None = None) -> Form:
        """The form with the button of this text, filled in."""
        pressed = self._named("button", button)
        owner = pressed.get("form")
        forms = [
            form
            for form in self.find_all("form")
            if (form.get("id") == owner if owner else pressed in set(form.iter()))
        ]
        assert forms, f"the button {button!r} stands in no form"
        form = Form(self.document, forms[0], pressed)
        form.fill(values or {})
        return form

    def submit(self, button: str, values: Values | None = None, *, htmx: bool = False) -> "Page":
        """Fill in the form with this button and press it, by a plain post or as htmx does."""
        form = self.form(button, values)
        action, target = urljoin(self.url, form.action), form.target if htmx else False
        if form.method == "GET":
            return self.browser.get(action, query=form.data(), htmx=target)
        return self.browser.send(action, form.data(), htmx=target)

    def within(self, tag: str | None = None, **attributes: str | bool) -> "Page":
        """A part of the page, such as one row: ``page.within(data_task="TK26-000001").submit("Oppakken")``."""
        return Page(self.browser, self.url, self.response, Document(self.find(tag, **attributes), []))

    def _named(self, tag: str, text: str) -> Element:
        found = [element for element in self.find_all(tag) if text in (text_of(element), element.get("aria-label"))]
        names = [text_of(element) or element.get("aria-label") for element in self.find_all(tag)]
        assert found, f"no <{tag}> named {text!r}; there are {names}"
        return found[0]


class Browser:
    """Keeps cookies, follows redirects, and fails on any page that breaks the rules of ``html_rules``.

    A page is the same on both databases, so its HTML is judged on one of them only.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.judges = app.config["CONTACTAPP"].database_url.startswith("sqlite")
        self.client = app.test_client()

    def sign_in(self, user: Any) -> "Browser":
        """Start a session for this user, without the sign-in page."""
        sign_in.start_session(self.client, user)
        return self

    def get(self, url: str, *, query: Any = None, htmx: bool | str = False) -> Page:
        """Open an address; ``htmx`` asks as htmx does, and may name the id of the element that is swapped."""
        return self._follow(url, self.client.get(url, query_string=query, headers=_headers(htmx)), htmx)

    def look_at(self, url: str) -> Page:
        """Open an address, whether it answers a page or what only ever is a part of one."""
        response = self.client.get(url, follow_redirects=True)
        return self._checked(url, response, fragment=True)

    def post(self, url: str, data: Any = None, *, htmx: bool | str = False) -> Page:
        """Post what no form on a page sends, such as a hand-made request; with the token of the session."""
        return self.send(url, data, htmx=htmx, token=sign_in.csrf_token(self.client))

    def send(self, url: str, data: Any = None, *, htmx: bool | str = False, token: str | None = None) -> Page:
        """Post exactly this; the token is part of the data, or given apart."""
        headers = _headers(htmx) | ({"X-CSRFToken": token} if token else {})
        return self._follow(url, self.client.post(url, data=data, headers=headers), htmx)

    def _follow(self, url: str, response: TestResponse, htmx: bool | str) -> Page:
        for _ in range(MAX_REDIRECTS):
            location = response.headers.get("HX-Redirect" if htmx is not False else "Location")
            if not location:
                return self._checked(url, response, fragment=htmx is not False)
            assert response.status_code in (200, 204, 302, 303, 401), f"{url} redirects with {response.status_code}"
            url, htmx = urljoin(url, location), False
            response = self.client.get(url)
        raise AssertionError(f"{url} redirects more than {MAX_REDIRECTS} times")

    def _checked(self, url: str, response: TestResponse, *, fragment: bool) -> Page:
        html = response.get_data(as_text=True) if response.mimetype == "text/html" else ""
        if html.lstrip()[:9].lower() == "<!doctype":
            document = parse_page(html) if self.judges else read_page(html)
            problems = html_rules.page_problems(document, self.app) if self.judges else []
        else:
            assert fragment or not html, f"{url} answered a fragment to a request for a page: {html[:200]}"
            document = parse_fragment(html)
            problems = html_rules.fragment_problems(document, self.app) if html.strip() else []
        assert not problems, "\n".join([f"{url} ({response.status_code}):", *problems])
        return Page(self, url, response, document)


def _headers(htmx: bool | str) -> dict[str, str]:
    if htmx is False:
        return {}
    return {"HX-Request": "true"} | ({"HX-Target": htmx} if isinstance(htmx, str) else {})
