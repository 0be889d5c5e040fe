"""One commit point per request: here, after the answer is made and before it is sent."""

from collections.abc import Callable

from flask import Flask, Response, g, request

from contactapp.db import SAFE_METHODS, db
from contactapp.web import idempotency

Action = Callable[[], None]


def after_commit(action: Action) -> None:
    """Run something once the data are safely stored: leave mail, start a job."""
    g.setdefault("after_commit", []).append(action)


def write_afterwards(action: Action) -> None:
    """Store something that this request leaves behind whatever its outcome: the access log, a failed sign-in.

    A page view does this in a short transaction of its own once the page is made: it holds no write lock while it
    works, and on SQLite it could not get one later either. A refused write does it after its own work is undone.
    """
    g.setdefault("afterwards", []).append(action)


def store_at_once(action: Action) -> None:
    """Store something that others must see before this request goes on, such as an attempt to sign in.

    Whatever the request wrote before is stored with it, so call it before anything else is written.
    """
    action()
    db.session.commit()


def finish(response: Response) -> Response:
    """Commit what a successful request wrote, forget what a failed one tried."""
    if request.method in SAFE_METHODS or response.status_code >= 400:
        db.session.rollback()
        _leave_behind()
        return response
    _run("afterwards")
    idempotency.remember(response)
    db.session.commit()
    _run("after_commit")
    return response


def _leave_behind() -> None:
    if "afterwards" not in g:
        return
    g.writing = True
    _run("afterwards")
    db.session.commit()


def _run(name: str) -> None:
    actions: list[Action] = g.pop(name, [])
    for action in actions:
        action()


def init_app(app: Flask) -> None:
    app.after_request(finish)
