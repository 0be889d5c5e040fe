"""A test client whose requests stand on their own."""

from contextvars import Context
from typing import Any

from flask import has_app_context
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from contactapp.db import db


class IsolatedClient(FlaskClient):
    """Runs every request in an empty context, so with its own session and its own ``g``, as on a server.

    Otherwise Flask would reuse the application context of the test: somebody signed in once would stay signed in.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        # What the test made must be there for the request, and what the request changed for the test.
        if has_app_context():
            db.session.commit()
        kwargs["buffered"] = True
        response = Context().run(super().open, *args, **kwargs)
        if has_app_context():
            db.session.expire_all()
        return response
