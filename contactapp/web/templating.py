"""The template environment."""

from collections.abc import MutableMapping
from typing import Any

from flask.sansio.app import App
from flask.templating import Environment


class TemplateEnvironment(Environment):
    """Templates whose globals are one plain dict.

    Jinja chains two mappings, and compares their keys again at every import of a macro: some two thousand lookups
    a page. All our globals are set before the first template is loaded, so nothing is lost by copying them.
    """

    def __init__(self, app: App, **options: Any) -> None:
        # Every template is kept: to know which was used longest ago, Jinja walks through all names at each include.
        super().__init__(app, **{"cache_size": -1, **options})

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}
