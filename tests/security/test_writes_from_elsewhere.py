"""Another site cannot let somebody's browser write here."""

import pytest
from flask.testing import FlaskClient

from tests.support import sign_in
from tests.support.cast import Cast


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
def test_a_write_must_come_from_our_own_pages(
    client: FlaskClient, cast: Cast, headers: dict[str, str], status: int
) -> None:
    sign_in.start_session(client, cast.anna)
    token = {"X-CSRFToken": sign_in.csrf_token(client)}
    assert client.post("/contacts/numbers", headers=headers | token).status_code == status


def test_the_token_of_another_session_is_worth_nothing(client: FlaskClient, cast: Cast) -> None:
    sign_in.start_session(client, cast.bram)
    stolen = sign_in.csrf_token(client)
    sign_in.start_session(client, cast.anna)
    sign_in.csrf_token(client)
    assert client.post("/contacts/numbers", headers={"X-CSRFToken": stolen}).status_code == 400
