"""Parts of a page that are drawn once for the same values, such as a row of a queue that forty people ask for every
ten seconds, or the window with every shortcut."""

from collections.abc import Hashable
from functools import lru_cache
from typing import Any

from flask import Flask, current_app, request
from flask_babel import get_locale
from jinja2 import Environment
from markupsafe import Markup

MOST = 2000  # some three kilobytes each


def drawn(template: str, macro: str, *values: Hashable) -> Markup:
    """What a macro makes of these values.

    It may depend on nothing but them, the language and the root of our addresses: not on who reads, or on the time.
    Values that cannot be told apart by their hash, such as the mappings of the style guide, are drawn anew.
    """
    draw = _drawn if all(isinstance(value, Hashable) for value in values) else _drawn.__wrapped__
    return draw(current_app.jinja_env, str(get_locale()), request.script_root, template, macro, values)


@lru_cache(maxsize=MOST)
def _drawn(env: Environment, _language: str, _root: str, template: str, macro: str, values: tuple[Any, ...]) -> Markup:
    return Markup(getattr(env.get_template(template).module, macro)(*values))  # noqa: S704 - made by our own template


def init_app(app: Flask) -> None:
    app.jinja_env.globals["drawn"] = drawn
