"""Signing in without the page for it, which has tests of its own; a password hash costs a tenth of a second."""

import secrets

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from contactapp.accounts.models import User, UserSession
from contactapp.db import db


def start_session(client: FlaskClient, user: User) -> None:
    """Give this client a session of ``user``, as the sign-in page would."""
    row, token = UserSession.start(user, hours=12, address="127.0.0.1", browser="tests")
    db.session.add(row)
    db.session.commit()
    with client.session_transaction() as session:
        session.clear()
        session["token"] = token


def csrf_token(client: FlaskClient) -> str:
    """The token that a page of this session carries; for requests that no form on a page sends."""
    with client.session_transaction() as session:
        raw = session.setdefault("csrf_token", secrets.token_hex(20))
    return str(URLSafeTimedSerializer(client.application.secret_key, salt="wtf-csrf-token").dumps(raw))  # type: ignore[arg-type]
