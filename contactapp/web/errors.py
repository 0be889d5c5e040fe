"""What people see when something cannot be done: the same clear words as page and as fragment."""

import logging
import secrets

from flask import Flask, Response, make_response, render_template, request
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, InternalServerError

from contactapp.background.problems import kind_and_place
from contactapp.db import SAFE_METHODS, db, is_clash
from contactapp.web.rendering import wants_fragment

logger = logging.getLogger(__name__)
PAGES = {400, 403, 404, 405, 409, 413, 422, 429, 500, 503}
# The last two are the fields of a new password: a sentence with spaces, as we advise, looks like a text.
NOT_TYPED = {"csrf_token", "_key", "current", "new"}
LONG_WORD = 10  # a shorter word without space is a choice from a list, or quickly typed again


class DomainError(Exception):
    """A rule of the trade says no. The message is for the person at the screen; the answer is 409."""

    status = 409

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Overtaken(DomainError):
    """The same, because somebody else did something in the meantime."""


class Refused(DomainError):
    """What was asked lacks something: the answer is 422."""

    status = 422


def show_error(
    status: int, message: str | None = None, *, reference: str | None = None, overtaken: bool = False
) -> Response:
    """The answer for an error: a notice above the work for htmx, a page otherwise, with whatever was typed.

    Args:
        status: HTTP status.
        message: what happened and what to do; else what the status says of it.
        reference: by which the log can be searched.
        overtaken: somebody else did something in the meantime.
    """
    db.session.rollback()
    template = f"errors/{status if status in PAGES else 500}.html"
    context = {
        "status": status,
        "message": message,
        "reference": reference,
        "overtaken": overtaken,
        "typed": typed_text(),
    }
    if not wants_fragment():
        return make_response(render_template(template, **context), status)
    response = make_response(render_template("errors/_error.html", **context), status)
    # The notice comes above the work; the form with the typed text stays as it is.
    response.headers["HX-Retarget"] = "#messages"
    response.headers["HX-Reswap"] = "innerHTML"
    return response


def typed_text() -> list[str]:
    """What somebody typed into the form of this request, so that no error page loses it."""
    if request.method in SAFE_METHODS:
        return []
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:  # the form itself is what cannot be read: too long, or too many fields
        return []
    return [
        value
        for name, value in fields
        if name not in NOT_TYPED and "password" not in name and (" " in value.strip() or len(value) >= LONG_WORD)
    ]


def _domain_error(error: DomainError) -> Response:
    return show_error(error.status, error.message, overtaken=isinstance(error, Overtaken))


def _is_overtaken(error: BaseException | None) -> bool:
    return isinstance(error, StaleDataError) or (isinstance(error, DBAPIError) and is_clash(error))


def _overtaken(error: BaseException) -> Response:
    """Two did something at once; should it come back time and again, the log says where."""
    if not _is_overtaken(error):
        raise error
    db.session.rollback()  # before the words are chosen: in whose language is asked of the database
    logger.warning("overtaken: %s", kind_and_place(error))
    return show_error(409, overtaken=True)


def _http_error(error: HTTPException) -> Response | HTTPException:
    if error.code is None or error.code < 400:
        return error
    # Only what our own code says with abort(422, …) is for people; what libraries say is English and technical.
    response = show_error(error.code, vars(error).get("description") if error.code == 422 else None)
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _unexpected(error: Exception) -> Response:
    original = error.original_exception if isinstance(error, InternalServerError) else error
    if original is not None and _is_overtaken(original):  # as late as the commit
        return _overtaken(original)
    reference = secrets.token_hex(4).upper()
    logger.error("unexpected error %s: %s", reference, kind_and_place(original or error))
    return show_error(500, reference=reference)


def init_app(app: Flask) -> None:
    # Flask would log the message of the exception as well; ours above is the one place that writes it down.
    app.log_exception = lambda exc_info: None  # type: ignore[method-assign]
    app.register_error_handler(DomainError, _domain_error)
    for overtaken in (StaleDataError, DBAPIError):
        app.register_error_handler(overtaken, _overtaken)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _unexpected)
