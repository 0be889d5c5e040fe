"""Where to go after signing in or choosing a language: only ever to ourselves."""

from urllib.parse import SplitResult, urlsplit

from flask import request


def own_address(target: str | None, *, otherwise: str) -> str:
    """The path of ``target`` when it is one of ours, else ``otherwise``.

    Browsers drop tabs and line ends and read a backslash as a slash, so those are refused before looking.
    """
    if not target or not target.startswith("/") or any(ord(char) < 33 or char == "\\" for char in target):
        return otherwise
    parts = _split(target)
    if parts.path == "" or parts.scheme or parts.netloc or target.startswith("//"):
        return otherwise
    return target


def came_from(*, otherwise: str) -> str:
    """The page on which somebody pressed the button, by its referrer, when that is ours."""
    parts = _split(request.referrer or "")
    if parts.netloc != request.host:
        return otherwise
    return own_address(parts.path + (f"?{parts.query}" if parts.query else ""), otherwise=otherwise)


def _split(address: str) -> SplitResult:
    """The parts of an address; of one that cannot be read, such as ``//[``, nothing."""
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")
