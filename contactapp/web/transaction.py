"""One commit point per request: here, after the answer is made and before it is sent."""

from collections.abc import Callable

from flask import Flask, Response, g, request

from contactapp.db import SAFE_METHODS, db
from contactapp.web import idempotency

Action = Callable[[], None]


def after_commit(action: Action) -> None:
    """Run something once the data are safely stored: leave mail, start a job."""
    g.setdefault("after_commit", []).append(action)


def write_after_reading(action: Action) -> None:
    """Store something that a page view leaves behind, such as the access log, in a short transaction of its own.

    A reading request holds no write lock while it works; on SQLite it could not get one later either.
    """
    g.setdefault("after_reading", []).append(action)


def finish(response: Response) -> Response:
    """Commit what a successful request wrote, forget what a failed one tried."""
    if request.method in SAFE_METHODS:
        _finish_reading()
        return response
    if response.status_code >= 400:
        db.session.rollback()
        return response
    for action in g.pop("after_reading", []):
        action()
    idempotency.remember(response)
    db.session.commit()
    for action in g.pop("after_commit", []):
        action()
    return response


def _finish_reading() -> None:
    db.session.rollback()
    actions: list[Action] = g.pop("after_reading", [])
    if not actions:
        return
    g.writing_after_reading = True
    for action in actions:
        action()
    db.session.commit()


def init_app(app: Flask) -> None:
    app.after_request(finish)
