"""Tell in a header how many SQL statements an answer took. Only in benchmark mode."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event

HEADER = "X-Benchmark-Queries"
_statements: ContextVar[int] = ContextVar("statements")
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def init_app(app: Flask) -> None:
    """Count around the whole application, because the last statements come after the view: commit and access log."""
    event.listen(Engine, "before_cursor_execute", _count)
    app.wsgi_app = _with_header(app.wsgi_app)  # type: ignore[method-assign, assignment]


def _count(*_details: object) -> None:
    _statements.set(_statements.get(0) + 1)


def _with_header(application: Wsgi) -> Wsgi:
    def counted(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        _statements.set(0)

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            return start_response(status, [*headers, (HEADER, str(_statements.get()))], *rest)

        return application(environ, start)

    return counted
