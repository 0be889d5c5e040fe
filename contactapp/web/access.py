"""Who may open which view: declared once per view, denied by default."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask_login import current_user

from contactapp.db import SAFE_METHODS
from contactapp.permissions import Permission
from contactapp.web.rendering import is_htmx

View = TypeVar("View", bound=Callable[..., Any])
PUBLIC = "public"


def permit(permission: Permission) -> Callable[[View], View]:
    """Declare the permission a view asks for. The check itself happens before the view is called."""

    def declare(view: View) -> View:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return declare


def public(view: View) -> View:
    """Declare that a view may be opened without signing in. Keep these few."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def can(permission: Permission | str) -> bool:
    """Whether the person who is signed in has a permission; templates ask the same function."""
    return bool(current_user.is_authenticated) and Permission(permission) in current_user.permissions


def declared_access(app: Flask, endpoint: str) -> str | None:
    """What a view declared: a permission, ``"public"``, or None when it forgot."""
    return getattr(app.view_functions.get(endpoint), "access", None)


def check_access() -> Any:
    """Refuse every request whose view does not allow it; runs before each view."""
    if request.endpoint is None:
        return None
    access = declared_access(current_app, request.endpoint)
    if access == PUBLIC:
        return None
    if not current_user.is_authenticated:
        return _ask_to_sign_in()
    if access is None or not can(access):
        abort(403)
    return None


def _ask_to_sign_in() -> Any:
    if is_htmx():
        # No redirect: it would throw away what stands typed on the page. The page says what to do (session.js).
        return Response(status=401, headers={"HX-Trigger": "session:ended"})
    wanted = request.full_path.rstrip("?") if request.method in SAFE_METHODS else None
    address = url_for("accounts.sign_in", next=wanted) if wanted and wanted != "/" else url_for("accounts.sign_in")
    return redirect(address, code=303)
