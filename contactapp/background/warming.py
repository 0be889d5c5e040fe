"""What a process makes ready before its first request, so that nobody waits for it."""

import logging
from collections.abc import Callable

from flask import Flask

from contactapp.background.problems import kind_and_place
from contactapp.db import db

logger = logging.getLogger(__name__)


def before_first_request(app: Flask, ready: Callable[[], object]) -> None:
    """Let each new process run this once, before anybody asks it anything."""
    app.extensions.setdefault("warming", []).append(ready)


def warm(app: Flask) -> None:
    """Make everything ready. What fails will be made when it is first needed, as without this."""
    for ready in app.extensions.get("warming", []):
        with app.app_context():
            try:
                ready()
            except Exception as problem:
                logger.error("A new process could not make everything ready. %s", kind_and_place(problem))
            finally:
                db.session.rollback()
