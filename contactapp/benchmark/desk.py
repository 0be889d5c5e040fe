"""Somebody at work in a browser without scripts, who measures how long each answer takes."""

import time
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection
from urllib.parse import urlencode

from contactapp.benchmark.counting import HEADER

Fields = dict[str, str]


@dataclass(frozen=True)
class Answer:
    """What came back, and what it cost."""

    status: int
    html: str
    seconds: float
    queries: int | None


@dataclass(frozen=True)
class Request:
    """One request that is measured; ``data`` makes it a POST."""

    path: str
    data: Fields | None = None
    htmx_target: str | None = None


@dataclass
class Desk:
    """One browser: a kept connection and the cookie of a session."""

    port: int
    cookie: str = ""
    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        self.connection = HTTPConnection("127.0.0.1", self.port, timeout=60)

    def sign_in(self, email: str, password: str) -> None:
        """Sign in on the page for it."""
        fields = self.form("/login", "/login") | {"email": email, "password": password}
        answer = self.send(Request("/login", fields))
        if answer.status != 303:
            raise RuntimeError(f"signing in as {email} answered {answer.status}")

    def form(self, path: str, action: str) -> Fields:
        """The fields of the form on a page that posts to ``action``, as they stand there."""
        answer = self.send(Request(path))
        reader = FormReader(action)
        reader.feed(answer.html)
        if not reader.fields:
            raise RuntimeError(f"{path} ({answer.status}) has no form that posts to {action}")
        return reader.fields

    def send(self, request: Request) -> Answer:
        """Send a request and read its answer whole."""
        headers = {"Cookie": self.cookie} if self.cookie else {}
        if request.htmx_target is not None:
            headers |= {"HX-Request": "true", "HX-Target": request.htmx_target}
        body = None
        if request.data is not None:
            body = urlencode(request.data)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        self.connection.request("POST" if body is not None else "GET", request.path, body, headers)
        response = self.connection.getresponse()
        html = response.read()
        seconds = time.perf_counter() - started
        if cookie := response.getheader("Set-Cookie"):
            self.cookie = cookie.split(";", 1)[0]
        queries = response.getheader(HEADER)
        return Answer(response.status, html.decode(), seconds, int(queries) if queries else None)


class FormReader(HTMLParser):
    """Reads the fields of one form: what a browser would send if nobody typed anything."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
        self.fields: Fields = {}
        self._inside = False
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attributes}
        name = values.get("name", "")
        if tag == "form":
            self._inside = values.get("action", "").split("?")[0] == self.action
        elif not self._inside:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in values or self._select not in self.fields):
            self.fields[self._select] = values.get("value", "")
        elif tag == "textarea" and name:
            self._textarea = name
            self.fields[name] = ""
        elif tag == "input" and name and _is_sent(values):
            self.fields[name] = values.get("value", "on" if values.get("type") == "checkbox" else "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea] += data


def _is_sent(values: dict[str, str]) -> bool:
    kind = values.get("type", "text")
    return kind not in ("submit", "button", "file") and (kind not in ("checkbox", "radio") or "checked" in values)
