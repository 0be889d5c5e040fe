"""Somebody who guesses from elsewhere cannot keep the owner of an account out."""

import pytest
from flask.testing import FlaskClient

from contactapp.accounts.models import SignInFailure, User, UserSession
from contactapp.accounts.passwords import hash_password
from contactapp.accounts.throttling import MOST_PER_ACCOUNT, _hash, forget_failures
from contactapp.db import db
from tests.support import sign_in
from tests.support.cast import Cast

PASSWORD = "een zin die alleen ik ken"
OFFICE, ELSEWHERE = "192.0.2.10", "203.0.113.9"


@pytest.fixture
def guessed(cast: Cast) -> User:
    """Anna, while a stranger tries passwords from an address she never used."""
    cast.anna.password_hash = hash_password(PASSWORD)
    row = {"account_hash": _hash(cast.anna.email), "address_hash": _hash(ELSEWHERE)}
    db.session.add_all(SignInFailure(**row) for _attempt in range(MOST_PER_ACCOUNT))
    return cast.anna


def status_of_signing_in(client: FlaskClient, user: User, address: str) -> int:
    """What the right password gets from this address."""
    data = {"email": user.email, "password": PASSWORD}
    headers = {"X-CSRFToken": sign_in.csrf_token(client)}
    answer = client.post("/login", data=data, headers=headers, environ_overrides={"REMOTE_ADDR": address})
    return answer.status_code


def test_the_owner_gets_in_where_they_signed_in_before(client: FlaskClient, guessed: User) -> None:
    row, _token = UserSession.start(guessed, hours=12, address=OFFICE, browser="")
    db.session.add(row)
    assert status_of_signing_in(client, guessed, OFFICE) == 303


def test_an_address_that_nobody_knows_waits(client: FlaskClient, guessed: User) -> None:
    assert status_of_signing_in(client, guessed, OFFICE) == 429
    assert status_of_signing_in(client, guessed, ELSEWHERE) == 429


def test_the_owner_who_signs_in_gives_the_stranger_no_new_tries(client: FlaskClient, guessed: User) -> None:
    row, _token = UserSession.start(guessed, hours=12, address=OFFICE, browser="")
    db.session.add(row)
    status_of_signing_in(client, guessed, OFFICE)
    client.delete_cookie("contactapp")
    assert status_of_signing_in(client, guessed, ELSEWHERE) == 429


def test_a_new_password_lets_its_owner_in_everywhere(client: FlaskClient, guessed: User) -> None:
    forget_failures(guessed.email)
    assert status_of_signing_in(client, guessed, OFFICE) == 303
