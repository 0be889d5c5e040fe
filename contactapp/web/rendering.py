"""One place decides between a whole page and a fragment for htmx."""

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, make_response, redirect, render_template, request

from contactapp.db import db

Fragments = str | Mapping[str, str] | None


def is_htmx() -> bool:
    """Whether htmx sent this request, in whatever way."""
    return request.headers.get("HX-Request") == "true"


def wants_fragment() -> bool:
    """Whether a part of a page is asked; boosted links and history restores want the whole."""
    return (
        is_htmx()
        and request.headers.get("HX-Boosted") != "true"
        and request.headers.get("HX-History-Restore-Request") != "true"
    )


def render(page: str, /, *, fragment: Fragments = None, status: int = 200, **context: Any) -> Response:
    """Answer a GET.

    Args:
        page: template of the whole page.
        fragment: template of the part htmx swaps, or one template per id of the element that is swapped.
        status: HTTP status.
        context: what both templates get.
    """
    part = _fragment_for(fragment) if wants_fragment() else None
    return _answer(render_template(part or page, **context), status)


def invalid(page: str, /, *, fragment: Fragments = None, status: int = 422, **context: Any) -> Response:
    """Answer a form that cannot be accepted: the form again with everything typed. Nothing is stored."""
    return render(page, fragment=fragment, status=status, **context)


def done(
    *, to: str, fragment: Fragments = None, message: str | None = None, undo: str | None = None, **context: Any
) -> Response:
    """Answer a write that succeeded.

    Args:
        to: address of the page that shows the result; plain forms are redirected there.
        fragment: what htmx swaps; without one htmx goes to ``to`` as well.
        message: toast that says what happened.
        undo: address to POST to within ten seconds to undo it.
        context: for the fragment.
    """
    # A conflict must surface here, inside the view, where the error handler can still answer it.
    db.session.flush()
    part = _fragment_for(fragment) if wants_fragment() else None
    if part:
        html = render_template(part, **context)
        if message:
            html += render_template("components/_toast.html", text=message, undo=undo)
        return _answer(html, 200)
    if message:
        flash({"text": message, "undo": undo}, "toast")  # type: ignore[arg-type]
    if wants_fragment():
        # Without the fragment: an address that differs in its fragment only would scroll, and not load the page again.
        return Response(status=204, headers={"HX-Redirect": to.partition("#")[0]})
    return make_response(redirect(to, code=303))


def tell(response: Response, event: str) -> Response:
    """Let the page know that something happened, by an event on the element that asked."""
    response.headers["HX-Trigger"] = event
    return response


def now_at(response: Response, address: str) -> Response:
    """Let the page know that what it shows has an address of its own now; a reload opens that."""
    response.headers["HX-Replace-Url"] = address
    return response


def _fragment_for(fragment: Fragments) -> str | None:
    if fragment is None or isinstance(fragment, str):
        return fragment
    return fragment.get(request.headers.get("HX-Target", ""))


def _answer(html: str, status: int) -> Response:
    return make_response(html, status)
