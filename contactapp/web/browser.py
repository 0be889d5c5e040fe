"""What we tell and ask of browsers: security headers, CSRF, and where a request came from."""

from flask import Flask, Response, abort, current_app, request
from flask_babel import gettext as _
from flask_wtf import CSRFProtect
from werkzeug.exceptions import SecurityError

from contactapp.db import SAFE_METHODS
from contactapp.web.errors import DomainError

csrf = CSRFProtect()
POLICY = "; ".join(
    (
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self' data:",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # Not no-referrer: the CSRF check over TLS asks for a referrer of our own.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
DOWNLOAD_HEADERS = {"Content-Security-Policy": "sandbox; default-src 'none'", "Cache-Control": "no-store"}


def refuse_strange_host() -> Response | None:
    """Answer under the names of this installation only; under another no address and so no page of ours can be made."""
    if not isinstance(request.routing_exception, SecurityError):
        return None
    words = "Onder deze naam is hier niets. There is nothing here by this host name (TRUSTED_HOSTS).\n"
    return Response(words, status=400, mimetype="text/plain")


def limit_text() -> None:
    """Typed text stays below the limit for text in every encoding; Werkzeug knows it for forms with files only."""
    if request.mimetype == "application/x-www-form-urlencoded":
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]


class FromElsewhere(DomainError):
    """Another site sent this, perhaps without the person knowing: the answer is 403."""

    status = 403

    def __init__(self) -> None:
        super().__init__(_("Dit kwam van een andere website. Wilde je dit zelf? Doe het dan hier, op de pagina zelf."))


def check_origin() -> None:
    """Refuse a write that another site started, and one without the token of this session."""
    if request.method in SAFE_METHODS:
        return
    if _comes_from_elsewhere():
        raise FromElsewhere
    csrf.protect()


def _comes_from_elsewhere() -> bool:
    """What the browser says about the page that sent this; over plain HTTP it only names the origin."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None:
        return site not in {"same-origin", "none"}
    return origin is not None and origin.partition("://")[2] != request.host


def check_text() -> None:
    """Refuse NUL in typed text: one of our databases cannot hold it and nobody types it."""
    form = request.form.items(multi=True) if request.method not in SAFE_METHODS else ()
    address = [("path", request.path), *request.args.items(multi=True)]
    if any("\x00" in name or "\x00" in value for name, value in (*address, *form)):
        abort(422, _("Er staat een onzichtbaar teken (NUL) in de tekst. Haal het weg en probeer het opnieuw."))


def add_headers(response: Response) -> Response:
    """Headers on every answer; pages with personal data are never stored by browser or proxy."""
    if response.headers.get("Content-Disposition", "").startswith("attachment"):
        # Somebody else's file: it may do nothing, and the browser keeps no copy beside the one that was asked for.
        response.headers.update(DOWNLOAD_HEADERS)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    response.vary.add("HX-Request")
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def init_app(app: Flask) -> None:
    csrf.init_app(app)
    app.after_request(add_headers)
